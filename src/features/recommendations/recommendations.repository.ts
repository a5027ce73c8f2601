import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import { Recommendation, type RecommendationStatus, type Response } from './recommendation.entity.js';

export interface RecommendationFilter {
  readonly documentId?: readonly string[];
  readonly status?: readonly RecommendationStatus[];
  readonly priority?: readonly RecommendationPriority[];
  readonly response?: readonly Response[];
  readonly theme?: readonly string[];
  readonly workstreamId?: readonly string[];
  /** True: only those that no action is drafted or planned for; false: only the others. */
  readonly withoutAction?: boolean;
  readonly q?: string | null;
  /** Leaves out those of documents under embargo or not for publication. */
  readonly publishedOnly: boolean;
}

/** A recommendation with what stands beside it everywhere: its document, its lead, the actions towards it. */
export interface RecommendationView {
  readonly id: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly documentReceivedOn: string;
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly addressee: string | null;
  readonly theme: string | null;
  readonly timescale: string | null;
  readonly text: string;
  readonly paragraphRefs: string[];
  readonly frameworkRef: string | null;
  readonly page: number | null;
  readonly fromPage: number | null;
  readonly fromLine: number | null;
  readonly toPage: number | null;
  readonly toLine: number | null;
  readonly status: RecommendationStatus;
  readonly response: Response;
  readonly responseText: string;
  readonly workstreamId: string | null;
  readonly workstreamName: string | null;
  readonly leadId: string | null;
  readonly leadName: string | null;
  readonly actionIds: string[];
  readonly version: number;
}

export type NewRecommendation = Pick<
  Recommendation,
  | 'number'
  | 'priority'
  | 'addressee'
  | 'theme'
  | 'timescale'
  | 'text'
  | 'paragraphRefs'
  | 'frameworkRef'
  | 'page'
  | 'fromPage'
  | 'fromLine'
  | 'toPage'
  | 'toLine'
>;

/** What a person may change of a recommendation: the authority's answer to it, never its words. */
export type RecommendationAnswer = Pick<
  Recommendation,
  'response' | 'responseText' | 'workstreamId' | 'leadId'
>;

/** A theme of the plan. */
export interface WorkstreamView {
  readonly id: string;
  readonly name: string;
  readonly sponsorId: string | null;
  readonly whatWillBeDifferent: string;
  readonly version: number;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** The one order of recommendations: priority actions first, the newest document first, then as printed. */
const IN_ORDER = `(r.priority = 'priority_action') desc, d.received_on desc, r.document_id, r.position, r.id`;

/** A link to an action that was cancelled is none. */
const TOWARDS = `
  select ar.action_id from action_recommendations ar
    join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id and a.status <> 'cancelled'
   where ar.authority_id = r.authority_id and ar.recommendation_id = r.id and ar.ended_at is null`;

const VIEW = `
  select r.id, r.document_id "documentId", d.title "documentTitle", d.received_on::text "documentReceivedOn",
         r.number, r.priority, r.addressee, r.theme, r.timescale, r.text, r.paragraph_refs "paragraphRefs",
         r.framework_ref "frameworkRef", r.page, r.from_page "fromPage", r.from_line "fromLine",
         r.to_page "toPage", r.to_line "toLine", r.status, r.response, r.response_text "responseText",
         r.workstream_id "workstreamId", w.name "workstreamName", r.lead_id "leadId", l.name "leadName",
         array(${TOWARDS} order by a.number)::text[] "actionIds", r.version`;

const AMONG = `
  from recommendations r
  join documents d on d.authority_id = r.authority_id and d.id = r.document_id
  left join workstreams w on w.authority_id = r.authority_id and w.id = r.workstream_id
  left join people l on l.authority_id = r.authority_id and l.id = r.lead_id`;

/** Every query on recommendations. */
@Injectable()
export class RecommendationsRepository {
  byId(tx: Tx, id: string): Promise<Recommendation | null> {
    return tx.manager.findOneBy(Recommendation, { authorityId: tx.authorityId, id });
  }

  view(tx: Tx, id: string, publishedOnly: boolean): Promise<RecommendationView | null> {
    return tx.row<RecommendationView>(
      `${VIEW} ${AMONG} where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null
        and (not $3::boolean or ${publishedToday('d')})`,
      [tx.authorityId, id, publishedOnly],
    );
  }

  async list(
    tx: Tx,
    filter: RecommendationFilter,
    part: Slice,
  ): Promise<{ rows: RecommendationView[]; total: number }> {
    const values: unknown[] = [tx.authorityId];
    const value = (it: unknown) => `$${values.push(it)}`;
    const where = [`r.authority_id = $1`, `r.withdrawn_at is null`];
    if (filter.publishedOnly) where.push(publishedToday('d'));
    if (filter.documentId) where.push(`r.document_id = any(${value(filter.documentId)})`);
    if (filter.status) where.push(`r.status = any(${value(filter.status)})`);
    if (filter.priority) where.push(`r.priority = any(${value(filter.priority)})`);
    if (filter.response) where.push(`r.response = any(${value(filter.response)})`);
    if (filter.theme) where.push(`r.theme = any(${value(filter.theme)})`);
    if (filter.workstreamId) where.push(`r.workstream_id = any(${value(filter.workstreamId)})`);
    if (filter.withoutAction !== undefined) {
      where.push(`${filter.withoutAction ? 'not ' : ''}exists (${TOWARDS})`);
    }
    if (filter.q) where.push(`position(lower(${value(filter.q)}) in lower(r.text)) > 0`);
    const among = `${AMONG} where ${where.join(' and ')}`;
    const counted = await tx.row<{ total: number }>(`select count(*)::int total ${among}`, values);
    const rows = await tx.rows<RecommendationView>(
      `${VIEW} ${among} order by ${IN_ORDER} limit ${value(part.limit)} offset ${value(part.offset)}`,
      values,
    );
    return { rows, total: counted?.total ?? 0 };
  }

  /** The themes in use, for the filter of a list. */
  async themes(tx: Tx): Promise<string[]> {
    const rows = await tx.rows<{ theme: string }>(
      `select distinct theme from recommendations
        where authority_id = $1 and withdrawn_at is null and theme is not null order by theme`,
      [tx.authorityId],
    );
    return rows.map((row) => row.theme);
  }

  /** Puts the recommendations of one document into the plan, in this order. */
  async addAll(tx: Tx, documentId: string, recommendations: NewRecommendation[]): Promise<void> {
    await tx.rows(
      `insert into recommendations (authority_id, document_id, position, number, priority, addressee, theme,
              timescale, text, paragraph_refs, framework_ref, page, from_page, from_line, to_page, to_line)
       select $1, $2, r.ordinality, v->>'number', v->>'priority', v->>'addressee', v->>'theme', v->>'timescale',
              v->>'text', array(select jsonb_array_elements_text(v->'paragraphRefs')), v->>'frameworkRef',
              (v->>'page')::int, (v->>'fromPage')::int, (v->>'fromLine')::int, (v->>'toPage')::int,
              (v->>'toLine')::int
         from jsonb_array_elements($3::jsonb) with ordinality r(v, ordinality)`,
      [tx.authorityId, documentId, JSON.stringify(recommendations)],
    );
  }

  /** Saves the answer if the row still has this version; false when somebody else saved it meanwhile. */
  async answer(tx: Tx, id: string, version: number, answer: Partial<RecommendationAnswer>): Promise<boolean> {
    const done = await tx.manager.update(
      Recommendation,
      { authorityId: tx.authorityId, id, version },
      answer,
    );
    return done.affected === 1;
  }

  /** The workstreams of the plan, in its order, archived ones left out. */
  async workstreams(tx: Tx, part: Slice): Promise<{ rows: WorkstreamView[]; total: number }> {
    const rows = await tx.rows<WorkstreamView & { total: number }>(
      `select id, name, sponsor_id as "sponsorId", what_will_be_different as "whatWillBeDifferent", version,
              (count(*) over ())::int as total
         from workstreams where authority_id = $1 and archived_at is null
        order by position, name, id limit $2 offset $3`,
      [tx.authorityId, part.limit, part.offset],
    );
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }

  workstreamChoices(tx: Tx): Promise<Choice[]> {
    return tx.rows<Choice>(
      `select id, name from workstreams where authority_id = $1 and archived_at is null order by position, name`,
      [tx.authorityId],
    );
  }

  /** Who may be named as the lead of a recommendation: an accountable lead or director who has not left. */
  leadChoices(tx: Tx): Promise<Choice[]> {
    return tx.rows<Choice>(
      `select id, name from people
        where authority_id = $1 and closed_at is null and roles && array['lead','director'] order by name, id`,
      [tx.authorityId],
    );
  }
}
