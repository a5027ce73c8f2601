import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Decider } from '../../../domain/lifecycle/date-change-decider.js';
import type { DateSetter, RequestState } from '../../../domain/lifecycle/date-change.js';
import type { ActionStatus } from '../../../domain/rating/rating-facts.js';
import type { Tx } from '../../../platform/database/database.js';
import type { ListCursor } from '../../../web/api/list-query.js';
import { Parameters, whereClause, type ActionScope } from '../action-filters.js';
import { DateChange } from '../date-change.entity.js';

/** A request as it is read, with the names of the people and its action. */
export interface DateChangeRow {
  readonly id: string;
  readonly actionId: string;
  readonly reference: string;
  readonly title: string;
  readonly actionStatus: ActionStatus;
  readonly ownerId: string | null;
  readonly dueOn: LocalDate;
  readonly kind: 'request' | 'agreement';
  readonly fromDueOn: LocalDate;
  readonly toDueOn: LocalDate;
  readonly askedDueOn: LocalDate;
  readonly slip: number;
  readonly reason: string;
  readonly words: string;
  readonly meanwhile: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedOn: LocalDate;
  /** Whoever asked has handed the action over since: its owner speaks for the request. */
  readonly wasTakenOver: boolean | null;
  readonly decider: Decider;
  readonly decideBy: LocalDate;
  readonly state: RequestState;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedOn: LocalDate | null;
  readonly decisionWords: string;
  readonly decisionId: string | null;
  /** The meeting at which the board decided; null: between meetings, or not the board. */
  readonly meetsOn: LocalDate | null;
  readonly dateSetBy: DateSetter;
  readonly documentReference: string;
  readonly agreedOn: LocalDate | null;
  readonly version: number;
}

export interface DateChangeFilters {
  readonly state?: readonly string[];
  readonly actionId?: readonly string[];
  readonly decider?: readonly string[];
}

const COLUMNS = `
  d.id, d.action_id as "actionId", a.reference, a.title, a.status as "actionStatus", a.owner_id as "ownerId",
  a.due_on::text as "dueOn", d.kind, d.from_due_on::text as "fromDueOn", d.to_due_on::text as "toDueOn",
  coalesce(d.asked_due_on, d.to_due_on)::text as "askedDueOn", d.slip, d.reason, d.words, d.meanwhile,
  d.asked_by as "askedBy", asker.name as "askedByName", d.asked_on::text as "askedOn", d.decider,
  d.decide_by::text as "decideBy", d.state, d.decided_by as "decidedBy", decider.name as "decidedByName",
  d.decided_on::text as "decidedOn", d.decision_words as "decisionWords", d.decision_id as "decisionId",
  (d.asked_by <> a.owner_id and exists (
     select 1 from hand_overs h where h.authority_id = d.authority_id and h.action_id = d.action_id
        and h.from_id = d.asked_by)) as "wasTakenOver",
  m.meets_on::text as "meetsOn", a.date_set_by as "dateSetBy", d.document_reference as "documentReference",
  d.agreed_on::text as "agreedOn", d.version`;
const FROM = `
  from date_changes d
  join actions a on a.authority_id = d.authority_id and a.id = d.action_id
  join people asker on asker.authority_id = d.authority_id and asker.id = d.asked_by
  left join people decider on decider.authority_id = d.authority_id and decider.id = d.decided_by
  left join decisions b on b.authority_id = d.authority_id and b.id = d.decision_id
  left join meetings m on m.authority_id = b.authority_id and m.id = b.meeting_id`;

const OPEN = `a.status in ('not_started','in_progress')`;

/** Every query on requests for another date. */
@Injectable()
export class DateChangesRepository {
  one(tx: Tx, id: string): Promise<DateChangeRow | null> {
    return tx.row<DateChangeRow>(`select ${COLUMNS} ${FROM} where d.authority_id = $1 and d.id = $2`, [
      tx.authorityId,
      id,
    ]);
  }

  /** Those of them that somebody with this scope may read. */
  byIds(tx: Tx, ids: readonly string[], scope: ActionScope): Promise<DateChangeRow[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const where = `d.authority_id = $1 and ${whereClause({}, scope, parameters)} and d.id = any(${parameters.add(ids)}::uuid[])`;
    return tx.rows<DateChangeRow>(`select ${COLUMNS} ${FROM} where ${where}`, parameters.values);
  }

  heldById(tx: Tx, id: string): Promise<DateChange | null> {
    return tx.manager.findOne(DateChange, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** The whole story of an action's due date, newest first. */
  ofAction(tx: Tx, actionId: string): Promise<DateChangeRow[]> {
    return tx.rows<DateChangeRow>(
      `select ${COLUMNS} ${FROM} where d.authority_id = $1 and d.action_id = $2
        order by d.asked_on desc, d.id desc limit 200`,
      [tx.authorityId, actionId],
    );
  }

  /** Of these actions, those about whose date a decision is awaited already. */
  async awaiting(tx: Tx, actionIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.rows<{ id: string }>(
      `select action_id as id from date_changes
        where authority_id = $1 and action_id = any($2::uuid[]) and state in ('waiting','proposed')`,
      [tx.authorityId, actionIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Every request of an open action that waits for its decider, the most pressing first. */
  waiting(tx: Tx): Promise<DateChangeRow[]> {
    return tx.rows<DateChangeRow>(
      `select ${COLUMNS} ${FROM} where d.authority_id = $1 and d.state = 'waiting' and ${OPEN}
        order by d.decide_by, d.id limit 2000`,
      [tx.authorityId],
    );
  }

  /** Whether the one who asked has handed the action over and this person owns it now. */
  async wasTakenOver(
    tx: Tx,
    request: { readonly askedBy: string },
    action: { readonly id: string; readonly ownerId: string | null },
    personId: string,
  ): Promise<boolean> {
    if (action.ownerId !== personId) return false;
    const row = await tx.row(
      `select 1 from hand_overs where authority_id = $1 and action_id = $2 and from_id = $3 limit 1`,
      [tx.authorityId, action.id, request.askedBy],
    );
    return row !== null;
  }

  /** The dates proposed to somebody instead of those they, or whoever they took over from, asked for. */
  proposedTo(tx: Tx, personId: string): Promise<DateChangeRow[]> {
    return tx.rows<DateChangeRow>(
      `select ${COLUMNS} ${FROM} where d.authority_id = $1 and d.state = 'proposed' and ${OPEN}
          and (d.asked_by = $2 or a.owner_id = $2 and exists (
            select 1 from hand_overs h where h.authority_id = $1 and h.action_id = d.action_id and h.from_id = d.asked_by))
        order by d.decided_on, d.id limit 500`,
      [tx.authorityId, personId],
    );
  }

  async list(
    tx: Tx,
    filters: DateChangeFilters,
    scope: ActionScope,
    page: { limit: number; cursor: ListCursor | null; descending: boolean },
  ): Promise<{ rows: DateChangeRow[]; total: number }> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const where = whereOf(filters, scope, parameters);
    const total = await tx.row<{ n: number }>(
      `select count(*)::int as n from date_changes d
         join actions a on a.authority_id = d.authority_id and a.id = d.action_id where ${where}`,
      [...parameters.values],
    );
    const [sign, way] = page.descending ? ['<', 'desc'] : ['>', 'asc'];
    const after =
      page.cursor === null
        ? ''
        : `and (d.asked_on, d.id) ${sign} (${parameters.add(page.cursor.value)}::date, ${parameters.add(page.cursor.id)}::uuid)`;
    const rows = await tx.rows<DateChangeRow>(
      `select ${COLUMNS} ${FROM} where ${where} ${after}
        order by d.asked_on ${way}, d.id ${way} limit ${parameters.add(page.limit)}`,
      parameters.values,
    );
    return { rows, total: total!.n };
  }

  /** Adds requests, or agreements, in the order given. Gives their ids. */
  async add(tx: Tx, changes: readonly NewDateChange[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string; actionId: string }>(
      `insert into date_changes (authority_id, action_id, kind, from_due_on, to_due_on, asked_due_on, slip, reason, words,
                                 meanwhile, asked_by, asked_on, decider, decide_by, state, decided_on,
                                 document_reference, agreed_on)
       select $1, c."actionId", c.kind, c."fromDueOn", c."toDueOn", c."toDueOn", c.slip, c.reason, c.words, c.meanwhile,
              c."askedBy", c."askedOn", c.decider, c."decideBy", c.state, c."decidedOn", c."documentReference", c."agreedOn"
         from jsonb_to_recordset($2::jsonb) as c("actionId" uuid, kind text, "fromDueOn" date, "toDueOn" date,
              slip integer, reason text, words text, meanwhile text, "askedBy" uuid, "askedOn" date, decider text,
              "decideBy" date, state text, "decidedOn" date, "documentReference" text, "agreedOn" date)
       returning id, action_id as "actionId"`,
      [tx.authorityId, JSON.stringify(changes)],
    );
    const ids = new Map(rows.map((row) => [row.actionId, row.id]));
    return changes.map(({ actionId }) => ids.get(actionId) as string);
  }

  async change(tx: Tx, id: string, change: Partial<DateChange>): Promise<void> {
    await tx.manager.update(DateChange, { authorityId: tx.authorityId, id }, change);
  }

  /** New dates for a whole plan by a recorded decision of the board; nothing moves without one. */
  async rebaseline(
    tx: Tx,
    decisionId: string,
    dates: readonly { actionId: string; dueOn: LocalDate }[],
    on: LocalDate,
  ): Promise<void> {
    await tx.rows(`select rebaseline_due_dates($1, $2::jsonb)`, [
      decisionId,
      JSON.stringify(dates.map((date) => ({ ...date, on }))),
    ]);
  }
}

export interface NewDateChange {
  readonly actionId: string;
  readonly kind: 'request' | 'agreement';
  readonly fromDueOn: LocalDate;
  readonly toDueOn: LocalDate;
  readonly slip: number;
  readonly reason: string;
  readonly words: string;
  readonly meanwhile: string;
  readonly askedBy: string;
  readonly askedOn: LocalDate;
  readonly decider: Decider;
  readonly decideBy: LocalDate;
  readonly state: RequestState;
  readonly decidedOn: LocalDate | null;
  readonly documentReference: string;
  readonly agreedOn: LocalDate | null;
}

function whereOf(filters: DateChangeFilters, scope: ActionScope, parameters: Parameters): string {
  const holds = ['d.authority_id = $1', whereClause({}, scope, parameters)];
  if (filters.state) holds.push(`d.state = any(${parameters.add(filters.state)}::text[])`);
  if (filters.actionId) holds.push(`d.action_id = any(${parameters.add(filters.actionId)}::uuid[])`);
  if (filters.decider) holds.push(`d.decider = any(${parameters.add(filters.decider)}::text[])`);
  return holds.join(' and ');
}
