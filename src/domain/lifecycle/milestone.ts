import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { refusalUnlessOpen, type NotOpen } from './progress-update.js';
import { refuse, type Refusal } from './refusal.js';

/**
 * An ordinary milestone of an open action may be moved by the owner; a critical one moves only with a request for
 * another date. The original date and the number of moves stay shown.
 */
export function moveMilestone(
  action: { readonly status: ActionStatus },
  milestone: { readonly critical: boolean; readonly doneOn: LocalDate | null; readonly timesMoved: number },
  newDueOn: LocalDate,
):
  | { readonly dueOn: LocalDate; readonly timesMoved: number }
  | Refusal<NotOpen | 'critical' | 'already_done'> {
  const closed = refusalUnlessOpen(action.status);
  if (closed !== null) return refuse(closed);
  if (milestone.doneOn !== null) return refuse('already_done');
  if (milestone.critical) return refuse('critical');
  return { dueOn: newDueOn, timesMoved: milestone.timesMoved + 1 };
}
