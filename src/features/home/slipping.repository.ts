import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import { MOST_URGENT_FIRST, orderBy } from '../actions/action-order.js';

/** An open action that is not Red, with what may say that it will slip. */
export interface SlippingRow {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: ActionStatus;
  readonly rating: Colour;
  readonly ratingWord: string;
  readonly ratingReasons: readonly ReasonCode[];
  readonly priorityAction: boolean;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate;
  readonly forecastOn: LocalDate | null;
  readonly notUpdated: boolean;
  readonly lastUpdateOn: LocalDate | null;
  readonly nextRatingOn: LocalDate | null;
  readonly ownerName: string | null;
  readonly leadName: string | null;
  /** Milestones whose day has passed, the oldest first. */
  readonly lateMilestones: readonly { readonly title: string; readonly dueOn: LocalDate }[];
  /** What it waits for: the reference of another action, or words. */
  readonly waitsFor: readonly string[];
}

export interface SlippingAsked {
  /** Whose: those that this person leads; null: everybody's. */
  readonly leadId: string | null;
  /** Whether the titles of other actions are theirs to read. */
  readonly readsAll: boolean;
  readonly today: LocalDate;
  /** The last day on which a worse colour or a due date is still looked for. */
  readonly worseUntil: LocalDate;
  readonly dueUntil: LocalDate;
}

const SIGNS: readonly ReasonCode[] = [
  'forecast_late',
  'unsure',
  'milestone_late',
  'not_updated_twice',
  'no_progress',
];
/** More are not looked at on one page. */
export const MOST_SLIPPING = 200;

/** Which actions may slip: one statement, which gives one more than is shown where there are more. */
@Injectable()
export class SlippingRepository {
  candidates(
    tx: Tx,
    { leadId, readsAll, today, worseUntil, dueUntil }: SlippingAsked,
  ): Promise<SlippingRow[]> {
    return tx.rows(
      `select a.id, a.reference, a.title, a.status, a.rating, a.rating_word as "ratingWord",
              to_json(a.rating_reasons) as "ratingReasons", a.priority_action as "priorityAction",
              a.start_on::text as "startOn", a.due_on::text as "dueOn", a.forecast_on::text as "forecastOn",
              a.not_updated as "notUpdated", a.last_update_on::text as "lastUpdateOn",
              a.next_rating_on::text as "nextRatingOn", owner.name as "ownerName", lead.name as "leadName",
              coalesce(late.milestones, '[]') as "lateMilestones", coalesce(wait.words, '[]') as "waitsFor"
         from actions a
         left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
         left join people lead on lead.authority_id = a.authority_id and lead.id = a.accountable_lead_id
         left join lateral (
           select json_agg(json_build_object('title', m.title, 'dueOn', m.due_on) order by m.due_on, m.id) as milestones
             from milestones m
            where m.authority_id = a.authority_id and m.action_id = a.id and m.done_on is null
              and m.withdrawn_at is null and m.due_on < $3::date) late on true
         left join lateral (
           select json_agg(coalesce(other.reference || case when $7::boolean then ': ' || other.title else '' end, w.words) order by w.added_on, w.id) as words
             from action_waits w
             left join actions other on other.authority_id = w.authority_id and other.id = w.for_action_id
            where w.authority_id = a.authority_id and w.action_id = a.id and w.ended_on is null
              and (other.id is null or other.status not in ('complete','cancelled'))) wait on true
        where a.authority_id = $1 and a.status in ('not_started','in_progress') and a.rating <> 'red'
          and ($2::uuid is null or a.accountable_lead_id = $2)
          and (a.status = 'not_started' and a.due_on <= $5::date or a.not_updated or a.rating_reasons && $6::text[]
               or a.next_rating_on <= $4::date or late.milestones is not null or wait.words is not null)
        order by ${orderBy(MOST_URGENT_FIRST)} limit ${MOST_SLIPPING + 1}`,
      [tx.authorityId, leadId, today, worseUntil, dueUntil, SIGNS, readsAll],
    );
  }

  /** Open actions that have slipped already: they are Red. */
  async redNow(tx: Tx, leadId: string | null): Promise<number> {
    const row = await tx.row<{ n: number }>(
      `select count(*)::int as n from actions a
        where a.authority_id = $1 and a.status in ('not_started','in_progress') and a.rating = 'red'
          and ($2::uuid is null or a.accountable_lead_id = $2)`,
      [tx.authorityId, leadId],
    );
    return row?.n ?? 0;
  }
}
