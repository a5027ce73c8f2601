import { Injectable } from '@nestjs/common';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { evidencePaths } from '../evidence/evidence.paths.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';
import { WHOSE, whoMayOpen, type WhoseRow } from './who-may-open.js';

/** A refusal is told once; after so many days of standing still nobody is told of it any more. */
const REFUSALS_OF_DAYS = 60;

interface UseRow {
  id: string;
  waiting_since: LocalDate | null;
  refused_on: LocalDate | null;
  owner_id: string | null;
  accountable_lead_id: string | null;
  agency_id: string | null;
  hands: string[] | null;
}

interface WordsRow extends WhoseRow {
  id: string;
  evidence_id: string;
  reference: string;
  title: string;
}

/** An item of evidence for an action, as long as it waits to be checked or was refused. */
@Injectable()
export class EvidenceNotices implements NoticeSource {
  readonly kind = 'evidence';
  readonly keepsNextDay = false;

  due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    return this.subjects(
      tx,
      morning,
      `select id from action_evidence where authority_id = $1 and state = 'waiting'
        union
       select id from action_evidence where authority_id = $1 and state = 'refused' and decided_on > $2::date
        union
       select subject_id from notices
        where authority_id = $1 and state = 'waiting' and subject_kind = 'evidence'`,
      addDays(morning.on, -REFUSALS_OF_DAYS),
    );
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    return ids.length === 0 ? [] : this.subjects(tx, morning, 'select unnest($2::uuid[])', ids);
  }

  async words(tx: Tx, { people }: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<WordsRow>(
      `select u.id, u.evidence_id, a.reference, a.title, ${WHOSE}
         from action_evidence u join actions a on a.authority_id = u.authority_id and a.id = u.action_id
        where u.authority_id = $1 and u.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          reference: row.reference,
          title: `Evidence for ${row.title}`,
          path: evidencePaths.item(row.evidence_id),
          about: [],
          mayBeReadBy: whoMayOpen(people, row, 'evidence.read'),
        },
      ]),
    );
  }

  async putNextDays(): Promise<void> {}

  private async subjects(
    tx: Tx,
    { people }: Morning,
    which: string,
    parameter: unknown,
  ): Promise<LadderSubject[]> {
    const rows = await tx.rows<UseRow>(
      `select u.id, a.owner_id, a.accountable_lead_id, a.agency_id,
              case when u.state = 'waiting' and standing.now then u.waiting_since::text end as waiting_since,
              case when u.state = 'refused' and standing.now then u.decided_on::text end as refused_on,
              (select array_agg(h.person_id) from action_hands h
                where h.authority_id = $1 and h.action_id = a.id) as hands
         from action_evidence u
         join actions a on a.authority_id = u.authority_id and a.id = u.action_id
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id
        cross join lateral (select u.round = a.round and a.status <> 'cancelled' and p.closed_on is null as now) standing
        where u.authority_id = $1 and u.id in (${which})`,
      [tx.authorityId, parameter],
    );
    return rows.map((row) => ({
      facts: {
        kind: 'evidence',
        id: row.id,
        waitingSince: row.waiting_since,
        refusedOn: row.refused_on,
        // Whoever had a hand in the action cannot check it, so they are not told to.
        qualityIds: people.holding('quality').filter((id) => !(row.hands ?? []).includes(id)),
        planManagerIds: people.holding('plan_manager'),
        chain: people.chain({
          ownerId: row.owner_id,
          accountableLeadId: row.accountable_lead_id,
          agencyId: row.agency_id,
        }),
      },
    }));
  }
}
