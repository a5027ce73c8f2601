import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import { Action } from './action.entity.js';

/** A recommendation that an action serves, or may serve. */
export interface ServedRecommendation {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly priority: string;
  readonly status: string;
  readonly documentTitle: string;
}

/** A recommendation as far as a draft takes something from it. */
export interface DraftSource {
  readonly id: string;
  readonly text: string;
  readonly workstreamId: string | null;
  readonly leadId: string | null;
}

export interface NewDraft {
  readonly title: string;
  readonly workstreamId: string | null;
  readonly accountableLeadId: string | null;
  readonly recommendationIds: readonly string[];
}

const SERVED = `
  select r.id, r.number, r.text, r.priority, r.status, d.title as "documentTitle"
    from recommendations r
    join documents d on d.authority_id = r.authority_id and d.id = r.document_id`;

/** Every query on single actions and what they serve; lists and figures have their own repositories. */
@Injectable()
export class ActionsRepository {
  byId(tx: Tx, id: string): Promise<Action | null> {
    return tx.manager.findOneBy(Action, { authorityId: tx.authorityId, id });
  }

  /** The action, held until the end of the transaction. */
  heldById(tx: Tx, id: string): Promise<Action | null> {
    return tx.manager.findOne(Action, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Several, held in the same order by whoever holds several. */
  heldByIds(tx: Tx, ids: readonly string[]): Promise<Action[]> {
    return tx.manager.find(Action, {
      where: { authorityId: tx.authorityId, id: In([...ids]) },
      order: { id: 'asc' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async change(tx: Tx, id: string, change: Partial<Action>): Promise<void> {
    await tx.manager.update(Action, { authorityId: tx.authorityId, id }, change);
  }

  /** Published as of that day: from here on every clock counts. */
  async publish(tx: Tx, ids: readonly string[], on: LocalDate): Promise<void> {
    await tx.rows(
      `update actions
          set status = 'not_started', published_on = $3, notices_from = $3, given_on = $3, original_due_on = due_on,
              next_notice_on = $3
        where authority_id = $1 and id = any($2::uuid[])`,
      [tx.authorityId, ids, on],
    );
  }

  /** Whose the action is today, whatever day is read. */
  async subjectOfToday(
    tx: Tx,
    id: string,
  ): Promise<Pick<Action, 'ownerId' | 'accountableLeadId' | 'agencyId'>> {
    const row = await tx.row<Pick<Action, 'ownerId' | 'accountableLeadId' | 'agencyId'>>(
      `select owner_id as "ownerId", accountable_lead_id as "accountableLeadId", agency_id as "agencyId"
         from public.actions where authority_id = $1 and id = $2`,
      [tx.authorityId, id],
    );
    return row ?? { ownerId: null, accountableLeadId: null, agencyId: null };
  }

  /** Who contributes to it today. */
  async contributorIds(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select person_id as id from public.action_contributors
        where authority_id = $1 and action_id = $2 and ended_at is null`,
      [tx.authorityId, id],
    );
    return rows.map((row) => row.id);
  }

  /** Who contributes to these actions today, by action. */
  async contributorsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await tx.rows<{ id: string; people: string[] }>(
      `select action_id as id, array_agg(person_id) as people from public.action_contributors
        where authority_id = $1 and action_id = any($2::uuid[]) and ended_at is null group by action_id`,
      [tx.authorityId, ids],
    );
    return new Map(rows.map(({ id, people }) => [id, people]));
  }

  /** Recommendations without any action that was not cancelled, in the order of the plan, to draft one for each. */
  openRecommendationsWithoutAction(tx: Tx): Promise<DraftSource[]> {
    return tx.rows<DraftSource>(
      `select r.id, r.text, r.workstream_id as "workstreamId", r.lead_id as "leadId"
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.status = 'open' and r.withdrawn_at is null
          and not exists (
            select 1 from action_recommendations s
              join actions a on a.authority_id = s.authority_id and a.id = s.action_id and a.status <> 'cancelled'
             where s.authority_id = r.authority_id and s.recommendation_id = r.id and s.ended_at is null)
        order by (r.priority = 'priority_action') desc, d.received_on desc, r.document_id, r.position, r.id`,
      [tx.authorityId],
    );
  }

  async draftSource(tx: Tx, recommendationId: string): Promise<DraftSource | null> {
    return tx.row<DraftSource>(
      `select id, text, workstream_id as "workstreamId", lead_id as "leadId" from recommendations
        where authority_id = $1 and id = $2 and withdrawn_at is null`,
      [tx.authorityId, recommendationId],
    );
  }

  /** Holds the open plan of the authority, so that two who draft at once come one after the other. */
  async heldPlan(tx: Tx): Promise<{ id: string; nextNumber: number } | null> {
    return tx.row(
      `select id, next_action_number as "nextNumber" from plans
        where authority_id = $1 and closed_on is null for update`,
      [tx.authorityId],
    );
  }

  /** Adds drafts with the next numbers of the plan, in this order. Gives their ids. */
  async addDrafts(
    tx: Tx,
    plan: { id: string; nextNumber: number },
    drafts: readonly NewDraft[],
  ): Promise<string[]> {
    const rows = await tx.rows<{ id: string; place: number }>(
      `insert into actions (authority_id, plan_id, number, reference, title, workstream_id, accountable_lead_id)
       select $1, $2, $3 + d.place - 1, 'A' || ($3 + d.place - 1), d.v->>'title',
              (d.v->>'workstreamId')::uuid, (d.v->>'accountableLeadId')::uuid
         from jsonb_array_elements($4::jsonb) with ordinality d(v, place)
       returning id, number - $3 as place`,
      [tx.authorityId, plan.id, plan.nextNumber, JSON.stringify(drafts)],
    );
    await tx.rows(`update plans set next_action_number = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      plan.id,
      plan.nextNumber + drafts.length,
    ]);
    const ids = rows.sort((a, b) => a.place - b.place).map((row) => row.id);
    await this.addServed(
      tx,
      drafts.flatMap((draft, place) =>
        draft.recommendationIds.map((recommendationId) => ({
          actionId: ids[place] as string,
          recommendationId,
        })),
      ),
    );
    return ids;
  }

  async addServed(tx: Tx, served: readonly { actionId: string; recommendationId: string }[]): Promise<void> {
    if (served.length === 0) return;
    await tx.rows(
      `insert into action_recommendations (authority_id, action_id, recommendation_id)
       select $1, s.action_id, s.recommendation_id from unnest($2::uuid[], $3::uuid[]) s(action_id, recommendation_id)
       on conflict (authority_id, action_id, recommendation_id) where ended_at is null do nothing`,
      [tx.authorityId, served.map((one) => one.actionId), served.map((one) => one.recommendationId)],
    );
  }

  async endServed(tx: Tx, actionId: string, recommendationIds: readonly string[], at: Date): Promise<void> {
    if (recommendationIds.length === 0) return;
    await tx.rows(
      `update action_recommendations set ended_at = $4
        where authority_id = $1 and action_id = $2 and recommendation_id = any($3::uuid[]) and ended_at is null`,
      [tx.authorityId, actionId, recommendationIds, at],
    );
  }

  /** What an action serves; of documents that are not public only for those who may see them. */
  served(tx: Tx, actionId: string, publishedOnly: boolean): Promise<ServedRecommendation[]> {
    return tx.rows<ServedRecommendation>(
      `${SERVED}
         join action_recommendations s
           on s.authority_id = r.authority_id and s.recommendation_id = r.id and s.ended_at is null
        where r.authority_id = $1 and s.action_id = $2 and (not $3::boolean or ${publishedToday('d')})
        order by d.received_on desc, r.document_id, r.position`,
      [tx.authorityId, actionId, publishedOnly],
    );
  }

  /** The names that stand for the ids of an action. */
  async namesOf(
    tx: Tx,
    id: string,
  ): Promise<{
    owner: string | null;
    lead: string | null;
    agency: string | null;
    workstream: string | null;
  }> {
    const row = await tx.row<Awaited<ReturnType<ActionsRepository['namesOf']>>>(
      `select owner.name as owner, lead.name as lead, agency.name as agency, stream.name as workstream
         from actions a
         left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
         left join people lead on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id
         left join agencies agency on agency.authority_id = a.authority_id and agency.id = a.agency_id
         left join workstreams stream on stream.authority_id = a.authority_id and stream.id = a.workstream_id
        where a.authority_id = $1 and a.id = $2`,
      [tx.authorityId, id],
    );
    return row ?? { owner: null, lead: null, agency: null, workstream: null };
  }

  /** Recommendations of this authority that an action may serve, of those ids. */
  async usable(tx: Tx, recommendationIds: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from recommendations where authority_id = $1 and id = any($2::uuid[]) and withdrawn_at is null`,
      [tx.authorityId, recommendationIds],
    );
    return rows.map((row) => row.id);
  }

  /** The rows of a table that belong to an action, ended ones too: its history tells of them. */
  async partIds(
    tx: Tx,
    table:
      | 'action_recommendations'
      | 'action_contributors'
      | 'hand_overs'
      | 'progress_updates'
      | 'called_worse'
      | 'date_changes'
      | 'milestones'
      | 'action_waits'
      | 'action_evidence'
      | 'completion_reports'
      | 'assurance_checks'
      | 'not_borne_out_marks'
      | 'cancellations',
    actionId: string,
  ): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from ${table} where authority_id = $1 and action_id = $2`,
      [tx.authorityId, actionId],
    );
    return rows.map((row) => row.id);
  }
}
