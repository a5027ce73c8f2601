import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { RATING_PRESETS, type PresetName, type RatingPreset } from '../../domain/rating/rating-preset.js';
import type { ReasonCode } from '../../domain/rating/reason-code.js';

/** A reason in two or three words: for tables, filters and sheets. */
export const REASON_NAMES: Readonly<Record<ReasonCode, string>> = {
  not_due_to_start: 'not due to start',
  embedded: 'embedded',
  overdue: 'overdue',
  critical_milestone_late: 'critical milestone late',
  called_red: 'called red',
  milestone_late: 'milestone late',
  forecast_late: 'forecast late',
  unsure: 'owner unsure',
  due_soon_not_started: 'due soon, not started',
  late_start: 'late start',
  decision_awaited: 'date change awaits a decision',
  moved_again: 'moved again',
  not_updated_twice: 'updates missed',
  no_progress: 'no progress reported',
  no_owner: 'no owner',
  called_amber: 'called amber',
  unproven: 'not proven',
  not_enough: 'done, but not enough',
  on_track: 'on track',
  to_check: 'to be checked',
  verified: 'verified',
};

/** What a sentence about a reason may name. */
export interface ReasonAbout {
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly forecastOn: LocalDate | null;
  readonly lastUpdateOn: LocalDate | null;
  readonly timesMoved: number;
  readonly daysSlipped: number;
}

type Sentence = (about: ReasonAbout, since: LocalDate | null, preset: RatingPreset) => string;

const day = (date: LocalDate | null): string => (date === null ? 'a day not given' : formatLongDate(date));
const ofUpdate = (about: ReasonAbout): string =>
  about.lastUpdateOn === null ? 'the last update' : `the update of ${day(about.lastUpdateOn)}`;

const SENTENCES: Readonly<Record<ReasonCode, Sentence>> = {
  not_due_to_start: ({ startOn }) => `Work is planned to start on ${day(startOn)}.`,
  embedded: () => 'It is done, and a second check found that the change has lasted.',
  overdue: ({ dueOn }) => `It was due on ${day(dueOn)} and has not been reported complete.`,
  critical_milestone_late: (_, __, { criticalMilestoneLate }) =>
    `A critical milestone is more than ${criticalMilestoneLate} working days late.`,
  called_red: (_, since) => `Somebody called it red on ${day(since)}; their reason is shown below.`,
  milestone_late: (_, since) => `A milestone has been late since ${day(since)}.`,
  forecast_late: (about) =>
    `In ${ofUpdate(about)} the owner expects to finish on ${day(about.forecastOn)}, after the due date of ${day(about.dueOn)}.`,
  unsure: (about) => `In ${ofUpdate(about)} the owner did not know whether the due date will be met.`,
  due_soon_not_started: ({ dueOn }, _, { dueSoonNotStarted }) =>
    `Work had not begun ${dueSoonNotStarted} working days before the due date of ${day(dueOn)}, and has not since.`,
  late_start: ({ startOn }, _, { lateStart }) =>
    `It should have started on ${day(startOn)}; ${lateStart} working days later work has not begun.`,
  decision_awaited: (_, since) => `A later date was asked for on ${day(since)} and waits for a decision.`,
  moved_again: ({ timesMoved, daysSlipped }) =>
    `Its due date has been moved ${timesMoved} times, ${daysSlipped} working days in all.`,
  not_updated_twice: (_, since, { windowsMissed }) =>
    windowsMissed === 1
      ? `The last request for an update went unanswered; nothing has been heard since ${day(since)}.`
      : `The last ${windowsMissed} requests for an update went unanswered; no update has come since ${day(since)}.`,
  no_progress: (_, since) => `The last updates, up to ${day(since)}, reported no change.`,
  no_owner: () => 'Nobody owns it.',
  called_amber: (_, since) => `Somebody called it amber on ${day(since)}; their reason is shown below.`,
  unproven: (_, since) => `It was reported complete, but since ${day(since)} proof has been wanting.`,
  not_enough: () => 'It was done, but inspectors or a check found that it was not enough.',
  on_track: ({ dueOn }) => `Nothing stands against it being done by ${day(dueOn)}.`,
  to_check: () => 'It was reported complete and waits to be checked.',
  verified: () => 'It is complete, and somebody independent of it has checked the proof.',
};

/** Why the colour, in a sentence that somebody who does not know the rules understands. */
export function reasonSentence(
  code: ReasonCode,
  about: ReasonAbout,
  since: LocalDate | null,
  preset: PresetName,
): string {
  return SENTENCES[code](about, since, RATING_PRESETS[preset]);
}

/** Several reasons on one line: "overdue; called red". */
export function reasonList(reasons: readonly ReasonCode[]): string {
  return reasons.map((code) => REASON_NAMES[code]).join('; ');
}
