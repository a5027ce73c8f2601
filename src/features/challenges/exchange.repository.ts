import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { ChallengeEntry } from './challenge-entry.entity.js';
import type { ChallengeReader } from './challenge-row.js';

export interface EntryRow {
  readonly id: string;
  readonly kind: ChallengeEntry['kind'];
  readonly byId: string;
  readonly byName: string;
  readonly writtenOn: LocalDate;
  readonly writtenAt: Date;
  readonly words: string;
  readonly toId: string | null;
  readonly toName: string | null;
  readonly dueOn: LocalDate | null;
  readonly evidenceId: string | null;
  /** Null where the reader may not see what it is evidence for. */
  readonly evidenceShows: string | null;
  readonly measureId: string | null;
  readonly measureName: string | null;
  readonly measureValue: number | null;
  readonly measureUnit: string | null;
  readonly measureOn: LocalDate | null;
  readonly measureValueId: string | null;
  readonly link: string | null;
}

/** Every query on the exchange of a challenge, which is only ever added to. */
@Injectable()
export class ExchangeRepository {
  /** In order. */
  exchange(tx: Tx, reader: ChallengeReader, id: string): Promise<EntryRow[]> {
    return tx.rows(
      `select e.id, e.kind, e.by_id as "byId", b.name as "byName", e.written_on::text as "writtenOn",
              e.written_at as "writtenAt", e.words, e.to_id as "toId", o.name as "toName", e.due_on::text as "dueOn",
              e.evidence_id as "evidenceId",
              (select p.shows from evidence p where $3::boolean and p.authority_id = e.authority_id and p.id = e.evidence_id
                 and exists (select 1 from action_evidence u join actions a
                       on a.authority_id = u.authority_id and a.id = u.action_id
                      where u.authority_id = p.authority_id and u.evidence_id = p.id)) as "evidenceShows",
              e.measure_value_id as "measureValueId", v.measure_id as "measureId", m.name as "measureName",
              v.value::float8 as "measureValue", m.unit as "measureUnit", v.value_on::text as "measureOn", e.link
         from challenge_entries e
         join people b on b.authority_id = e.authority_id and b.id = e.by_id
         left join people o on o.authority_id = e.authority_id and o.id = e.to_id
         left join measure_values v on v.authority_id = e.authority_id and v.id = e.measure_value_id
         left join measures m on m.authority_id = v.authority_id and m.id = v.measure_id
        where e.authority_id = $1 and e.challenge_id = $2 order by e.position`,
      [tx.authorityId, id, reader.all],
    );
  }

  /** At the end of the exchange; the challenge is held by whoever writes. */
  async write(
    tx: Tx,
    entry: Pick<ChallengeEntry, 'challengeId' | 'kind' | 'byId' | 'writtenOn' | 'writtenAt' | 'words'> &
      Partial<Pick<ChallengeEntry, 'toId' | 'dueOn' | 'evidenceId' | 'measureValueId' | 'link'>>,
  ): Promise<void> {
    await tx.rows(
      `insert into challenge_entries (authority_id, challenge_id, position, kind, by_id, written_on, written_at, words,
              to_id, due_on, evidence_id, measure_value_id, link)
       select $1, $2, coalesce(max(e.position), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
         from challenge_entries e where e.authority_id = $1 and e.challenge_id = $2`,
      [
        tx.authorityId,
        entry.challengeId,
        entry.kind,
        entry.byId,
        entry.writtenOn,
        entry.writtenAt,
        entry.words,
        entry.toId ?? null,
        entry.dueOn ?? null,
        entry.evidenceId ?? null,
        entry.measureValueId ?? null,
        entry.link ?? null,
      ],
    );
  }

  /** Who gave the answer that waits, and which entry it is. */
  lastAnswer(tx: Tx, id: string): Promise<{ id: string; byId: string } | null> {
    return tx.row(
      `select id, by_id as "byId" from challenge_entries
        where authority_id = $1 and challenge_id = $2 and kind = 'answered' order by position desc limit 1`,
      [tx.authorityId, id],
    );
  }
}
