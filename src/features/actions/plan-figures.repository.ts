import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import { MOST_URGENT_FIRST, orderBy } from './action-order.js';
import { Parameters, whereClause, type ActionFilters, type ActionScope } from './action-filters.js';

export interface PlanFigures {
  readonly counts: Readonly<Record<Colour, number>>;
  /** Published and not cancelled: the sum of the counts. */
  readonly total: number;
  readonly overdue: number;
  readonly complete: number;
  readonly noOwner: number;
  readonly drafts: number;
}

/** An action that the board must hear of, with the reasons for it. */
export interface ExceptionLine {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly rating: Colour;
  readonly ratingReasons: readonly ReasonCode[];
  readonly ratingSince: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly priorityAction: boolean;
  readonly timesMoved: number;
  readonly daysSlipped: number;
  readonly ownerName: string | null;
  readonly leadName: string | null;
  /** What the last update said stands in the way. */
  readonly inTheWay: string | null;
}

/** The figures of the board page: each counts exactly the list it links to. */
@Injectable()
export class PlanFiguresRepository {
  /** Every figure in one statement, over what the person may see. */
  async figures(tx: Tx, scope: ActionScope, filters: ActionFilters = {}): Promise<PlanFigures> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    // Named one by one, the statuses are a condition of the index that holds all that is counted.
    const where = whereClause(filters, scope, parameters);
    const rows = await tx.rows<{
      rating: Colour;
      isDraft: boolean;
      n: number;
      overdue: number;
      complete: number;
      noOwner: number;
    }>(
      `select a.rating, a.status = 'draft' as "isDraft", count(*)::int as n,
              (count(*) filter (where 'overdue' = any(a.rating_reasons)))::int as overdue,
              (count(*) filter (where a.status = 'complete'))::int as complete,
              (count(*) filter (where a.owner_id is null and a.status <> 'complete'))::int as "noOwner"
         from actions a
        where ${where} and a.status in ('draft','not_started','in_progress','complete') group by 1, 2`,
      parameters.values,
    );
    const counts = { red: 0, amber: 0, green: 0, blue: 0, grey: 0 };
    const sum = { total: 0, overdue: 0, complete: 0, noOwner: 0, drafts: 0 };
    for (const row of rows) {
      if (row.isDraft) {
        sum.drafts += row.n;
        continue;
      }
      counts[row.rating] += row.n;
      sum.total += row.n;
      sum.overdue += row.overdue;
      sum.complete += row.complete;
      sum.noOwner += row.noOwner;
    }
    return { counts, ...sum };
  }

  /** How many counted actions the database keeps from whoever asks, because they are restricted. */
  async leftOut(tx: Tx): Promise<number> {
    const row = await tx.row<{ n: number }>(`select actions as n from restricted_left_out()`);
    return row?.n ?? 0;
  }

  /** How long the list of each set of filters is, in one statement. */
  async counts(tx: Tx, scope: ActionScope, sets: readonly ActionFilters[]): Promise<number[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const each = sets.map(
      (filters, place) =>
        `(count(*) filter (where ${whereClause(filters, scope, parameters)}))::int as "${place}"`,
    );
    const row = await tx.row<Record<string, number>>(
      `select ${each.join(', ')} from actions a where a.authority_id = $1`,
      parameters.values,
    );
    return sets.map((_, place) => row?.[place] ?? 0);
  }

  /**
   * Open recommendations without an action that was not cancelled; recommendations that are met; all of them but
   * those that were superseded.
   */
  async recommendationFigures(
    tx: Tx,
    publishedOnly: boolean,
  ): Promise<{ total: number; met: number; withoutAction: number }> {
    const row = await tx.row<{ total: number; met: number; withoutAction: number }>(
      `select (count(*) filter (where r.status <> 'superseded'))::int as total,
              (count(*) filter (where r.status = 'met'))::int as met,
              (count(*) filter (where r.status = 'open' and not exists (
                 select 1 from action_recommendations s
                   join actions a on a.authority_id = s.authority_id and a.id = s.action_id and a.status <> 'cancelled'
                  where s.authority_id = r.authority_id and s.recommendation_id = r.id and s.ended_at is null)
              ))::int as "withoutAction"
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.withdrawn_at is null and (not $2::boolean or ${publishedToday('d')})`,
      [tx.authorityId, publishedOnly],
    );
    return row ?? { total: 0, met: 0, withoutAction: 0 };
  }

  /** Red actions, those towards a priority action first, then the longest overdue. */
  exceptions(tx: Tx, scope: ActionScope, limit: number): Promise<ExceptionLine[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const where = whereClause({ rating: ['red'] }, scope, parameters);
    return tx.rows<ExceptionLine>(
      `select a.id, a.reference, a.title, a.rating, to_json(a.rating_reasons) as "ratingReasons",
              a.rating_since::text as "ratingSince", a.due_on::text as "dueOn",
              a.priority_action as "priorityAction", a.times_moved as "timesMoved",
              a.days_slipped as "daysSlipped", owner.name as "ownerName", lead.name as "leadName",
              (select u.in_the_way from progress_updates u
                where u.authority_id = a.authority_id and u.action_id = a.id
                order by u.written_at desc, u.id desc limit 1) as "inTheWay"
         from actions a
         left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
         left join people lead on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id
        where ${where}
        order by ${orderBy(MOST_URGENT_FIRST)} limit ${parameters.add(limit)}`,
      parameters.values,
    );
  }
}
