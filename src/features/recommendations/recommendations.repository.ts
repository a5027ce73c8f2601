import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import { RaisedBeforeRepository } from './raised-before.repository.js';
import { Recommendation, type RecommendationStatus, type Response } from './recommendation.entity.js';
import {
  AMONG,
  BESIDE,
  EFFECT_NOT_CONFIRMED,
  IN_ORDER,
  raisedBefore,
  TOWARDS,
  VIEW,
  type RecommendationView,
} from './recommendation-view.js';

export type { RecommendationView } from './recommendation-view.js';

export interface RecommendationFilter {
  readonly documentId?: readonly string[];
  readonly status?: readonly RecommendationStatus[];
  readonly priority?: readonly RecommendationPriority[];
  readonly response?: readonly Response[];
  readonly theme?: readonly string[];
  readonly workstreamId?: readonly string[];
  readonly leadId?: readonly string[];
  /** True: only those without a lead; false: only the others. */
  readonly noLead?: boolean;
  /** True: only those about which nothing was written since this day; false: only the others. */
  readonly noSentenceSince?: { readonly day: string; readonly wanted: boolean };
  /** True: only those that no action is drafted or planned for; false: only the others. */
  readonly withoutAction?: boolean;
  readonly q?: string | null;
  /** True: only those marked "effect not confirmed"; false: only the others. */
  readonly effectNotConfirmed?: boolean;
  /** True: only those confirmed to be raised before; false: only the others. */
  readonly raisedBefore?: boolean;
  /** Leaves out those of documents under embargo or not for publication. */
  readonly publishedOnly: boolean;
  /**
   * Whether the marks "raised before" name documents under embargo or not for publication too. Unless said they do
   * not, so that a list which passes every document of one kind on does not give the others away.
   */
  readonly embargoedMarks?: boolean;
}

type Row = Omit<RecommendationView, 'raisedBefore'>;

/** What a person may change of any recommendation: the authority's answer to it, never its words. */
export type RecommendationAnswer = Pick<
  Recommendation,
  'response' | 'responseText' | 'outcome' | 'workstreamId' | 'leadId'
>;

/** The same, and the words of one that the authority wrote itself. */
export type RecommendationColumns = RecommendationAnswer &
  Pick<Recommendation, 'text' | 'number' | 'priority' | 'addressee' | 'theme' | 'timescale'>;

/** Every query on recommendations. */
@Injectable()
export class RecommendationsRepository {
  constructor(private readonly raised: RaisedBeforeRepository) {}

  byId(tx: Tx, id: string): Promise<Recommendation | null> {
    return tx.manager.findOneBy(Recommendation, { authorityId: tx.authorityId, id });
  }

  async view(tx: Tx, id: string, publishedOnly: boolean): Promise<RecommendationView | null> {
    const row = await tx.row<Row>(
      `${VIEW} ${AMONG} ${BESIDE} where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null
        and (not $3::boolean or ${publishedToday('d')})`,
      [tx.authorityId, id, publishedOnly],
    );
    return row && (await this.marked(tx, [row], !publishedOnly))[0]!;
  }

  async list(
    tx: Tx,
    filter: RecommendationFilter,
    part: Slice,
  ): Promise<{ rows: RecommendationView[]; total: number }> {
    const total = await this.count(tx, filter);
    const { holds, values, value } = conditions(tx, filter);
    // What stands beside a row is read for the rows of this page only.
    const rows = await tx.rows<Row>(
      `with shown as materialized (
         select r.id, row_number() over (order by ${IN_ORDER}) as place ${AMONG} ${holds}
          order by place limit ${value(part.limit)} offset ${value(part.offset)})
       ${VIEW} ${AMONG} ${BESIDE}
         join shown on shown.id = r.id
        where r.authority_id = $1 order by shown.place`,
      values,
    );
    return { rows: await this.marked(tx, rows, filter.embargoedMarks ?? false), total };
  }

  /** How long the list with this filter is. */
  async count(tx: Tx, filter: RecommendationFilter): Promise<number> {
    const { holds, values } = conditions(tx, filter);
    const row = await tx.row<{ total: number }>(`select count(*)::int total ${AMONG} ${holds}`, values);
    return row?.total ?? 0;
  }

  private async marked(tx: Tx, rows: readonly Row[], embargoedToo: boolean): Promise<RecommendationView[]> {
    const ids = rows.map((row) => row.id);
    const chains = await this.raised.chainsOf(tx, ids, embargoedToo);
    return rows.map((row) => ({ ...row, raisedBefore: chains.get(row.id) ?? [] }));
  }

  /** How many recommendations the database keeps from whoever asks, because they are restricted. */
  async leftOut(tx: Tx): Promise<number> {
    const row = await tx.row<{ n: number }>(`select recommendations as n from restricted_left_out()`);
    return row?.n ?? 0;
  }

  /** The themes in use, for the filter of a list: those of documents that are not public only where they may be seen. */
  async themes(tx: Tx, publishedOnly: boolean): Promise<string[]> {
    const rows = await tx.rows<{ theme: string }>(
      `select distinct r.theme from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.withdrawn_at is null and r.theme is not null
          and (not $2::boolean or ${publishedToday('d')}) order by r.theme`,
      [tx.authorityId, publishedOnly],
    );
    return rows.map((row) => row.theme);
  }

  /** Saves columns if the row still has this version; false when somebody else saved it meanwhile. */
  async save(tx: Tx, id: string, version: number, columns: Partial<RecommendationColumns>): Promise<boolean> {
    const done = await tx.manager.update(
      Recommendation,
      { authorityId: tx.authorityId, id, version },
      columns,
    );
    return done.affected === 1;
  }
}

function conditions(tx: Tx, filter: RecommendationFilter) {
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
  if (filter.leadId) where.push(`r.lead_id = any(${value(filter.leadId)}::uuid[])`);
  if (filter.noLead !== undefined) where.push(`r.lead_id is ${filter.noLead ? '' : 'not '}null`);
  if (filter.noSentenceSince) {
    const { day, wanted } = filter.noSentenceSince;
    where.push(`${wanted ? 'not ' : ''}exists (select 1 from recommendation_sentences s
      where s.authority_id = r.authority_id and s.recommendation_id = r.id and s.written_on >= ${value(day)}::date)`);
  }
  if (filter.withoutAction !== undefined) {
    where.push(`${filter.withoutAction ? 'not ' : ''}exists (${TOWARDS})`);
  }
  if (filter.effectNotConfirmed !== undefined) {
    where.push(`${filter.effectNotConfirmed ? '' : 'not '}(${EFFECT_NOT_CONFIRMED})`);
  }
  if (filter.raisedBefore !== undefined) {
    where.push(
      `${filter.raisedBefore ? '' : 'not '}exists (${raisedBefore(filter.embargoedMarks ?? false)})`,
    );
  }
  if (filter.q) where.push(`position(lower(${value(filter.q)}) in lower(r.text)) > 0`);
  const holds = `where ${where.join(' and ')}`;
  return { holds, values, value };
}
