import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import {
  datedReasons,
  isNotUpdated,
  notUpdatedFrom,
  rateAction,
  type DatedReason,
} from '../../domain/rating/action-rating.js';
import type { Colour, ReasonCode } from '../../domain/rating/reason-code.js';
import type { RatingFacts } from '../../domain/rating/rating-facts.js';
import { RATING_PRESETS, type PresetName } from '../../domain/rating/rating-preset.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { UpdateWindows } from '../meetings/update-windows.service.js';
import { AskedWindows, daysOfWindows, updatesMatterFrom } from './asked-windows.js';
import { RatingFactsRepository, type RatingFactsRow } from './rating-facts.repository.js';

/** So many that a usual morning is one batch, and so few that memory stays flat when a whole plan is rated. */
const RATED_TOGETHER = 1000;

export interface RatedFacts {
  readonly facts: RatingFacts;
  readonly preset: PresetName;
}

/** An action's reasons with their days, and the mark that stands beside the colour. */
export interface Explanation {
  readonly reasons: readonly DatedReason[];
  readonly notUpdated: boolean;
  readonly preset: PresetName;
}

/** An action that another preset would rate otherwise. */
export interface ColourChange {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly from: Colour;
  readonly to: Colour;
  readonly reasons: readonly ReasonCode[];
}

/**
 * Keeps stored ratings equal to computed ones. Whoever changes something that a rating depends on calls `rerate` in
 * the same transaction, after the change.
 */
@Injectable()
export class RatingService {
  constructor(
    private readonly repository: RatingFactsRepository,
    private readonly days: AuthorityDays,
    private readonly windows: UpdateWindows,
  ) {}

  /** Rates these actions anew as of today. Gives how many stored ratings changed. */
  async rerate(tx: Tx, actionIds: readonly string[]): Promise<number> {
    if (actionIds.length === 0) return 0;
    return this.rerateAsOf(tx, actionIds, await this.days.today(tx));
  }

  /** Rates the actions for which a day has come on which their rating changes. Gives how many were looked at. */
  async rerateDue(tx: Tx, today: LocalDate): Promise<number> {
    // The past shows the ratings that were stored then.
    if (tx.asAt !== null) return 0;
    const due = await this.repository.holdDue(tx, today);
    if (due.length > 0) await this.rateHeld(tx, due, today);
    return due.length;
  }

  /** A preset, the calendar or the closed days changed: every action is rated anew, now. */
  async rerateAll(tx: Tx): Promise<void> {
    const today = await this.days.today(tx);
    await this.repository.rateAllOn(tx, today);
    await this.rerateDue(tx, today);
  }

  /** Which actions would have another colour today under another preset, in the order of the plan. Writes nothing. */
  async colourChangesUnder(tx: Tx, preset: PresetName): Promise<ColourChange[]> {
    const today = await this.days.today(tx);
    await this.rerateDue(tx, today);
    const calendar = await this.days.calendar(tx);
    const standing = await this.repository.ratedActions(tx);
    const changes: ColourChange[] = [];
    for (let from = 0; from < standing.length; from += RATED_TOGETHER) {
      const some = standing.slice(from, from + RATED_TOGETHER);
      const ids = some.map(({ id }) => id);
      const facts = await this.facts(tx, ids, today);
      for (const { rating, ...action } of some) {
        const rated = facts.get(action.id);
        if (!rated) continue;
        const { colour, reasons } = rateAction(rated.facts, today, calendar, RATING_PRESETS[preset]);
        if (colour !== rating) changes.push({ ...action, from: rating, to: colour, reasons });
      }
    }
    return changes;
  }

  /** After recommendations changed priority or status, or what an action serves changed. */
  async recommendationsChanged(tx: Tx, actionIds: readonly string[]): Promise<void> {
    if (actionIds.length === 0) return;
    await this.repository.refreshPriority(tx, actionIds);
    await this.rerate(tx, actionIds);
  }

  /** The facts that ratings are computed from, by action, as they stand. */
  async facts(tx: Tx, actionIds: readonly string[], today: LocalDate): Promise<Map<string, RatedFacts>> {
    const rows = await this.repository.factsOf(tx, actionIds, updatesMatterFrom(today));
    const { from, to } = daysOfWindows(today);
    const ordinary = await this.windows.openingBetween(tx, from, to);
    const windows = new AskedWindows(today, await this.days.calendar(tx), ordinary);
    return new Map(rows.map((row) => [row.id, { facts: factsOf(row, windows), preset: row.preset }]));
  }

  /** Why an action has its colour, reason by reason with the day since when. */
  async explain(tx: Tx, actionId: string, today: LocalDate): Promise<Explanation> {
    const rated = (await this.facts(tx, [actionId], today)).get(actionId);
    if (!rated) throw new Error(`No action ${actionId} to explain`);
    const calendar = await this.days.calendar(tx);
    return {
      reasons: datedReasons(rated.facts, today, calendar, RATING_PRESETS[rated.preset]),
      notUpdated: isNotUpdated(rated.facts, today),
      preset: rated.preset,
    };
  }

  private async rerateAsOf(tx: Tx, actionIds: readonly string[], today: LocalDate): Promise<number> {
    await this.repository.hold(tx, actionIds);
    return this.rateHeld(tx, actionIds, today);
  }

  private async rateHeld(tx: Tx, actionIds: readonly string[], today: LocalDate): Promise<number> {
    const calendar = await this.days.calendar(tx);
    let changed = 0;
    for (let from = 0; from < actionIds.length; from += RATED_TOGETHER) {
      const rated = await this.facts(tx, actionIds.slice(from, from + RATED_TOGETHER), today);
      const ratings = [...rated].map(([id, { facts, preset }]) =>
        newRating(id, facts, preset, today, calendar),
      );
      changed += await this.repository.store(tx, ratings, today);
    }
    return changed;
  }
}

function newRating(
  id: string,
  facts: RatingFacts,
  preset: PresetName,
  today: LocalDate,
  calendar: WorkingCalendar,
) {
  const { colour, reasons, nextOn, word } = rateAction(facts, today, calendar, RATING_PRESETS[preset]);
  const unrated = facts.status === 'draft' || facts.status === 'cancelled' ? facts.status : '';
  return {
    id,
    rating: colour,
    word: word ?? unrated,
    reasons,
    not_updated: isNotUpdated(facts, today),
    next_on: earlier(nextOn, notUpdatedFrom(facts, today)),
  };
}

function earlier(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function factsOf(row: RatingFactsRow, windows: AskedWindows): RatingFacts {
  const isOpen = row.status === 'not_started' || row.status === 'in_progress';
  return {
    status: row.status,
    assurance: row.assurance,
    startOn: row.startOn,
    dueOn: row.dueOn,
    hasOwner: row.ownerId !== null,
    calledRedOn: row.calledRedOn,
    calledAmberOn: row.calledAmberOn,
    lastUpdateOn: row.lastUpdateOn,
    lastForecastOn: row.forecastOn,
    lastUpdateUnsure: row.unsureSince !== null,
    lastUpdateNoChange: row.lastUpdateNoChange,
    openMilestones: row.milestones ?? [],
    pendingDateChange:
      row.askedOn === null || row.newDueOn === null || row.decideBy === null
        ? null
        : { askedOn: row.askedOn, newDueOn: row.newDueOn, decideBy: row.decideBy },
    timesMoved: row.timesMoved,
    lastMovedOn: row.lastMovedOn,
    lastMoveReported: row.lastMoveReported,
    windows: isOpen ? windows.of(row, row.updates ?? []) : [],
    provingFrom: row.provingFrom,
    evidenceAccepted: row.acceptedEvidenceOn !== null,
    evidenceWaiting: row.evidenceWaitingSince !== null,
    improvingOpen: row.improvingNotYetGoodOn !== null,
    notEnoughOpen: row.notEnoughSince !== null,
  };
}
