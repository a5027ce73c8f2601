import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export const UPDATE_ANSWERS = ['yes', 'no_by', 'dont_know'] as const;
export type UpdateAnswer = (typeof UPDATE_ANSWERS)[number];

/** How an owner told somebody who then wrote it down. */
export const RECORDED_HOW = ['call', 'mail', 'meeting', 'conversation'] as const;
export type RecordedHow = (typeof RECORDED_HOW)[number];

/** What the owner says: "Will you meet 30 June? Yes / No, by … / Don't know", and whether work has begun. */
export interface ProgressUpdate {
  readonly answer: UpdateAnswer;
  /** The date of "No, by …"; null with the other answers. */
  readonly forecastOn: LocalDate | null;
  /** Since when work has been under way; null when it has not begun, and when that was told before. */
  readonly begunOn: LocalDate | null;
  /** "No change, because…": `whatChanged` then holds the reason. */
  readonly noChange: boolean;
  readonly whatChanged: string;
}

export interface ActionBeingUpdated {
  readonly status: ActionStatus;
  readonly dueOn: LocalDate;
  readonly begunOn: LocalDate | null;
}

export type UpdateRefusal =
  | 'not_published'
  | 'already_complete'
  | 'cancelled'
  | 'forecast_missing'
  | 'forecast_not_asked'
  | 'forecast_passed'
  | 'forecast_not_later'
  | 'beyond_calendar'
  | 'begun_in_the_future'
  | 'what_changed_missing';

/** What an update changes of its action. The update itself is kept for ever under its writer's name and date. */
export interface EffectOfUpdate {
  readonly status: 'not_started' | 'in_progress';
  readonly begunOn: LocalDate | null;
  readonly lastUpdateOn: LocalDate;
  readonly forecastOn: LocalDate | null;
  readonly unsure: boolean;
  readonly noChange: boolean;
}

/**
 * An update of a published, open action. It starts the action when it says from when work has begun (asked until
 * yes; never undone by a later update). "No, by …" names a day after the due date that has not passed; a forecast
 * does not move the date. Every update ends the owner's own call of "worse".
 */
export function applyUpdate(
  action: ActionBeingUpdated,
  update: ProgressUpdate,
  today: LocalDate,
  calendar: Pick<WorkingCalendar, 'covers'>,
): EffectOfUpdate | Refusal<UpdateRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (update.answer === 'no_by') {
    if (update.forecastOn === null) return refuse('forecast_missing');
    if (update.forecastOn < today) return refuse('forecast_passed');
    if (update.forecastOn <= action.dueOn) return refuse('forecast_not_later');
    if (!calendar.covers(update.forecastOn)) return refuse('beyond_calendar');
  } else if (update.forecastOn !== null) {
    return refuse('forecast_not_asked');
  }
  if (update.begunOn !== null && update.begunOn > today) return refuse('begun_in_the_future');
  if (isBlank(update.whatChanged)) return refuse('what_changed_missing');

  const begunOn = action.begunOn ?? update.begunOn;
  const hasBegun = action.status === 'in_progress' || begunOn !== null;
  return {
    status: hasBegun ? 'in_progress' : 'not_started',
    begunOn,
    lastUpdateOn: today,
    forecastOn: update.forecastOn,
    unsure: update.answer === 'dont_know',
    noChange: update.noChange,
  };
}

/** An update that somebody wrote down for the owner: how it came and on which day. */
export interface Recording {
  readonly how: RecordedHow | null;
  readonly toldOn: LocalDate;
}

/** "Recorded by … from … on …": the day on which the owner told it is today or before. */
export function refusalOfRecording(
  recording: Recording,
  today: LocalDate,
): Refusal<'told_in_the_future'> | null {
  return recording.toldOn > today ? refuse('told_in_the_future') : null;
}

export type CorrectionRefusal = 'not_recorded_for_you' | 'corrected_already' | 'later_update';

/**
 * An owner may put right what somebody else recorded for them: once, by a new update that says so, as long as nothing
 * later was said about the action. The old one stays.
 */
export function refusalOfCorrection(
  update: { readonly recordedFor: string | null; readonly isCorrected: boolean; readonly isLatest: boolean },
  by: string,
): Refusal<CorrectionRefusal> | null {
  if (update.recordedFor !== by) return refuse('not_recorded_for_you');
  if (update.isCorrected) return refuse('corrected_already');
  return update.isLatest ? null : refuse('later_update');
}

/** Whether the update page still asks "Has work begun?": until the answer is yes. */
export function asksWhetherBegun(action: { readonly status: ActionStatus }): boolean {
  return action.status === 'not_started';
}

export type NotOpen = 'not_published' | 'already_complete' | 'cancelled';

/** Why nothing can be done to an action that is not open; null when it is. */
export function refusalUnlessOpen(status: ActionStatus): NotOpen | null {
  if (status === 'draft') return 'not_published';
  if (status === 'complete') return 'already_complete';
  return status === 'cancelled' ? 'cancelled' : null;
}
