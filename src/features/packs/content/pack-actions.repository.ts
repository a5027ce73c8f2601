import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { RequestNotApproved } from '../../../domain/ladder/held-until.js';
import type { ColourBefore } from '../../../domain/report/chart-numbers.js';
import type { PackAction } from '../../../domain/report/pack-content.js';
import { notLater } from '../../../platform/database/as-at.js';
import type { Tx } from '../../../platform/database/database.js';
import { publishedToday } from '../../documents/published-today.js';

/** An action that was published once, with names, as a pack lists it; `lastRatings` is the rulebook's to say. */
export interface PackActionRow extends Omit<PackAction, 'lastRatings'> {
  readonly publishedOn: LocalDate | null;
  readonly colourSince: LocalDate | null;
  readonly noticesFrom: LocalDate | null;
}

/** What the owner of an action last said stands in the way. */
export interface LastWords {
  readonly actionId: string;
  readonly words: string;
  readonly by: string;
  readonly on: LocalDate;
  readonly forecastOn: LocalDate | null;
}

/** What a pack asks about actions: each question one statement for all of them. */
@Injectable()
export class PackActionsRepository {
  /** Everything but drafts, cancelled actions too: those towards a priority action first, then in the plan's order. */
  all(tx: Tx): Promise<PackActionRow[]> {
    return tx.rows<PackActionRow>(
      `with served as (
         select s.action_id, array_agg(r.number order by d.received_on desc, r.document_id, r.position) as numbers
           from action_recommendations s
           join recommendations r on r.authority_id = s.authority_id and r.id = s.recommendation_id
            and r.withdrawn_at is null and r.number is not null
           join documents d on d.authority_id = r.authority_id and d.id = r.document_id and ${publishedToday('d')}
          where s.authority_id = $1 and s.ended_at is null
          group by s.action_id)
       select a.id, a.reference, a.title, a.status, a.assurance, a.rating as colour,
              to_json(a.rating_reasons) as reasons, a.due_on::text as "dueOn", a.owner_id as "ownerId",
              a.priority_action as "priorityAction", a.original_due_on::text as "originalDueOn",
              case when a.status = 'complete' then a.reported_on::text end as "reportedOn",
              a.not_updated as "notUpdated", a.times_moved as "timesMoved", a.days_slipped as "daysSlipped",
              owner.name as "ownerName", lead.name as "leadName", agency.name as "agencyName",
              to_json(coalesce(served.numbers, '{}')) as "recommendationNumbers", a.restricted,
              a.published_on::text as "publishedOn", a.rating_since::text as "colourSince",
              a.notices_from::text as "noticesFrom"
         from actions a
         left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
         left join people lead on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id
         left join agencies agency on agency.authority_id = a.authority_id and agency.id = a.agency_id
         left join served on served.action_id = a.id
        where a.authority_id = $1 and a.status in ('not_started','in_progress','complete','cancelled')
        order by a.priority_action desc, a.number`,
      [tx.authorityId],
    );
  }

  /** The requests for another date of these actions that were not approved. */
  async requests(tx: Tx, actionIds: readonly string[]): Promise<Map<string, readonly RequestNotApproved[]>> {
    const rows = await tx.rows<{ id: string; requests: RequestNotApproved[] }>(
      `select d.action_id as id, jsonb_agg(jsonb_build_object('askedOn', d.asked_on, 'newDueOn', d.to_due_on,
                'decideBy', d.decide_by,
                'endedOn', case when d.state in ('refused','dropped') then d.decided_on end)) as requests
         from date_changes d
        where d.authority_id = $1 and d.action_id = any($2::uuid[]) and d.state <> 'approved'
        group by d.action_id`,
      [tx.authorityId, actionIds],
    );
    return new Map(rows.map(({ id, requests }) => [id, requests]));
  }

  /** What the last update of each says is in the way, where it says so. */
  async lastWords(tx: Tx, actionIds: readonly string[]): Promise<Map<string, LastWords>> {
    const rows = await tx.rows<LastWords>(
      `select last."actionId", last.words, p.name as "by", last."on", last."forecastOn"
         from (select distinct on (u.action_id) u.action_id as "actionId", u.in_the_way as words,
                      coalesce(u.recorded_for, u.written_by) as person, u.written_on::text as "on",
                      u.forecast_on::text as "forecastOn"
                 from progress_updates u
                where u.authority_id = $1 and u.action_id = any($2::uuid[])
                order by u.action_id, u.written_at desc, u.id) last
         join people p on p.authority_id = $1 and p.id = last.person
        where last.words <> ''`,
      [tx.authorityId, actionIds],
    );
    return new Map(rows.map((row) => [row.actionId, row]));
  }

  /** Every change of colour or state since the end of a day, the latest first. Costs what changed, not what there is. */
  async colourChanges(tx: Tx, since: LocalDate): Promise<ColourBefore[]> {
    const rows = await tx.rows<{
      id: string;
      on: LocalDate;
      created: boolean;
      status: string;
      rating: string;
    }>(
      `select v.row_id as id, (v.valid_from at time zone 'Europe/London')::date::text as "on",
              v.change = 'created' as created, v.was->>'status' as status, v.was->>'rating' as rating
         from versions v
        where v.authority_id = $1 and v.entity = 'actions'
          and v.valid_from >= (($2::date + 1)::timestamp at time zone 'Europe/London') ${notLater(tx)}
          and (v.change = 'created' or v.changed_columns && array['status','rating'])
        order by v.valid_from desc`,
      [tx.authorityId, since],
    );
    return rows.map(({ id, on, created, status, rating }) => ({
      id,
      on,
      was: created
        ? null
        : ({ ...(status && { status }), ...(rating && { colour: rating }) } as ColourBefore['was']),
    }));
  }
}
