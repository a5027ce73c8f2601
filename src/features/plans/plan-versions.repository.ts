import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { PlanVersionState } from '../../domain/lifecycle/plan-version.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import type { ActionInPlan, PlanEntry, RecommendationInPlan } from './plan-document.js';

export interface PlanVersionRow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly whatChanged: string;
  readonly state: PlanVersionState;
  readonly madeByName: string;
  readonly madeOn: LocalDate;
  readonly approvedByName: string | null;
  readonly approvedOn: LocalDate | null;
  readonly approvalWords: string;
  readonly submittedTo: string;
  readonly submittedOn: LocalDate | null;
  readonly submittedByName: string | null;
  readonly response: string;
  readonly responseFrom: string;
  readonly responseOn: LocalDate | null;
  readonly version: number;
}

/** A document whose plan is owed by a day. */
export interface OwedDocument {
  readonly id: string;
  readonly title: string;
  readonly planDueOn: LocalDate | null;
  readonly planSubmittedOn: LocalDate | null;
}

const ROW = `
  select v.id, v.number, v.name, v.what_changed as "whatChanged", v.state, made.name as "madeByName",
         v.made_on::text as "madeOn", approved.name as "approvedByName", v.approved_on::text as "approvedOn",
         v.approval_words as "approvalWords", v.submitted_to as "submittedTo", v.submitted_on::text as "submittedOn",
         submitted.name as "submittedByName", v.response, v.response_from as "responseFrom",
         v.response_on::text as "responseOn", v.version
    from plan_versions v
    join people made on made.authority_id = v.authority_id and made.id = v.made_by
    left join people approved on approved.authority_id = v.authority_id and approved.id = v.approved_by
    left join people submitted on submitted.authority_id = v.authority_id and submitted.id = v.submitted_by`;

/** Every query on versions of the plan, and on what they said. */
@Injectable()
export class PlanVersionsRepository {
  async list(tx: Tx, withDrafts: boolean, part: Slice): Promise<{ rows: PlanVersionRow[]; total: number }> {
    const holds = `where v.authority_id = $1 and ($2::boolean or v.state in ('approved','submitted'))`;
    const count = await tx.row<{ n: number }>(`select count(*)::int as n from plan_versions v ${holds}`, [
      tx.authorityId,
      withDrafts,
    ]);
    const rows = await tx.rows<PlanVersionRow>(
      `${ROW} ${holds} order by v.made_on desc, v.number desc, v.id limit $3 offset $4`,
      [tx.authorityId, withDrafts, part.limit, part.offset],
    );
    return { rows, total: count?.n ?? 0 };
  }

  one(tx: Tx, id: string): Promise<PlanVersionRow | null> {
    return tx.row(`${ROW} where v.authority_id = $1 and v.id = $2`, [tx.authorityId, id]);
  }

  /** The version, held until the end of the transaction. */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx.row(`select id from plan_versions where authority_id = $1 and id = $2 for no key update`, [
      tx.authorityId,
      id,
    ]);
  }

  /** Holds the open plan, so that of two who make a version each gets its own number. */
  heldPlan(tx: Tx): Promise<{ id: string; title: string } | null> {
    return tx.row(
      `select id, title from plans where authority_id = $1 and closed_on is null for no key update`,
      [tx.authorityId],
    );
  }

  async draftOf(tx: Tx, planId: string): Promise<string | null> {
    const row = await tx.row<{ id: string }>(
      `select id from plan_versions where authority_id = $1 and plan_id = $2 and state = 'draft'`,
      [tx.authorityId, planId],
    );
    return row?.id ?? null;
  }

  async add(
    tx: Tx,
    version: { planId: string; name: string; whatChanged: string; by: string; on: LocalDate },
    entries: readonly PlanEntry[],
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into plan_versions (authority_id, plan_id, number, name, what_changed, made_by, made_on)
       select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6
         from plan_versions where authority_id = $1 and plan_id = $2
       returning id`,
      [tx.authorityId, version.planId, version.name, version.whatChanged, version.by, version.on],
    );
    const items = entries.flatMap(({ recommendation, actions }) => [
      ...(recommendation ? [{ r: recommendation.id, a: null, content: recommendation as object }] : []),
      ...actions.map((action) => ({
        r: recommendation?.id ?? null,
        a: action.id,
        content: action as object,
      })),
    ]);
    await tx.rows(
      `insert into plan_version_items (authority_id, plan_version_id, position, recommendation_id, action_id, content)
       select $1, $2, i.position, (i.v->>'r')::uuid, (i.v->>'a')::uuid, i.v->'content'
         from jsonb_array_elements($3::jsonb) with ordinality i(v, position)`,
      [tx.authorityId, row!.id, JSON.stringify(items)],
    );
    return row!.id;
  }

  /** What it said, as far as this person may know of it today. */
  async entries(tx: Tx, id: string, publishedOnly: boolean): Promise<PlanEntry[]> {
    const rows = await tx.rows<{
      recommendationId: string | null;
      actionId: string | null;
      content: RecommendationInPlan & ActionInPlan;
    }>(
      `select i.recommendation_id as "recommendationId", i.action_id as "actionId", i.content
         from plan_version_items i
         left join recommendations r on r.authority_id = i.authority_id and r.id = i.recommendation_id
         left join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where i.authority_id = $1 and i.plan_version_id = $2
          and (not $3::boolean or i.recommendation_id is null or ${publishedToday('d')})
        order by i.position`,
      [tx.authorityId, id, publishedOnly],
    );
    const entries = new Map<
      string,
      { recommendation: RecommendationInPlan | null; actions: ActionInPlan[] }
    >();
    for (const { recommendationId, actionId, content } of rows) {
      const key = recommendationId ?? '';
      const entry = entries.get(key) ?? { recommendation: null, actions: [] };
      if (actionId === null) entry.recommendation = content;
      else entry.actions.push(content);
      entries.set(key, entry);
    }
    return [...entries.values()];
  }

  async change(tx: Tx, id: string, change: Readonly<Record<string, unknown>>): Promise<void> {
    const columns = Object.keys(change);
    const set = columns.map((column, place) => `${column} = $${place + 3}`).join(', ');
    await tx.rows(`update plan_versions set ${set} where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      ...Object.values(change),
    ]);
  }

  /** Documents whose plan is owed, or was submitted: those not answered first. */
  owed(tx: Tx): Promise<OwedDocument[]> {
    return tx.rows(
      `select id, title, plan_due_on::text as "planDueOn", plan_submitted_on::text as "planSubmittedOn"
         from documents where authority_id = $1 and state = 'accepted' and not typed
        order by plan_submitted_on is not null, plan_due_on nulls last, received_on desc limit 100`,
      [tx.authorityId],
    );
  }

  /** Ends the statutory clock of these documents. */
  async submitted(tx: Tx, documentIds: readonly string[], on: LocalDate): Promise<void> {
    await tx.rows(
      `update documents set plan_submitted_on = $3
        where authority_id = $1 and id = any($2::uuid[]) and plan_submitted_on is null`,
      [tx.authorityId, documentIds, on],
    );
  }
}
