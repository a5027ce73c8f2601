import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import {
  RecommendationsRepository,
  type RecommendationView,
} from '../recommendations/recommendations.repository.js';
import type { ActionInPlan, PlanEntry, RecommendationInPlan } from './plan-document.js';

/** A plan is printed whole; beyond this it would be no document any more. */
const MOST_RECOMMENDATIONS = 2_000;

const ACTION = `
  a.id, a.reference, a.title, a.kind, a.status, owner.name as "ownerName", lead.name as "leadName",
  agency.name as "agencyName", a.start_on::text as "startOn", a.due_on::text as "dueOn",
  a.original_due_on::text as "originalDueOn", a.slip_from::text as "baselineOn",
  a.success_measure as "successMeasure", a.required_evidence as "requiredEvidence", a.rating, a.restricted`;
const NAMES = `
  left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
  left join people lead on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id
  left join agencies agency on agency.authority_id = a.authority_id and agency.id = a.agency_id`;

/** The plan as a document: recommendations in their order, each with the actions towards it, in three queries. */
@Injectable()
export class PlanDocumentRepository {
  constructor(private readonly recommendations: RecommendationsRepository) {}

  async read(tx: Tx, publishedOnly: boolean): Promise<PlanEntry[]> {
    const filter = { status: ['open', 'proposed_as_met', 'met'] as const, publishedOnly };
    const { rows } = await this.recommendations.list(tx, filter, { limit: MOST_RECOMMENDATIONS, offset: 0 });
    const towards = await this.actionsTowards(
      tx,
      rows.map(({ id }) => id),
    );
    const entries: PlanEntry[] = rows.map((view) => ({
      recommendation: inPlan(view),
      actions: towards.get(view.id) ?? [],
    }));
    const others = await this.otherActions(tx);
    return others.length === 0 ? entries : [...entries, { recommendation: null, actions: others }];
  }

  private async actionsTowards(tx: Tx, ids: readonly string[]): Promise<Map<string, ActionInPlan[]>> {
    const rows = await tx.rows<ActionInPlan & { recommendationId: string }>(
      `select s.recommendation_id as "recommendationId", ${ACTION}
         from action_recommendations s
         join actions a on a.authority_id = s.authority_id and a.id = s.action_id and a.status <> 'cancelled' ${NAMES}
        where s.authority_id = $1 and s.recommendation_id = any($2::uuid[]) and s.ended_at is null
        order by a.number`,
      [tx.authorityId, ids],
    );
    const towards = new Map<string, ActionInPlan[]>();
    for (const { recommendationId, ...action } of rows) {
      towards.set(recommendationId, [...(towards.get(recommendationId) ?? []), action]);
    }
    return towards;
  }

  private otherActions(tx: Tx): Promise<ActionInPlan[]> {
    return tx.rows<ActionInPlan>(
      `select ${ACTION} from actions a ${NAMES}
        where a.authority_id = $1 and a.status <> 'cancelled' and not exists (
          select 1 from action_recommendations s
           where s.authority_id = a.authority_id and s.action_id = a.id and s.ended_at is null)
        order by a.number`,
      [tx.authorityId],
    );
  }

  async openPlan(tx: Tx): Promise<{ id: string; title: string } | null> {
    return tx.row(`select id, title from plans where authority_id = $1 and closed_on is null`, [
      tx.authorityId,
    ]);
  }

  async leftOut(tx: Tx): Promise<{ actions: number; recommendations: number }> {
    const row = await tx.row<{ actions: number; recommendations: number }>(
      `select actions, recommendations from restricted_left_out()`,
    );
    return row ?? { actions: 0, recommendations: 0 };
  }
}

function inPlan(view: RecommendationView): RecommendationInPlan {
  return {
    id: view.id,
    number: view.number,
    priority: view.priority,
    addressee: view.addressee,
    theme: view.theme,
    text: view.text,
    documentTitle: view.documentTitle,
    status: view.status,
    response: view.response,
    responseText: view.responseText,
    outcome: view.outcome,
    workstreamName: view.workstreamName,
    leadName: view.leadName,
    restricted: view.restricted,
    measures: view.measures.map(({ name, unit, baseline, target, latestValue, latestOn }) => ({
      name,
      unit,
      baseline,
      target,
      latestValue,
      latestOn,
    })),
  };
}
