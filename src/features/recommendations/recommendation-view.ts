import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { ActionsTowards } from '../../domain/lifecycle/recommendation-marks.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { Standing } from '../../domain/report/measure-standing.js';
import type { EarlierRaise } from './raised-before.repository.js';
import type { RecommendationStatus, Response } from './recommendation.entity.js';

/** What its lead last said of a recommendation. */
export interface LeadSentence {
  readonly sentence: string;
  readonly difference: string;
  readonly writtenOn: LocalDate;
  readonly writtenByName: string;
}

/** A measure beside a recommendation, in a few figures. */
export interface MeasureBeside {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly target: number;
  readonly latestValue: number | null;
  readonly latestOn: LocalDate | null;
  readonly standing: Standing;
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
  readonly outcome: string;
  readonly metOn: LocalDate | null;
  readonly supersededBy: string | null;
  /** Since which day a finding did not bear it out, and no later one supports it. */
  readonly notBorneOutOn: LocalDate | null;
  readonly restricted: boolean;
  readonly workstreamId: string | null;
  readonly workstreamName: string | null;
  readonly leadId: string | null;
  readonly leadName: string | null;
  readonly actionIds: string[];
  /** Of the actions towards it, by colour: drafts and cancelled ones are not counted. */
  readonly spread: Readonly<Record<Colour, number>>;
  readonly towards: ActionsTowards;
  readonly lastSentence: LeadSentence | null;
  readonly measures: readonly MeasureBeside[];
  /** What it was confirmed to be raised as before, over all documents this person may know of, the newest first. */
  readonly raisedBefore: readonly EarlierRaise[];
  /** Typed in by the authority itself, not received. */
  readonly isOwn: boolean;
  readonly version: number;
}

/** The one order of recommendations: priority actions first, the newest document first, then as printed. */
export const IN_ORDER = `(r.priority = 'priority_action') desc, d.received_on desc, r.document_id, r.position, r.id`;

/** A link to an action that was cancelled is none. */
export const TOWARDS = `
  select ar.action_id from action_recommendations ar
    join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id and a.status <> 'cancelled'
   where ar.authority_id = r.authority_id and ar.recommendation_id = r.id and ar.ended_at is null`;

/** True where the mark "effect not confirmed" stands: the rule of domain/lifecycle/recommendation-marks.ts for a filter. */
export const EFFECT_NOT_CONFIRMED = `
  r.status in ('open','proposed_as_met') and (r.not_borne_out_on is not null or (
    select count(*) filter (where a.not_enough_since is not null or a.improving_not_yet_good_on is not null) > 0
           or (count(*) > 0 and count(*) = count(*) filter (where a.status = 'complete')
               and count(*) > count(*) filter (where a.assurance in ('verified','embedded')))
      from action_recommendations ar
      join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id
       and a.status in ('not_started','in_progress','complete')
     where ar.authority_id = r.authority_id and ar.recommendation_id = r.id and ar.ended_at is null))`;

/** A confirmed link to a recommendation that stands, in a document that may be named. */
export const raisedBefore = (embargoedToo: boolean) => `
  select 1 from raised_before b
    join recommendations e on e.authority_id = b.authority_id and e.id = b.earlier_id and e.withdrawn_at is null
    join documents ed on ed.authority_id = e.authority_id and ed.id = e.document_id
   where b.authority_id = r.authority_id and b.recommendation_id = r.id and b.state = 'confirmed'
     ${embargoedToo ? '' : `and ed.publication = 'published'`}`;

export const VIEW = `
  select r.id, r.document_id "documentId", d.title "documentTitle", d.received_on::text "documentReceivedOn",
         r.number, r.priority, r.addressee, r.theme, r.timescale, r.text, r.paragraph_refs "paragraphRefs",
         r.framework_ref "frameworkRef", r.page, r.from_page "fromPage", r.from_line "fromLine",
         r.to_page "toPage", r.to_line "toLine", r.status, r.response, r.response_text "responseText",
         r.outcome, r.met_on::text "metOn", r.superseded_by "supersededBy", r.not_borne_out_on::text "notBorneOutOn",
         r.restricted,
         r.workstream_id "workstreamId", w.name "workstreamName", r.lead_id "leadId", l.name "leadName",
         array(${TOWARDS} order by a.number)::text[] "actionIds", d.typed "isOwn", r.version,
         beside.spread, beside.towards, said."lastSentence", measured.measures`;

export const AMONG = `
  from recommendations r
  join documents d on d.authority_id = r.authority_id and d.id = r.document_id
  left join workstreams w on w.authority_id = r.authority_id and w.id = r.workstream_id
  left join people l on l.authority_id = r.authority_id and l.id = r.lead_id`;

/** What stands beside each row: only for the rows that are shown, never for counting them. */
export const BESIDE = `
  cross join lateral (
    select jsonb_build_object('red', n.red, 'amber', n.amber, 'green', n.green, 'blue', n.blue, 'grey', n.grey) as spread,
           jsonb_build_object('counted', n.counted, 'complete', n.complete, 'verified', n.verified,
             'doubted', n.doubted) as towards
      from (
        select count(*) filter (where a.rating = 'red') as red, count(*) filter (where a.rating = 'amber') as amber,
               count(*) filter (where a.rating = 'green') as green, count(*) filter (where a.rating = 'blue') as blue,
               count(*) filter (where a.rating = 'grey') as grey, count(*) as counted,
               count(*) filter (where a.status = 'complete') as complete,
               count(*) filter (where a.assurance in ('verified','embedded')) as verified,
               count(*) filter (where a.not_enough_since is not null or a.improving_not_yet_good_on is not null) as doubted
          from action_recommendations ar
          join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id
           and a.status in ('not_started','in_progress','complete')
         where ar.authority_id = r.authority_id and ar.recommendation_id = r.id and ar.ended_at is null) n) beside
  left join lateral (
    select jsonb_build_object('sentence', s.sentence, 'difference', s.difference, 'writtenOn', s.written_on,
             'writtenByName', p.name) as "lastSentence"
      from recommendation_sentences s join people p on p.authority_id = s.authority_id and p.id = s.written_by
     where s.authority_id = r.authority_id and s.recommendation_id = r.id
     order by s.written_at desc, s.id limit 1) said on true
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'unit', m.unit, 'baseline', m.baseline,
             'target', m.target, 'latestValue', m.latest_value, 'latestOn', m.latest_on, 'standing', m.standing)
             order by m.name, m.id), '[]') as measures
      from measure_recommendations k
      join measures m on m.authority_id = k.authority_id and m.id = k.measure_id and m.archived_at is null
     where k.authority_id = r.authority_id and k.recommendation_id = r.id and k.ended_at is null) measured`;
