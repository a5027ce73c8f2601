import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import {
  AMONG,
  ROW,
  SEEN,
  THEIRS,
  valuesOf,
  type ChallengeReader,
  type ChallengeRow,
} from './challenge-row.js';
import { Challenge } from './challenge.entity.js';
import type { About, AboutKind } from './challenge-subject.js';

export interface ChallengeFilter {
  readonly state?: readonly string[];
  /** Asked of or by whoever reads. */
  readonly mine?: boolean;
  readonly overdueOn?: LocalDate;
  readonly askedOfId?: readonly string[];
  readonly askedById?: readonly string[];
  readonly actionId?: readonly string[];
  readonly recommendationId?: readonly string[];
  readonly measureId?: readonly string[];
  readonly meetingId?: readonly string[];
  readonly q?: string | null;
}

export const CHALLENGE_SORTS = ['standing', 'dueOn', 'raisedOn', 'number'] as const;
export interface ChallengeOrder {
  readonly field: (typeof CHALLENGE_SORTS)[number];
  readonly direction: 'asc' | 'desc';
}

/** How many there are, for the head of the log. */
export interface ChallengeFigures {
  readonly open: number;
  readonly answered: number;
  readonly closed: number;
  readonly overdue: number;
  /** When the oldest that is not closed was raised. */
  readonly oldestOn: LocalDate | null;
}

const ORDERS: Readonly<Record<ChallengeOrder['field'], readonly string[]>> = {
  standing: [`array_position(array['open','answered','closed'], c.state)`, 'c.due_on', 'c.number'],
  dueOn: ['c.due_on', 'c.number'],
  raisedOn: ['c.raised_on', 'c.number'],
  number: ['c.number'],
};
const COLUMNS = {
  askedOfId: 'asked_of',
  askedById: 'asked_by',
  actionId: 'action_id',
  recommendationId: 'recommendation_id',
  measureId: 'measure_id',
  meetingId: 'meeting_id',
} as const;

/** Every query on challenges and their exchange. */
@Injectable()
export class ChallengesRepository {
  async list(
    tx: Tx,
    reader: ChallengeReader,
    filter: ChallengeFilter,
    order: ChallengeOrder,
    part: Slice,
  ): Promise<{ rows: ChallengeRow[]; total: number }> {
    const { holds, values, value } = conditions(tx, reader, filter);
    const counted = await tx.row<{ n: number }>(
      `select count(*)::int as n from challenges c
         left join recommendations r on r.authority_id = c.authority_id and r.id = c.recommendation_id
         left join documents d on d.authority_id = r.authority_id and d.id = r.document_id where ${holds}`,
      values,
    );
    const by = ORDERS[order.field].map((one) => `${one} ${order.direction}`).join(', ');
    const rows = await tx.rows<ChallengeRow>(
      `${ROW} ${AMONG} where ${holds} order by ${by} limit ${value(part.limit)} offset ${value(part.offset)}`,
      values,
    );
    return { rows, total: counted?.n ?? 0 };
  }

  one(tx: Tx, reader: ChallengeReader, id: string): Promise<ChallengeRow | null> {
    return tx.row(`${ROW} ${AMONG} where ${SEEN} and c.id = $5`, [...valuesOf(tx, reader), id]);
  }

  async figures(tx: Tx, reader: ChallengeReader, today: LocalDate): Promise<ChallengeFigures> {
    const row = await tx.row<ChallengeFigures>(
      `select count(*) filter (where c.state = 'open')::int as open,
              count(*) filter (where c.state = 'answered')::int as answered,
              count(*) filter (where c.state = 'closed')::int as closed,
              count(*) filter (where c.state = 'open' and c.due_on < $5::date)::int as overdue,
              (min(c.raised_on) filter (where c.state <> 'closed'))::text as "oldestOn"
         from challenges c
         left join recommendations r on r.authority_id = c.authority_id and r.id = c.recommendation_id
         left join documents d on d.authority_id = r.authority_id and d.id = r.document_id where ${SEEN}`,
      [...valuesOf(tx, reader), today],
    );
    return row!;
  }

  /** What waits for this person: questions to answer, and answers to what they asked; for the chair also to what others without an account did. */
  async waitingFor(
    tx: Tx,
    reader: ChallengeReader,
    isChair: boolean,
  ): Promise<{ toAnswer: ChallengeRow[]; toJudge: ChallengeRow[] }> {
    const rows = await tx.rows<ChallengeRow>(
      `${ROW} ${AMONG} where ${SEEN}
          and ((c.state = 'open' and c.asked_of = any($2)) or (c.state = 'answered'
               and case when c.asked_for = '' then c.asked_by = ($2::uuid[])[1] else $5::boolean end))
        order by c.due_on, c.number limit 50`,
      [...valuesOf(tx, reader), isChair],
    );
    return {
      toAnswer: rows.filter((row) => row.state === 'open'),
      toJudge: rows.filter((row) => row.state === 'answered'),
    };
  }

  held(tx: Tx, id: string): Promise<Challenge | null> {
    return tx.manager.findOne(Challenge, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async add(
    tx: Tx,
    challenge: Pick<
      Challenge,
      | 'question'
      | 'askedById'
      | 'askedFor'
      | 'askedOfId'
      | 'raisedFrom'
      | 'raisedOn'
      | 'waitingSince'
      | 'dueOn'
    >,
    about: About | null,
  ): Promise<string> {
    const next = await tx.row<{ number: number }>(`select next_challenge_number() as number`, []);
    const id = (kind: AboutKind) => (about?.kind === kind ? about.id : null);
    const added = await tx.manager.insert(Challenge, {
      ...challenge,
      authorityId: tx.authorityId,
      number: next!.number,
      actionId: id('action'),
      recommendationId: id('recommendation'),
      measureId: id('measure'),
      meetingId: id('meeting'),
    });
    return (added.identifiers[0] as { id: string }).id;
  }

  async change(
    tx: Tx,
    id: string,
    change: Partial<
      Pick<
        Challenge,
        'askedOfId' | 'waitingSince' | 'dueOn' | 'state' | 'outcome' | 'answeredOn' | 'closedOn'
      >
    >,
  ): Promise<void> {
    await tx.manager.update(Challenge, { authorityId: tx.authorityId, id }, change);
  }
}

function conditions(tx: Tx, reader: ChallengeReader, filter: ChallengeFilter) {
  const values = valuesOf(tx, reader);
  const value = (it: unknown) => `$${values.push(it)}`;
  const where = [SEEN];
  if (filter.state) where.push(`c.state = any(${value(filter.state)}::text[])`);
  if (filter.mine) where.push(THEIRS);
  if (filter.overdueOn) where.push(`c.state = 'open' and c.due_on < ${value(filter.overdueOn)}::date`);
  for (const [name, column] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]) {
    if (filter[name]) where.push(`c.${column} = any(${value(filter[name])}::uuid[])`);
  }
  if (filter.q) {
    const words = value(filter.q);
    where.push(
      `(position(lower(${words}) in lower(c.question)) > 0 or lower('C' || c.number) = lower(${words}))`,
    );
  }
  return { holds: where.join(' and '), values, value };
}
