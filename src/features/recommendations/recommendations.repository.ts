import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import { RaisedBeforeRepository, type EarlierRaise } from './raised-before.repository.js';
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
  /** What it was confirmed to be raised as before, over all documents this person may know of, the newest first. */
  readonly raisedBefore: readonly EarlierRaise[];
  /** Typed in by the authority itself, not received. */
  readonly isOwn: boolean;
  readonly version: number;
}

type Row = Omit<RecommendationView, 'raisedBefore'>;

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

/** What a person may change of any recommendation: the authority's answer to it, never its words. */
export type RecommendationAnswer = Pick<
  Recommendation,
  'response' | 'responseText' | 'workstreamId' | 'leadId'
>;

/** The same, and the words of one that the authority wrote itself. */
export type RecommendationColumns = RecommendationAnswer &
  Pick<Recommendation, 'text' | 'number' | 'priority' | 'addressee' | 'theme' | 'timescale'>;

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

/** A confirmed link to a recommendation that stands, in a document that may be named. */
const raisedBefore = (embargoedToo: boolean) => `
  select 1 from raised_before b
    join recommendations e on e.authority_id = b.authority_id and e.id = b.earlier_id and e.withdrawn_at is null
    join documents ed on ed.authority_id = e.authority_id and ed.id = e.document_id
   where b.authority_id = r.authority_id and b.recommendation_id = r.id and b.state = 'confirmed'
     ${embargoedToo ? '' : `and ed.publication = 'published'`}`;

const VIEW = `
  select r.id, r.document_id "documentId", d.title "documentTitle", d.received_on::text "documentReceivedOn",
         r.number, r.priority, r.addressee, r.theme, r.timescale, r.text, r.paragraph_refs "paragraphRefs",
         r.framework_ref "frameworkRef", r.page, r.from_page "fromPage", r.from_line "fromLine",
         r.to_page "toPage", r.to_line "toLine", r.status, r.response, r.response_text "responseText",
         r.workstream_id "workstreamId", w.name "workstreamName", r.lead_id "leadId", l.name "leadName",
         array(${TOWARDS} order by a.number)::text[] "actionIds", d.typed "isOwn", r.version`;

const AMONG = `
  from recommendations r
  join documents d on d.authority_id = r.authority_id and d.id = r.document_id
  left join workstreams w on w.authority_id = r.authority_id and w.id = r.workstream_id
  left join people l on l.authority_id = r.authority_id and l.id = r.lead_id`;

/** Every query on recommendations. */
@Injectable()
export class RecommendationsRepository {
  constructor(private readonly raised: RaisedBeforeRepository) {}

  byId(tx: Tx, id: string): Promise<Recommendation | null> {
    return tx.manager.findOneBy(Recommendation, { authorityId: tx.authorityId, id });
  }

  async view(tx: Tx, id: string, publishedOnly: boolean): Promise<RecommendationView | null> {
    const row = await tx.row<Row>(
      `${VIEW} ${AMONG} where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null
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
    if (filter.raisedBefore !== undefined) {
      where.push(
        `${filter.raisedBefore ? '' : 'not '}exists (${raisedBefore(filter.embargoedMarks ?? false)})`,
      );
    }
    if (filter.q) where.push(`position(lower(${value(filter.q)}) in lower(r.text)) > 0`);
    const among = `${AMONG} where ${where.join(' and ')}`;
    const counted = await tx.row<{ total: number }>(`select count(*)::int total ${among}`, values);
    const rows = await tx.rows<Row>(
      `${VIEW} ${among} order by ${IN_ORDER} limit ${value(part.limit)} offset ${value(part.offset)}`,
      values,
    );
    return {
      rows: await this.marked(tx, rows, filter.embargoedMarks ?? false),
      total: counted?.total ?? 0,
    };
  }

  private async marked(tx: Tx, rows: readonly Row[], embargoedToo: boolean): Promise<RecommendationView[]> {
    const ids = rows.map((row) => row.id);
    const chains = await this.raised.chainsOf(tx, ids, embargoedToo);
    return rows.map((row) => ({ ...row, raisedBefore: chains.get(row.id) ?? [] }));
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

  /** Saves columns if the row still has this version; false when somebody else saved it meanwhile. */
  async save(tx: Tx, id: string, version: number, columns: Partial<RecommendationColumns>): Promise<boolean> {
    const done = await tx.manager.update(
      Recommendation,
      { authorityId: tx.authorityId, id, version },
      columns,
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
