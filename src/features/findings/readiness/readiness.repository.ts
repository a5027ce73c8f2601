import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { UpdateAnswer } from '../../../domain/lifecycle/progress-update.js';
import type { EvidenceForm } from '../../../domain/lifecycle/evidence-item.js';
import type { EvidenceKind } from '../../../domain/lifecycle/publishing.js';
import type { Assurance } from '../../../domain/rating/rating-facts.js';
import type { Standing } from '../../../domain/report/measure-standing.js';
import type { Tx } from '../../../platform/database/database.js';
import { publishedToday } from '../../documents/published-today.js';

/** What a visit asks of an action besides what the coverage page shows. */
export interface ReadyAction {
  readonly id: string;
  readonly ownerName: string | null;
  readonly leadName: string | null;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly originalDueOn: LocalDate | null;
  readonly timesMoved: number;
  readonly assurance: Assurance;
  /** What difference it made, as its owner reported it. */
  readonly impact: string | null;
  readonly reportedOn: LocalDate | null;
  /** The latest first. */
  readonly updates: readonly {
    readonly on: LocalDate;
    readonly by: string;
    readonly answer: UpdateAnswer;
    readonly forecastOn: LocalDate | null;
    readonly whatChanged: string;
    readonly inTheWay: string;
  }[];
}

/** Accepted evidence, with the file that was accepted where it is one. */
export interface ReadyEvidence {
  readonly id: string;
  readonly form: EvidenceForm;
  readonly kind: EvidenceKind;
  readonly shows: string;
  readonly link: string | null;
  readonly periodFrom: LocalDate | null;
  readonly periodTo: LocalDate | null;
  readonly acceptedByName: string;
  readonly file: {
    readonly fileName: string;
    readonly byteSize: number;
    readonly sha256: string;
    readonly storedAs: string;
  } | null;
}

export interface ReadyMeasure {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly baselineOn: LocalDate | null;
  readonly target: number;
  readonly targetOn: LocalDate | null;
  readonly standing: Standing;
  readonly source: string;
  readonly recommendationIds: readonly string[];
  /** Oldest first, the last twelve. */
  readonly values: readonly { readonly on: LocalDate; readonly value: number }[];
  readonly aboutChildren: boolean;
}

const LAST_UPDATES = 3;
const LAST_VALUES = 12;

/** What a visit would ask for about some recommendations and actions, whatever their number in four queries. */
@Injectable()
export class ReadinessRepository {
  actions(tx: Tx, ids: readonly string[]): Promise<ReadyAction[]> {
    return tx.rows(
      `select a.id, o.name as "ownerName", l.name as "leadName", a.start_on::text as "startOn",
              a.due_on::text as "dueOn", a.original_due_on::text as "originalDueOn", a.times_moved as "timesMoved",
              a.assurance, c.impact_statement as impact, c.reported_on::text as "reportedOn",
              coalesce(u.updates, '[]') as updates
         from actions a
         left join people o on o.authority_id = a.authority_id and o.id = a.owner_id
         left join people l on l.authority_id = a.authority_id and l.id = a.accountable_lead_id
         left join lateral (
           select c.impact_statement, c.reported_on from completion_reports c
            where c.authority_id = a.authority_id and c.action_id = a.id and c.round = a.round and c.outcome is null
            order by c.reported_on desc limit 1) c on true
         left join lateral (
           select jsonb_agg(jsonb_build_object('on', w.written_on, 'by', p.name, 'answer', w.answer,
                    'forecastOn', w.forecast_on, 'whatChanged', w.what_changed, 'inTheWay', w.in_the_way)
                    order by w.written_at desc) as updates
             from (select * from progress_updates u
                    where u.authority_id = a.authority_id and u.action_id = a.id
                    order by u.written_at desc, u.id limit ${LAST_UPDATES}) w
             join people p on p.authority_id = w.authority_id and p.id = coalesce(w.recorded_for, w.written_by)) u on true
        where a.authority_id = $1 and a.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
  }

  /** The newest of the accepted uses of an item names the file that was looked at. */
  evidence(tx: Tx, ids: readonly string[]): Promise<ReadyEvidence[]> {
    return tx.rows(
      `select e.id, e.form, e.kind, e.shows, e.link, e.period_from::text as "periodFrom",
              e.period_to::text as "periodTo", p.name as "acceptedByName",
              case when f.id is not null then jsonb_build_object('fileName', f.file_name, 'byteSize', f.byte_size,
                'sha256', f.sha256, 'storedAs', f.stored_as) end as file
         from evidence e
        cross join lateral (
          select u.decided_by, u.decided_file from action_evidence u
           where u.authority_id = e.authority_id and u.evidence_id = e.id and u.state = 'accepted'
           order by u.decided_on desc, u.id limit 1) u
         join people p on p.authority_id = e.authority_id and p.id = u.decided_by
         left join evidence_files f on f.authority_id = e.authority_id and f.evidence_id = e.id
          and f.number = u.decided_file
        where e.authority_id = $1 and e.id = any($2::uuid[]) and e.withdrawn_on is null
        order by e.supplied_at, e.id`,
      [tx.authorityId, ids],
    );
  }

  measures(tx: Tx, recommendationIds: readonly string[]): Promise<ReadyMeasure[]> {
    return tx.rows(
      `select m.id, m.name, m.unit, m.baseline::float8 as baseline, m.baseline_on::text as "baselineOn",
              m.target::float8 as target, m.target_on::text as "targetOn", m.standing, m.source,
              m.about_children as "aboutChildren", array_agg(k.recommendation_id::text) as "recommendationIds",
              coalesce(v.values, '[]') as values
         from measure_recommendations k
         join measures m on m.authority_id = k.authority_id and m.id = k.measure_id and m.archived_at is null
         left join lateral (
           select jsonb_agg(jsonb_build_object('on', w.value_on, 'value', w.value::float8) order by w.value_on) as values
             from (select value_on, value from measure_values v
                    where v.authority_id = m.authority_id and v.measure_id = m.id
                    order by v.value_on desc limit ${LAST_VALUES}) w) v on true
        where k.authority_id = $1 and k.recommendation_id = any($2::uuid[]) and k.ended_at is null
        group by m.authority_id, m.id, v.values
        order by lower(m.name), m.id`,
      [tx.authorityId, recommendationIds],
    );
  }

  /** What can be chosen: themes and workstreams of the plan, and areas that visits said they covered. */
  async areas(
    tx: Tx,
    publishedOnly: boolean,
  ): Promise<{ themes: string[]; workstreams: { id: string; name: string }[]; covered: string[] }> {
    const themes = await tx.rows<{ name: string }>(
      `select distinct r.theme as name from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id and d.state = 'accepted'
        where r.authority_id = $1 and r.withdrawn_at is null and r.theme is not null and not r.restricted
          and r.status <> 'superseded' and (not $2::boolean or ${publishedToday('d')}) order by 1`,
      [tx.authorityId, publishedOnly],
    );
    const workstreams = await tx.rows<{ id: string; name: string }>(
      `select id, name from workstreams where authority_id = $1 and archived_at is null order by position, name`,
      [tx.authorityId],
    );
    const covered = await tx.rows<{ name: string }>(
      `select distinct area as name from documents d cross join unnest(d.covered_areas) area
        where d.authority_id = $1 and d.state = 'accepted' and (not $2::boolean or ${publishedToday('d')}) order by 1`,
      [tx.authorityId, publishedOnly],
    );
    const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
    return { themes: names(themes), workstreams, covered: names(covered) };
  }

  /** Restricted recommendations and actions of the plan, those that are kept from whoever asks too. */
  async restricted(tx: Tx): Promise<number> {
    const row = await tx.row<{ n: number }>(
      `select (hidden.actions + hidden.recommendations
               + (select count(*) from actions where authority_id = $1 and restricted and status not in ('draft','cancelled'))
               + (select count(*) from recommendations
                   where authority_id = $1 and restricted and withdrawn_at is null))::int as n
         from restricted_left_out() hidden`,
      [tx.authorityId],
    );
    return row?.n ?? 0;
  }
}
