import { addMonths } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';

/** The day by which what is due next is listed: the meeting after this one, or a month on where none is planned. */
export function endOfNextCycle(
  meetingOn: LocalDate | null,
  asAt: LocalDate,
  meetingAfter: LocalDate | null,
): LocalDate {
  return meetingAfter ?? addMonths(meetingOn ?? asAt, 1);
}

/**
 * Open actions due from the day of the pack to that day, both included: those towards a priority action first, then by
 * date. What is past its date already is no part of it.
 */
export function dueBefore<
  Action extends {
    readonly status: ActionStatus;
    readonly dueOn: LocalDate | null;
    readonly priorityAction: boolean;
  },
>(actions: readonly Action[], asAt: LocalDate, until: LocalDate): Action[] {
  return actions
    .filter(
      ({ status, dueOn }) =>
        (status === 'not_started' || status === 'in_progress') &&
        dueOn !== null &&
        dueOn >= asAt &&
        dueOn <= until,
    )
    .sort(
      (one, other) =>
        Number(other.priorityAction) - Number(one.priorityAction) ||
        (one.dueOn! < other.dueOn! ? -1 : one.dueOn! > other.dueOn! ? 1 : 0),
    );
}
