import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { NamedPerson } from '../../domain/privacy/names-in-text.js';
import type { ColourWords } from '../../domain/rating/colour-words.js';
import type { PresetName } from '../../domain/rating/rating-preset.js';
import type { ReasonCode } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';
import { IN_ORDER } from '../recommendations/recommendation-view.js';
import type { Response } from '../recommendations/recommendation.entity.js';
import type { PublicAction, PublicPlan } from './public-plan.js';

export interface PlanShown {
  readonly id: string;
  readonly authority: string;
  readonly title: string;
  readonly isOn: boolean;
  readonly preset: PresetName;
  readonly colourWords: ColourWords;
}

export interface RecommendationShown {
  readonly id: string;
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly text: string;
  readonly document: string;
  readonly isMet: boolean;
  readonly response: Response;
  readonly outcome: string;
  readonly workstream: string | null;
}

export interface ActionShown extends PublicAction {
  readonly id: string;
  readonly recommendationId: string;
  readonly reasons: readonly ReasonCode[];
}

export interface MeasureShown {
  readonly id: string;
  readonly recommendationId: string;
  readonly name: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly target: number;
  readonly latest: number | null;
  readonly latestOn: LocalDate | null;
  readonly aboutChildren: boolean;
}

/** One press: published when and by whom, and what became of it. */
export interface PublishedRow {
  readonly id: string;
  readonly number: number;
  readonly state: 'shown' | 'replaced' | 'withdrawn';
  readonly publishedOn: LocalDate;
  readonly publishedAt: Date;
  readonly publishedByName: string;
  readonly endedAt: Date | null;
  readonly endedByName: string | null;
}

const MOST_RECOMMENDATIONS = 2_000;

/** Every query on what the public is shown. What is restricted the database hides: these are asked as a report is. */
@Injectable()
export class PublicPlanRepository {
  openPlan(tx: Tx): Promise<PlanShown | null> {
    return tx.row(
      `select p.id, a.name as authority, p.title, p.shown_to_public as "isOn", p.rating_preset as preset,
              coalesce(p.colour_words, '{}') as "colourWords"
         from plans p join authorities a on a.id = p.authority_id
        where p.authority_id = $1 and p.closed_on is null`,
      [tx.authorityId],
    );
  }

  /** Holds the open plan, so that of two who publish the second replaces what the first published. */
  async hold(tx: Tx): Promise<void> {
    await tx.row(`select id from plans where authority_id = $1 and closed_on is null for no key update`, [
      tx.authorityId,
    ]);
  }

  /** Of documents that are published, in the plan's order. */
  recommendations(tx: Tx): Promise<RecommendationShown[]> {
    return tx.rows(
      `select r.id, r.number, r.priority, r.text, d.title as document, r.status = 'met' as "isMet",
              r.response, r.outcome,
              w.name as workstream
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id and d.state = 'accepted'
          and ${publishedToday('d')}
         left join workstreams w on w.authority_id = r.authority_id and w.id = r.workstream_id
        where r.authority_id = $1 and r.withdrawn_at is null and r.status in ('open','proposed_as_met','met')
        order by ${IN_ORDER} limit $2`,
      [tx.authorityId, MOST_RECOMMENDATIONS],
    );
  }

  /** Published and not cancelled, towards one of these. */
  actions(tx: Tx, recommendationIds: readonly string[]): Promise<ActionShown[]> {
    return tx.rows(
      `select a.id, s.recommendation_id as "recommendationId", a.reference, a.title,
              case when g.kind <> 'council' then g.name end as agency, a.due_on::text as "dueOn", a.status,
              a.assurance, a.rating as colour, to_json(a.rating_reasons) as reasons
         from action_recommendations s
         join actions a on a.authority_id = s.authority_id and a.id = s.action_id
          and a.status in ('not_started','in_progress','complete')
         left join agencies g on g.authority_id = a.authority_id and g.id = a.agency_id
        where s.authority_id = $1 and s.recommendation_id = any($2::uuid[]) and s.ended_at is null
        order by a.number`,
      [tx.authorityId, recommendationIds],
    );
  }

  measures(tx: Tx, recommendationIds: readonly string[]): Promise<MeasureShown[]> {
    return tx.rows(
      `select m.id, k.recommendation_id as "recommendationId", m.name, m.unit, m.baseline::float8 as baseline,
              m.target::float8 as target, m.latest_value::float8 as latest, m.latest_on::text as "latestOn",
              m.about_children as "aboutChildren"
         from measure_recommendations k
         join measures m on m.authority_id = k.authority_id and m.id = k.measure_id and m.archived_at is null
        where k.authority_id = $1 and k.recommendation_id = any($2::uuid[]) and k.ended_at is null
        order by lower(m.name), m.id`,
      [tx.authorityId, recommendationIds],
    );
  }

  /** Everybody who has or had an account here. */
  people(tx: Tx): Promise<NamedPerson[]> {
    return tx.rows(`select name, email from people where authority_id = $1`, [tx.authorityId]);
  }

  published(tx: Tx, planId: string, most: number): Promise<PublishedRow[]> {
    return tx.rows(
      `select v.id, v.number, v.state, v.published_on::text as "publishedOn", v.published_at as "publishedAt",
              by.name as "publishedByName", v.ended_at as "endedAt", ended.name as "endedByName"
         from public_plans v
         join people by on by.authority_id = v.authority_id and by.id = v.published_by
         left join people ended on ended.authority_id = v.authority_id and ended.id = v.ended_by
        where v.authority_id = $1 and v.plan_id = $2
        order by v.number desc limit $3`,
      [tx.authorityId, planId, most],
    );
  }

  /** What the public reads of this plan; null: nothing. */
  async shownContent(tx: Tx, planId: string): Promise<PublicPlan | null> {
    const row = await tx.row<{ content: PublicPlan }>(
      `select content from public_plans where authority_id = $1 and plan_id = $2 and state = 'shown'`,
      [tx.authorityId, planId],
    );
    return row?.content ?? null;
  }

  async add(
    tx: Tx,
    version: { planId: string; content: PublicPlan; by: string; on: LocalDate; at: Date },
  ): Promise<void> {
    await tx.rows(
      `insert into public_plans (authority_id, plan_id, number, content, published_by, published_on, published_at)
       select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6
         from public_plans where authority_id = $1 and plan_id = $2`,
      [tx.authorityId, version.planId, JSON.stringify(version.content), version.by, version.on, version.at],
    );
  }

  /** False where nothing is shown. */
  async end(
    tx: Tx,
    planId: string,
    how: { state: 'replaced' | 'withdrawn'; by: string; at: Date },
  ): Promise<boolean> {
    const row = await tx.row(
      `update public_plans set state = $3, ended_by = $4, ended_at = $5
        where authority_id = $1 and plan_id = $2 and state = 'shown' returning id`,
      [tx.authorityId, planId, how.state, how.by, how.at],
    );
    return row !== null;
  }

  async turn(tx: Tx, planId: string, isOn: boolean): Promise<void> {
    await tx.rows(`update plans set shown_to_public = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      planId,
      isOn,
    ]);
  }
}
