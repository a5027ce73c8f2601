import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { PlannedAction } from '../../domain/plan-sheet/checked-sheet.js';
import type { ChangedAction } from '../../domain/plan-sheet/compare-with-plan.js';
import type { Tx } from '../../platform/database/database.js';
import type { ImportedAction } from './imported-action.entity.js';

/** A row and the action that it is in the plan. */
export interface ImportedRow {
  readonly actionId: string;
  readonly planned: PlannedAction;
  /** A later sheet says that the open action is complete. */
  readonly saidComplete?: boolean;
  /** A later sheet has another due date. */
  readonly askFor?: LocalDate | null;
}

/** What an import writes into the plan: whole sets of rows at once, however many there are. */
@Injectable()
export class PlanActionsRepository {
  /** The workstreams of these names, made where there are none; an archived one is opened again. */
  async workstreams(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
    if (names.length === 0) return new Map();
    const rows = await tx.rows<{ id: string; name: string }>(
      `with wanted as (
         select n.name, n.place, (select w.id from workstreams w
                                   where w.authority_id = $1 and lower(w.name) = lower(n.name)
                                   order by w.archived_at nulls first limit 1) as id
           from unnest($2::text[]) with ordinality n(name, place)),
       made as (
         insert into workstreams (authority_id, name, position)
         select $1, w.name, (select coalesce(max(position), 0) from workstreams where authority_id = $1) + w.place
           from wanted w where w.id is null
         returning id, name),
       opened as (
         update workstreams w set archived_at = null from wanted
          where w.authority_id = $1 and w.id = wanted.id and w.archived_at is not null)
       select id, name from wanted where id is not null union all select id, name from made`,
      [tx.authorityId, names],
    );
    return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
  }

  /** Fills drafts with what their rows say; an action of somebody of a partner agency is that agency's. */
  async fill(tx: Tx, rows: readonly ImportedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.rows(
      `update actions a
          set description = d.description, kind = d.kind, owner_id = d."ownerId", start_on = d."startOn",
              due_on = d."dueOn", success_measure = d."successMeasure", required_evidence = d."requiredEvidence",
              imported_complete = d."saysComplete",
              agency_id = (select p.agency_id from people p where p.authority_id = $1 and p.id = d."ownerId")
         from jsonb_to_recordset($2::jsonb) d(id uuid, description text, kind text, "ownerId" uuid, "startOn" date,
              "dueOn" date, "successMeasure" text, "requiredEvidence" text[], "saysComplete" boolean)
        where a.authority_id = $1 and a.id = d.id`,
      [tx.authorityId, JSON.stringify(rows.map(({ actionId, planned }) => ({ id: actionId, ...planned })))],
    );
  }

  /**
   * Changes what stands. A new owner of a published action is given it today, and told with the next digest; dates
   * change in drafts only.
   */
  async change(tx: Tx, changed: readonly ChangedAction[], today: LocalDate): Promise<void> {
    const rows = changed.map(({ standing, changes, proposeComplete }) => ({
      id: standing.id,
      ...Object.fromEntries(changes.map(({ field, to }) => [field, to])),
      complete: proposeComplete,
    }));
    if (rows.length === 0) return;
    await tx.rows(
      `update actions a
          set title = coalesce(d.title, a.title), description = coalesce(d.description, a.description),
              success_measure = coalesce(d."successMeasure", a.success_measure),
              owner_id = coalesce(d."ownerId", a.owner_id),
              agency_id = case when a.status = 'draft' and d."ownerId" is not null
                               then (select p.agency_id from people p where p.authority_id = $1 and p.id = d."ownerId")
                               else a.agency_id end,
              accountable_lead_id = coalesce(d."leadId", a.accountable_lead_id),
              start_on = coalesce(case when a.status = 'draft' then d."startOn" end, a.start_on),
              due_on = coalesce(case when a.status = 'draft' then d."dueOn" end, a.due_on),
              imported_complete = a.imported_complete or (a.status = 'draft' and d.complete),
              given_on = case when a.status <> 'draft' and d."ownerId" is not null then $3 else a.given_on end,
              next_notice_on = case when a.status <> 'draft' and (d."ownerId" is not null or d."leadId" is not null)
                                    then $3 else a.next_notice_on end
         from jsonb_to_recordset($2::jsonb) d(id uuid, title text, description text, "successMeasure" text,
              "ownerId" uuid, "leadId" uuid, "startOn" date, "dueOn" date, complete boolean)
        where a.authority_id = $1 and a.id = d.id`,
      [tx.authorityId, JSON.stringify(rows), today],
    );
  }

  /** Of these actions those people contribute, and nobody else. */
  async setContributors(
    tx: Tx,
    wanted: readonly { actionId: string; personIds: readonly string[] }[],
    at: Date,
  ): Promise<void> {
    if (wanted.length === 0) return;
    const pairs = wanted.flatMap(({ actionId, personIds }) =>
      personIds.map((personId) => [actionId, personId] as const),
    );
    const [actionIds, personIds] = [pairs.map(([action]) => action), pairs.map(([, one]) => one)];
    await tx.rows(
      `update action_contributors c set ended_at = $5
        where c.authority_id = $1 and c.action_id = any($2::uuid[]) and c.ended_at is null
          and not exists (select 1 from unnest($3::uuid[], $4::uuid[]) w(action_id, person_id)
                           where w.action_id = c.action_id and w.person_id = c.person_id)`,
      [tx.authorityId, wanted.map(({ actionId }) => actionId), actionIds, personIds, at],
    );
    await tx.rows(
      `insert into action_contributors (authority_id, action_id, person_id)
       select $1, w.action_id, w.person_id from unnest($2::uuid[], $3::uuid[]) w(action_id, person_id)
       on conflict (authority_id, action_id, person_id) where ended_at is null do nothing`,
      [tx.authorityId, actionIds, personIds],
    );
  }

  /** Keeps what each row brought along; of an action that came from a sheet before, what the newer one says. */
  async keepOrigins(
    tx: Tx,
    planSheetId: string,
    rows: readonly ImportedRow[],
    today: LocalDate,
  ): Promise<void> {
    if (rows.length === 0) return;
    const origins = rows.map(({ actionId, planned, saidComplete, askFor }) => ({
      actionId,
      sheet: planned.sheet,
      row: planned.row,
      reference: planned.reference,
      colour: planned.colourNote,
      status: planned.statusNote,
      note: planned.note,
      saidComplete: saidComplete ? today : null,
      askFor: askFor ?? null,
    }));
    await tx.rows(
      `insert into imported_actions (authority_id, action_id, plan_sheet_id, sheet_name, row_number, sheet_reference,
                                     colour_note, status_note, note, said_complete_on, date_asked_for)
       select $1, o."actionId", $2, o.sheet, o."row", o.reference, o.colour, o.status, o.note, o."saidComplete", o."askFor"
         from jsonb_to_recordset($3::jsonb) o("actionId" uuid, sheet text, "row" int, reference text, colour text,
              status text, note text, "saidComplete" date, "askFor" date)
       on conflict (authority_id, action_id) do update
          set plan_sheet_id = excluded.plan_sheet_id, sheet_name = excluded.sheet_name,
              row_number = excluded.row_number, sheet_reference = coalesce(excluded.sheet_reference, imported_actions.sheet_reference),
              colour_note = excluded.colour_note, status_note = excluded.status_note, note = excluded.note,
              said_complete_on = excluded.said_complete_on, date_asked_for = excluded.date_asked_for`,
      [tx.authorityId, planSheetId, JSON.stringify(origins)],
    );
  }

  origin(tx: Tx, actionId: string): Promise<(ImportedAction & { fileName: string }) | null> {
    return tx.row(
      `select i.sheet_name as "sheetName", i.row_number as "rowNumber", i.sheet_reference as "sheetReference",
              i.colour_note as "colourNote", i.status_note as "statusNote", i.note,
              i.said_complete_on::text as "saidCompleteOn", i.date_asked_for::text as "dateAskedFor",
              s.file_name as "fileName"
         from imported_actions i
         join plan_sheets s on s.authority_id = i.authority_id and s.id = i.plan_sheet_id
        where i.authority_id = $1 and i.action_id = $2`,
      [tx.authorityId, actionId],
    );
  }

  /** Of these actions, those that a sheet called complete. */
  async markedComplete(tx: Tx, actionIds: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from actions where authority_id = $1 and id = any($2::uuid[]) and imported_complete`,
      [tx.authorityId, actionIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The owner has answered what a later sheet said, or it was dealt with. */
  async answered(tx: Tx, actionId: string): Promise<void> {
    await tx.rows(
      `update imported_actions set said_complete_on = null where authority_id = $1 and action_id = $2`,
      [tx.authorityId, actionId],
    );
  }
}
