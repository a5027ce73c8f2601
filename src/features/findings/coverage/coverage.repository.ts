import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { RecommendationPriority } from '../../../domain/intake/extraction.js';
import type { Look } from '../../../domain/lifecycle/looked-at.js';
import type { ActionsTowards } from '../../../domain/lifecycle/recommendation-marks.js';
import type { RecommendationStatus } from '../../../domain/lifecycle/recommendation-life.js';
import type { EvidenceKind } from '../../../domain/lifecycle/publishing.js';
import type { ActionStatus } from '../../../domain/rating/rating-facts.js';
import type { Colour } from '../../../domain/rating/reason-code.js';
import type { Standing } from '../../../domain/report/measure-standing.js';
import type { Tx } from '../../../platform/database/database.js';
import { publishedToday } from '../../documents/published-today.js';
import { IN_ORDER } from '../../recommendations/recommendation-view.js';
import { DOCUMENT_DAY } from '../findings.repository.js';

export interface CoverageFilter {
  readonly id?: readonly string[];
  readonly documentId?: readonly string[];
  readonly workstreamId?: readonly string[];
  readonly priority?: readonly RecommendationPriority[];
  readonly status?: readonly RecommendationStatus[];
  readonly theme?: readonly string[];
  readonly q?: string | null;
  /** Leaves out those of documents under embargo or not for publication, and what such documents said. */
  readonly publishedOnly: boolean;
  /** Leaves out restricted ones also for somebody who may see them: for what leaves the house. */
  readonly openPartOnly?: boolean;
}

/** A recommendation with the facts from which its gaps follow. */
export interface CoverageRow {
  readonly id: string;
  readonly documentId: string;
  readonly documentTitle: string;
  /** The day of the document that asks for it. */
  readonly raisedOn: LocalDate;
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly theme: string | null;
  readonly text: string;
  readonly status: RecommendationStatus;
  readonly restricted: boolean;
  readonly workstreamName: string | null;
  readonly notBorneOutOn: LocalDate | null;
  readonly actions: ActionsTowards;
  /** How many of its actions have accepted evidence. */
  readonly withEvidence: number;
  readonly standings: readonly Standing[];
  /** Documents with a finding linked to it or to an action towards it. */
  readonly linkedDocumentIds: readonly string[];
}

/** An action towards a recommendation, with what was accepted as evidence for it. */
export interface CoverageAction {
  readonly recommendationId: string;
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: ActionStatus;
  readonly rating: Colour;
  readonly restricted: boolean;
  /** The latest first; what belongs to the time before it was reopened is not told. */
  readonly evidence: readonly {
    readonly id: string;
    readonly kind: EvidenceKind;
    readonly shows: string;
    readonly acceptedOn: LocalDate;
  }[];
}

const LINKED = `
  linked as (
    select k.recommendation_id, k.action_id, f.document_id
      from finding_links k
      join findings f on f.authority_id = k.authority_id and f.id = k.finding_id and f.withdrawn_at is null
      join documents d on d.authority_id = f.authority_id and d.id = f.document_id and d.state = 'accepted'
       and (not $2::boolean or ${publishedToday('d')})
     where k.authority_id = $1 and k.state = 'standing' and k.link <> 'set_aside'),
  looked as (
    select recommendation_id as id, array_agg(distinct document_id::text) as documents
      from (select recommendation_id, document_id from linked where recommendation_id is not null
            union
            select ar.recommendation_id, l.document_id
              from linked l
              join action_recommendations ar on ar.authority_id = $1 and ar.action_id = l.action_id and ar.ended_at is null) seen
     group by 1)`;

const TOWARDS = `
  towards as (
    select ar.recommendation_id as id, count(*)::int as counted,
           (count(*) filter (where a.status = 'complete'))::int as complete,
           (count(*) filter (where a.assurance in ('verified','embedded')))::int as verified,
           (count(*) filter (where a.not_enough_since is not null or a.improving_not_yet_good_on is not null))::int as doubted,
           (count(*) filter (where a.accepted_kinds <> '{}'))::int as proven
      from action_recommendations ar
      join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id
       and a.status in ('not_started','in_progress','complete')
     where ar.authority_id = $1 and ar.ended_at is null
     group by 1),
  measured as (
    select k.recommendation_id as id, array_agg(m.standing) as standings
      from measure_recommendations k
      join measures m on m.authority_id = k.authority_id and m.id = k.measure_id and m.archived_at is null
     where k.authority_id = $1 and k.ended_at is null
     group by 1)`;

/** Every query of the coverage page: each reads all it needs at once, whatever the number of rows. */
@Injectable()
export class CoverageRepository {
  async rows(tx: Tx, filter: CoverageFilter): Promise<CoverageRow[]> {
    const values: unknown[] = [tx.authorityId, filter.publishedOnly];
    const value = (it: unknown) => `$${values.push(it)}`;
    const where = [
      'r.authority_id = $1',
      'r.withdrawn_at is null',
      `(not $2::boolean or ${publishedToday('d')})`,
    ];
    if (filter.openPartOnly) where.push('not r.restricted');
    if (filter.id) where.push(`r.id = any(${value(filter.id)}::uuid[])`);
    if (filter.documentId) where.push(`r.document_id = any(${value(filter.documentId)}::uuid[])`);
    if (filter.workstreamId) where.push(`r.workstream_id = any(${value(filter.workstreamId)}::uuid[])`);
    if (filter.priority) where.push(`r.priority = any(${value(filter.priority)})`);
    if (filter.status) where.push(`r.status = any(${value(filter.status)})`);
    if (filter.theme) where.push(`r.theme = any(${value(filter.theme)})`);
    if (filter.q) where.push(`position(lower(${value(filter.q)}) in lower(r.text)) > 0`);
    return tx.rows(
      `with ${LINKED}, ${TOWARDS}
       select r.id, r.document_id as "documentId", d.title as "documentTitle", ${DOCUMENT_DAY}::text as "raisedOn",
              r.number, r.priority, r.theme, r.text, r.status, r.restricted, w.name as "workstreamName",
              r.not_borne_out_on::text as "notBorneOutOn", coalesce(t.proven, 0) as "withEvidence",
              jsonb_build_object('counted', coalesce(t.counted, 0), 'complete', coalesce(t.complete, 0),
                'verified', coalesce(t.verified, 0), 'doubted', coalesce(t.doubted, 0)) as actions,
              coalesce(m.standings, '{}') as standings, coalesce(l.documents, '{}') as "linkedDocumentIds"
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id and d.state = 'accepted'
         left join workstreams w on w.authority_id = r.authority_id and w.id = r.workstream_id
         left join towards t on t.id = r.id
         left join measured m on m.id = r.id
         left join looked l on l.id = r.id
        where ${where.join(' and ')} order by ${IN_ORDER}`,
      values,
    );
  }

  /** Every document that may have looked, and what it says it covered. */
  looks(tx: Tx, publishedOnly: boolean): Promise<(Look & { title: string })[]> {
    return tx.rows(
      `select d.id as "documentId", d.title, ${DOCUMENT_DAY}::text as "on", d.covered_areas as "coveredAreas"
         from documents d
        where d.authority_id = $1 and d.state = 'accepted' and (not $2::boolean or ${publishedToday('d')})`,
      [tx.authorityId, publishedOnly],
    );
  }

  async actions(tx: Tx, recommendationIds: readonly string[]): Promise<CoverageAction[]> {
    return tx.rows(
      `select ar.recommendation_id as "recommendationId", a.id, a.reference, a.title, a.status, a.rating, a.restricted,
              coalesce(e.accepted, '[]') as evidence
         from action_recommendations ar
         join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id and a.status <> 'cancelled'
         left join lateral (
           select jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'shows', e.shows,
                    'acceptedOn', u.decided_on) order by u.decided_on desc, e.id) as accepted
             from action_evidence u
             join evidence e on e.authority_id = u.authority_id and e.id = u.evidence_id and e.withdrawn_on is null
            where u.authority_id = a.authority_id and u.action_id = a.id and u.round = a.round
              and u.state = 'accepted') e on true
        where ar.authority_id = $1 and ar.recommendation_id = any($2::uuid[]) and ar.ended_at is null
        order by a.number`,
      [tx.authorityId, recommendationIds],
    );
  }

  /** What a select offers: the documents that ask for something, and the workstreams in use. */
  async choices(
    tx: Tx,
    publishedOnly: boolean,
  ): Promise<{ documents: { id: string; name: string }[]; workstreams: { id: string; name: string }[] }> {
    const documents = await tx.rows<{ id: string; name: string }>(
      `select d.id, d.title as name from documents d
        where d.authority_id = $1 and d.state = 'accepted' and (not $2::boolean or ${publishedToday('d')})
          and exists (select 1 from recommendations r
                       where r.authority_id = d.authority_id and r.document_id = d.id and r.withdrawn_at is null)
        order by d.received_on desc, d.id`,
      [tx.authorityId, publishedOnly],
    );
    const workstreams = await tx.rows<{ id: string; name: string }>(
      `select id, name from workstreams where authority_id = $1 and archived_at is null order by position, name`,
      [tx.authorityId],
    );
    return { documents, workstreams };
  }

  async leftOut(tx: Tx): Promise<number> {
    const row = await tx.row<{ n: number }>(`select recommendations as n from restricted_left_out()`);
    return row?.n ?? 0;
  }
}
