import { Injectable } from '@nestjs/common';
import { daysBetween } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { challengeStateOn, type ChallengeEntryKind } from '../../domain/lifecycle/challenge.js';
import type { PackChallenge } from '../../domain/report/pack-content.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';

interface Exchange {
  readonly kind: ChallengeEntryKind;
  readonly on: LocalDate;
  readonly words: string;
  readonly to: string | null;
  readonly dueOn: LocalDate | null;
}

interface ReportRow {
  readonly reference: string;
  readonly question: string;
  readonly askedBy: string;
  readonly raisedOn: LocalDate;
  readonly exchange: readonly Exchange[];
}

/** Challenges as a board's papers show them. */
@Injectable()
export class ChallengeReport {
  /**
   * The challenges that stood open or answered at the end of the day `asAt`, and those closed after `closedSince` and
   * up to that day; open ones first, each by the day its answer was due. As their exchange had gone by then: who was
   * asked, until when, and the last answer. Part 1 leaves out those about what is restricted; neither part tells of what
   * is under embargo, which members of the board may not read.
   */
  async challengesFor(
    tx: Tx,
    { asAt, part, closedSince }: { asAt: LocalDate; part: 1 | 2; closedSince?: LocalDate | null },
  ): Promise<PackChallenge[]> {
    const rows = await tx.rows<ReportRow>(
      `select 'C' || c.number as reference, c.question, coalesce(nullif(c.asked_for, ''), b.name) as "askedBy", c.raised_on::text as "raisedOn",
              (select jsonb_agg(jsonb_build_object('kind', e.kind, 'on', e.written_on, 'words', e.words, 'to', o.name,
                        'dueOn', e.due_on) order by e.position)
                 from challenge_entries e
                 left join people o on o.authority_id = e.authority_id and o.id = e.to_id
                where e.authority_id = c.authority_id and e.challenge_id = c.id and e.written_on <= $2::date) as exchange
         from challenges c
         join people b on b.authority_id = c.authority_id and b.id = c.asked_by
         left join actions a on a.authority_id = c.authority_id and a.id = c.action_id
         left join recommendations r on r.authority_id = c.authority_id and r.id = c.recommendation_id
         left join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where c.authority_id = $1 and c.raised_on <= $2::date
          and (c.closed_on is null or c.closed_on > least($2::date, coalesce($3::date, $2::date)))
          and ($4 = 2 or not (coalesce(a.restricted, false) or coalesce(r.restricted, false)))
          and (r.id is null or ${publishedToday('d')})
        order by c.number`,
      [tx.authorityId, asAt, closedSince ?? null, part],
    );
    return rows.map((row) => reported(row, asAt)).sort(openFirst);
  }
}

const PLACES = { open: 0, answered: 1, closed: 2 } as const;

function openFirst(one: PackChallenge, other: PackChallenge): number {
  return PLACES[one.state] - PLACES[other.state] || one.dueOn.localeCompare(other.dueOn);
}

function reported({ exchange, ...row }: ReportRow, asAt: LocalDate): PackChallenge {
  const last = <T>(read: (entry: Exchange) => T | null) =>
    exchange
      .map(read)
      .filter((found) => found !== null)
      .at(-1) ?? null;
  return {
    ...row,
    askedOf: last(({ to }) => to) ?? '',
    dueOn: last(({ dueOn }) => dueOn) ?? row.raisedOn,
    state: challengeStateOn(exchange, asAt) ?? 'open',
    answer: last(({ kind, words }) => (kind === 'answered' ? words : null)),
    ageDays: daysBetween(row.raisedOn, asAt),
  };
}
