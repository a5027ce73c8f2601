import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { refusalUnlessOpen, type NotOpen } from './progress-update.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export interface ActionWithSteps {
  readonly status: ActionStatus;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
}

export interface Step {
  readonly critical: boolean;
  readonly dueOn: LocalDate;
  readonly doneOn: LocalDate | null;
  readonly timesMoved: number;
}

type WrongDay = 'before_start' | 'after_due';
export type MilestoneRefusal =
  NotOpen | WrongDay | 'critical' | 'already_done' | 'same_date' | 'title_missing' | 'done_in_the_future';

/** A dated step inside an action that is not closed: between its start and its due date. A draft may have them too. */
export function addMilestone(
  action: ActionWithSteps,
  milestone: { readonly title: string; readonly dueOn: LocalDate },
): Refusal<MilestoneRefusal> | null {
  if (action.status !== 'draft') {
    const closed = refusalUnlessOpen(action.status);
    if (closed !== null) return refuse(closed);
  }
  if (isBlank(milestone.title)) return refuse('title_missing');
  const wrong = wrongDay(action, milestone.dueOn);
  return wrong === null ? null : refuse(wrong);
}

/**
 * An ordinary milestone of an open action may be moved by the owner; a critical one needs the accountable lead. The
 * original date and the number of moves stay shown.
 */
export function moveMilestone(
  action: ActionWithSteps,
  milestone: Step,
  newDueOn: LocalDate,
  byLead: boolean,
): { readonly dueOn: LocalDate; readonly timesMoved: number } | Refusal<MilestoneRefusal> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (milestone.doneOn !== null) return refuse('already_done');
  if (milestone.critical && !byLead) return refuse('critical');
  if (newDueOn === milestone.dueOn) return refuse('same_date');
  const wrong = wrongDay(action, newDueOn);
  if (wrong !== null) return refuse(wrong);
  return { dueOn: newDueOn, timesMoved: milestone.timesMoved + 1 };
}

/** Done on a day that has come. */
export function doMilestone(
  action: ActionWithSteps,
  milestone: Step,
  doneOn: LocalDate,
  today: LocalDate,
): Refusal<MilestoneRefusal> | null {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (milestone.doneOn !== null) return refuse('already_done');
  return doneOn > today ? refuse('done_in_the_future') : null;
}

/** A milestone that is not needed is withdrawn, not removed; a critical one only by the lead. */
export function withdrawMilestone(
  action: ActionWithSteps,
  milestone: Step,
  byLead: boolean,
): Refusal<MilestoneRefusal> | null {
  if (action.status !== 'draft') {
    const closed = refusalUnlessOpen(action.status);
    if (closed !== null) return refuse(closed);
    if (milestone.critical && !byLead) return refuse('critical');
  }
  return milestone.doneOn === null ? null : refuse('already_done');
}

function wrongDay(action: ActionWithSteps, dueOn: LocalDate): WrongDay | null {
  if (action.startOn !== null && dueOn < action.startOn) return 'before_start';
  return action.dueOn !== null && dueOn > action.dueOn ? 'after_due' : null;
}
