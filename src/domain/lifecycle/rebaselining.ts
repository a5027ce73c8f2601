import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export interface ActionToRebaseline {
  readonly status: ActionStatus;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  /** A date set by the inspectorate, the department or a court is not the board's to move. */
  readonly dateSetBy: string;
}

export type NewBaselineRefusal =
  'not_open' | 'date_set_by_them' | 'same_date' | 'date_passed' | 'before_start' | 'beyond_calendar';

/** Why an action cannot have this new baseline date; null where it can. */
export function refusalOfNewBaseline(
  action: ActionToRebaseline,
  newDueOn: LocalDate,
  today: LocalDate,
  calendar: WorkingCalendar,
): NewBaselineRefusal | null {
  if (action.status !== 'not_started' && action.status !== 'in_progress') return 'not_open';
  if (action.dateSetBy !== 'us') return 'date_set_by_them';
  if (newDueOn === action.dueOn) return 'same_date';
  if (newDueOn <= today) return 'date_passed';
  if (action.startOn !== null && newDueOn < action.startOn) return 'before_start';
  return calendar.covers(newDueOn) ? null : 'beyond_calendar';
}

export type AskingRefusal = 'reason_missing' | 'no_dates' | 'already_asked';

/**
 * Re-baselining gives chosen open actions new dates from which slip and every clock count; the first date stays shown
 * and so does each baseline. It is asked for with a reason, one at a time, and is a recorded decision of the board.
 */
export function askToRebaseline(request: {
  readonly reason: string;
  readonly dates: number;
  readonly alreadyAsked: boolean;
}): { readonly state: 'waiting' } | Refusal<AskingRefusal> {
  if (request.alreadyAsked) return refuse('already_asked');
  if (isBlank(request.reason)) return refuse('reason_missing');
  return request.dates === 0 ? refuse('no_dates') : { state: 'waiting' };
}

/** Refused with a reason. Approved only while every new date is still to come and every action still open. */
export function decideRebaselining(decision: {
  readonly approve: boolean;
  readonly words: string;
  readonly standsInTheWay: number;
}): { readonly state: 'approved' | 'refused' } | Refusal<'reason_missing' | 'actions_have_changed'> {
  if (!decision.approve) return isBlank(decision.words) ? refuse('reason_missing') : { state: 'refused' };
  return decision.standsInTheWay > 0 ? refuse('actions_have_changed') : { state: 'approved' };
}
