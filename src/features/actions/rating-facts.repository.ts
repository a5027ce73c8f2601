import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ActionStatus, Assurance, MilestoneFact } from '../../domain/rating/rating-facts.js';
import type { PresetName } from '../../domain/rating/rating-preset.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import type { GivenUpdate } from './asked-windows.js';

/** Everything the database knows that the rating of one action depends on. */
export interface RatingFactsRow {
  id: string;
  preset: PresetName;
  status: ActionStatus;
  assurance: Assurance;
  /** Published, or reopened: windows that opened before did not ask about what it is now. */
  publishedOn: LocalDate | null;
  startOn: LocalDate | null;
  dueOn: LocalDate | null;
  ownerId: string | null;
  priorityAction: boolean;
  lastUpdateOn: LocalDate | null;
  forecastOn: LocalDate | null;
  unsureSince: LocalDate | null;
  lastUpdateNoChange: boolean;
  timesMoved: number;
  lastMovedOn: LocalDate | null;
  lastMoveReported: boolean;
  provingFrom: LocalDate | null;
  acceptedEvidenceOn: LocalDate | null;
  evidenceWaitingSince: LocalDate | null;
  improvingNotYetGoodOn: LocalDate | null;
  notEnoughSince: LocalDate | null;
  calledRedOn: LocalDate | null;
  calledAmberOn: LocalDate | null;
  askedOn: LocalDate | null;
  newDueOn: LocalDate | null;
  decideBy: LocalDate | null;
  milestones: MilestoneFact[] | null;
  updates: GivenUpdate[] | null;
}

export interface NewRating {
  id: string;
  rating: Colour;
  word: string;
  reasons: readonly ReasonCode[];
  /** The mark beside the colour: the last closed window asked, and nobody answered. */
  not_updated: boolean;
  next_on: LocalDate | null;
}

/** Reads what ratings are computed from and writes what was computed; always many actions in one statement. */
@Injectable()
export class RatingFactsRepository {
  /** The actions whose rating may have changed because a day has come, held as `hold` does. */
  async holdDue(tx: Tx, today: LocalDate): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from actions where authority_id = $1 and next_rating_on <= $2 order by id for no key update`,
      [tx.authorityId, today],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Holds the actions until the end of the transaction, always in the same order so that two who rate never wait for
   * each other. A statement of its own: what is read afterwards includes what was committed while waiting.
   */
  async hold(tx: Tx, actionIds: readonly string[]): Promise<void> {
    await tx.rows(
      `select 1 from actions where authority_id = $1 and id = any($2::uuid[]) order by id for no key update`,
      [tx.authorityId, actionIds],
    );
  }

  /** The facts of many actions, in one statement. */
  async factsOf(tx: Tx, actionIds: readonly string[], updatesFrom: LocalDate): Promise<RatingFactsRow[]> {
    return tx.rows<RatingFactsRow>(
      `select a.id, p.rating_preset as "preset", a.status, a.assurance, greatest(a.published_on, a.reopened_on)::text as "publishedOn",
              a.start_on::text as "startOn", a.due_on::text as "dueOn", a.owner_id as "ownerId",
              a.priority_action as "priorityAction", a.last_update_on::text as "lastUpdateOn",
              a.forecast_on::text as "forecastOn", a.unsure_since::text as "unsureSince",
              a.last_update_no_change as "lastUpdateNoChange", a.times_moved as "timesMoved",
              a.last_moved_on::text as "lastMovedOn", a.last_move_reported as "lastMoveReported",
              a.proving_from::text as "provingFrom", a.accepted_evidence_on::text as "acceptedEvidenceOn",
              a.evidence_waiting_since::text as "evidenceWaitingSince",
              a.improving_not_yet_good_on::text as "improvingNotYetGoodOn",
              a.not_enough_since::text as "notEnoughSince",
              called.red_on::text as "calledRedOn", called.amber_on::text as "calledAmberOn",
              request.asked_on::text as "askedOn", request.to_due_on::text as "newDueOn",
              request.decide_by::text as "decideBy", milestone.open as "milestones", given.updates
         from actions a
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id
         left join (
           select action_id, max(called_on) filter (where colour = 'red') as red_on,
                  max(called_on) filter (where colour = 'amber') as amber_on
             from called_worse
            where authority_id = $1 and action_id = any($2::uuid[]) and ended_on is null
            group by action_id) called on called.action_id = a.id
         left join date_changes request
           on request.authority_id = $1 and request.action_id = a.id and request.state in ('waiting','proposed')
         left join (
           select action_id, jsonb_agg(jsonb_build_object('dueOn', due_on, 'critical', critical)) as open
             from milestones
            where authority_id = $1 and action_id = any($2::uuid[]) and done_on is null and withdrawn_at is null
            group by action_id) milestone on milestone.action_id = a.id
         left join (
           select u.action_id,
                  jsonb_agg(jsonb_build_object('on', u.written_on, 'noChange', coalesce(c.no_change, u.no_change))
                            order by u.written_at, u.id) as updates
             from progress_updates u
             left join progress_updates c on c.authority_id = u.authority_id and c.corrects_id = u.id
            where u.authority_id = $1 and u.action_id = any($2::uuid[]) and u.written_on >= $3
              and u.corrects_id is null
            group by u.action_id) given on given.action_id = a.id
        where a.authority_id = $1 and a.id = any($2::uuid[])`,
      [tx.authorityId, actionIds, updatesFrom],
    );
  }

  /** Stores what was computed, where it differs from what stands, in one statement. Gives how many differed. */
  async store(tx: Tx, ratings: readonly NewRating[], today: LocalDate): Promise<number> {
    const changed = await tx.rows(
      `update actions a
          set rating = n.rating, rating_word = n.word, rating_reasons = n.reasons, next_rating_on = n.next_on,
              not_updated = n.not_updated,
              rated_on = $3,
              rating_since = case when a.rating = n.rating then coalesce(a.rating_since, $3) else $3::date end,
              next_notice_on = case when n.rating = 'red' and a.rating <> 'red' then $3 else a.next_notice_on end
         from jsonb_to_recordset($2::jsonb) as n(id uuid, rating text, word text, reasons text[], not_updated boolean, next_on date)
        where a.authority_id = $1 and a.id = n.id
          and (a.rated_on is null or (a.rating, a.rating_word, a.rating_reasons, a.not_updated, a.next_rating_on)
               is distinct from (n.rating, n.word, n.reasons, n.not_updated, n.next_on))
        returning a.id`,
      [tx.authorityId, JSON.stringify(ratings), today],
    );
    return changed.length;
  }

  /** Every action of the plan is looked at again today: its preset, its calendar or its closed days changed. */
  async rateAllOn(tx: Tx, today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions set next_rating_on = $2
        where authority_id = $1 and status in ('not_started','in_progress','complete')`,
      [tx.authorityId, today],
    );
  }

  /** Every action that is rated, in the order of the plan, with the colour it has. */
  ratedActions(tx: Tx): Promise<{ id: string; reference: string; title: string; rating: Colour }[]> {
    return tx.rows(
      `select id, reference, title, rating from actions
        where authority_id = $1 and status in ('not_started','in_progress','complete') order by number`,
      [tx.authorityId],
    );
  }

  /** Whether an action serves an open priority action, after its recommendations or their status changed. */
  async refreshPriority(tx: Tx, actionIds: readonly string[]): Promise<void> {
    await tx.rows(
      `update actions a set priority_action = not a.priority_action
        where a.authority_id = $1 and a.id = any($2::uuid[])
          and a.priority_action <> exists (
            select 1 from action_recommendations s
              join recommendations r on r.authority_id = s.authority_id and r.id = s.recommendation_id
             where s.authority_id = $1 and s.action_id = a.id and s.ended_at is null
               and r.priority = 'priority_action' and r.status in ('open','proposed_as_met')
               and r.withdrawn_at is null)`,
      [tx.authorityId, actionIds],
    );
  }
}
