import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DateSetter } from '../../domain/lifecycle/date-change.js';
import type { ActionKind, EvidenceKind } from '../../domain/lifecycle/publishing.js';
import type { ActionStatus, Assurance } from '../../domain/rating/rating-facts.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import type { ListCursor } from '../../web/api/list-query.js';
import { Parameters, whereClause, type ActionFilters, type ActionScope } from './action-filters.js';
import { afterCursor, orderBy, placeOf, type ActionOrder } from './action-order.js';

/** An action as the API gives it. */
export interface ActionItem {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly description: string;
  readonly kind: ActionKind | null;
  readonly status: ActionStatus;
  readonly assurance: Assurance;
  readonly rating: Colour;
  readonly ratingWord: string;
  readonly ratingReasons: readonly ReasonCode[];
  readonly ratingSince: LocalDate | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly originalDueOn: LocalDate | null;
  readonly timesMoved: number;
  readonly daysSlipped: number;
  readonly ownerId: string | null;
  readonly accountableLeadId: string | null;
  readonly agencyId: string | null;
  readonly workstreamId: string | null;
  readonly successMeasure: string;
  readonly requiredEvidence: readonly EvidenceKind[];
  readonly priorityAction: boolean;
  readonly begunOn: LocalDate | null;
  readonly lastUpdateOn: LocalDate | null;
  readonly notUpdated: boolean;
  /** It waits for another action that is not closed, or for something outside. */
  readonly isWaiting: boolean;
  readonly dateSetBy: DateSetter;
  readonly recommendationIds: readonly string[];
  readonly version: number;
}

/** An action as a page or a sheet lists it, with names instead of ids. */
export interface ActionLine {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: ActionStatus;
  readonly rating: Colour;
  readonly ratingWord: string;
  readonly ratingReasons: readonly ReasonCode[];
  readonly ratingSince: LocalDate | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly originalDueOn: LocalDate | null;
  readonly timesMoved: number;
  readonly daysSlipped: number;
  readonly priorityAction: boolean;
  readonly lastUpdateOn: LocalDate | null;
  readonly notUpdated: boolean;
  readonly isWaiting: boolean;
  readonly ownerName: string | null;
  readonly leadName: string | null;
  readonly agencyName: string | null;
  readonly workstreamName: string | null;
}

export interface ListPart {
  readonly order: ActionOrder;
  readonly limit: number;
  readonly cursor?: ListCursor | null;
  readonly offset?: number;
  /** The total is not wanted: the next batch of a sheet. */
  readonly uncounted?: boolean;
}

/** A row with the value it is sorted by, for the cursor of the next page. */
export type Placed<Row> = Row & { readonly place: string };

export interface Found<Row> {
  readonly rows: Row[];
  /** Exact to 10,000; one more means more. */
  readonly total: number;
  /** A day has come on which some action of the authority changes its rating: rate first, then read again. */
  readonly isDue: boolean;
}

const COUNTED_TO = 10_000;

/** Today as AuthorityDays has it, inside a statement: demonstration data may have been swept ahead of the real day. */
const today = (real: string) => `greatest(${real}::date, (select max(s.day) from sweeps s
  where s.authority_id = $1 and (select d.is_demonstration from authorities d where d.id = $1)))`;

const IS_WAITING = `
  exists (select 1 from action_waits w
     left join actions other on other.authority_id = w.authority_id and other.id = w.for_action_id
    where w.authority_id = a.authority_id and w.action_id = a.id and w.ended_on is null
      and (other.id is null or other.status not in ('complete','cancelled'))) as "isWaiting"`;

const ITEM = `
  a.id, a.reference, a.title, a.description, a.kind, a.status, a.assurance, a.rating,
  a.rating_word as "ratingWord", to_json(a.rating_reasons) as "ratingReasons",
  a.rating_since::text as "ratingSince", a.start_on::text as "startOn", a.due_on::text as "dueOn",
  a.original_due_on::text as "originalDueOn", a.times_moved as "timesMoved", a.days_slipped as "daysSlipped",
  a.owner_id as "ownerId", a.accountable_lead_id as "accountableLeadId", a.agency_id as "agencyId",
  a.workstream_id as "workstreamId", a.success_measure as "successMeasure",
  to_json(a.required_evidence) as "requiredEvidence", a.priority_action as "priorityAction",
  a.begun_on::text as "begunOn", a.last_update_on::text as "lastUpdateOn", a.not_updated as "notUpdated",
  ${IS_WAITING}, a.date_set_by as "dateSetBy",
  to_json(array(select s.recommendation_id from action_recommendations s
     where s.authority_id = a.authority_id and s.action_id = a.id and s.ended_at is null
     order by s.recommendation_id)) as "recommendationIds",
  a.version`;

const LINE = `
  a.id, a.reference, a.title, a.status, a.rating, a.rating_word as "ratingWord",
  to_json(a.rating_reasons) as "ratingReasons", a.rating_since::text as "ratingSince",
  a.start_on::text as "startOn", a.due_on::text as "dueOn", a.original_due_on::text as "originalDueOn",
  a.times_moved as "timesMoved", a.days_slipped as "daysSlipped", a.priority_action as "priorityAction",
  a.last_update_on::text as "lastUpdateOn", a.not_updated as "notUpdated", ${IS_WAITING}, owner.name as "ownerName", lead.name as "leadName",
  agency.name as "agencyName", stream.name as "workstreamName"`;

const LINE_NAMES = `
  left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
  left join people lead on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id
  left join agencies agency on agency.authority_id = a.authority_id and agency.id = a.agency_id
  left join workstreams stream on stream.authority_id = a.authority_id and stream.id = a.workstream_id`;

/** The lists of actions: narrow rows straight from SQL, one statement for the rows and one number for the total. */
@Injectable()
export class ActionListRepository {
  /** Actions for the API, one more than asked for when there is a next page; 1 statement. */
  async items(
    tx: Tx,
    realToday: LocalDate,
    filters: ActionFilters,
    scope: ActionScope,
    part: ListPart,
  ): Promise<Found<Placed<ActionItem>>> {
    return this.found(tx, realToday, ITEM, '', filters, scope, part);
  }

  /** Actions for a page. */
  async lines(
    tx: Tx,
    realToday: LocalDate,
    filters: ActionFilters,
    scope: ActionScope,
    part: ListPart,
  ): Promise<Found<Placed<ActionLine>>> {
    return this.found(tx, realToday, LINE, LINE_NAMES, filters, scope, part);
  }

  /** How many counted actions the database keeps from whoever asks, because they are restricted. */
  async leftOut(tx: Tx): Promise<number> {
    const row = await tx.row<{ n: number }>(`select actions as n from restricted_left_out()`);
    return row?.n ?? 0;
  }

  async item(tx: Tx, id: string): Promise<ActionItem | null> {
    return tx.row<ActionItem>(`select ${ITEM} from actions a where a.authority_id = $1 and a.id = $2`, [
      tx.authorityId,
      id,
    ]);
  }

  /** How many actions the list has in all. */
  async count(tx: Tx, filters: ActionFilters, scope: ActionScope): Promise<number> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const where = whereClause(filters, scope, parameters);
    const row = await tx.row<{ n: number }>(
      `select count(*)::int as n from actions a where ${where}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  private async found<Row extends { id: string }>(
    tx: Tx,
    realToday: LocalDate,
    columns: string,
    joins: string,
    filters: ActionFilters,
    scope: ActionScope,
    part: ListPart,
  ): Promise<Found<Placed<Row>>> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const where = whereClause(filters, scope, parameters);
    const after = part.cursor ? `and ${afterCursor(part.order, part.cursor, parameters)}` : '';
    const rows = await tx.rows<Placed<Row> & { total: number; isDue: boolean }>(
      `select ${columns}, a.place, t.total, t."isDue"
         from (select count(*)::int as total,
                      exists (select 1 from actions n where n.authority_id = $1
                                 and n.next_rating_on <= ${today(parameters.add(realToday))}) as "isDue"
                 from (select 1 from actions a where ${where} limit ${part.uncounted ? 0 : COUNTED_TO + 1}) c) t
         left join (select a.*, ${placeOf(part.order)} as place from actions a where ${where} ${after}
                     order by ${orderBy(part.order)}
                     limit ${parameters.add(part.limit + 1)} offset ${parameters.add(part.offset ?? 0)}
                   ) a on true ${joins}
        order by ${orderBy(part.order)}`,
      parameters.values,
    );
    const [first] = rows;
    return {
      total: first?.total ?? 0,
      isDue: first?.isDue ?? false,
      rows: rows.filter((row) => row.id !== null),
    };
  }
}
