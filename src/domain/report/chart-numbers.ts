import { addDays, startOfMonth } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { isCounted, spreadOf } from '../rating/recommendation-spread.js';
import type { Colour, ReasonCode } from '../rating/reason-code.js';
import type { PackCharts } from './pack-content.js';

/** The ends of the months before the day, the oldest first, and the day itself: `most` points at the most. */
export function monthEnds(first: LocalDate, today: LocalDate, most: number): LocalDate[] {
  const days = [today];
  let end = addDays(startOfMonth(today), -1);
  while (days.length < most && end >= first) {
    days.unshift(end);
    end = addDays(startOfMonth(end), -1);
  }
  return days;
}

/** What an action was before one of its changes, as far as that changed; null: it was not there. */
export interface ColourBefore {
  readonly id: string;
  /** The day in Europe/London on which it changed. */
  readonly on: LocalDate;
  readonly was: { readonly status?: ActionStatus; readonly colour?: Colour } | null;
}

/**
 * Counted actions by colour at the end of each day, found by going back from what they are now through every change,
 * the latest first. Days are given oldest first; the last is that of `now`. What is a draft now was never counted and
 * may be left out of both.
 */
export function coloursOverTime(
  now: Iterable<{ readonly id: string; readonly status: ActionStatus; readonly colour: Colour }>,
  changes: Iterable<ColourBefore>,
  days: readonly LocalDate[],
): PackCharts['coloursOverTime'] {
  const standing = new Map<string, { status: ActionStatus; colour: Colour }>();
  for (const { id, status, colour } of now) standing.set(id, { status, colour });
  const points: PackCharts['coloursOverTime'][number][] = [];
  const waiting = [...days];
  const upTo = (on: LocalDate) => {
    while (waiting.length > 0 && waiting[waiting.length - 1]! >= on) {
      points.unshift({ on: waiting.pop()!, counts: spreadOf(standing.values()) });
    }
  };
  for (const { id, on, was } of changes) {
    upTo(on);
    const after = standing.get(id);
    if (after === undefined) continue;
    if (was === null) standing.delete(id);
    else standing.set(id, { ...after, ...was });
  }
  while (waiting.length > 0) points.unshift({ on: waiting.pop()!, counts: spreadOf(standing.values()) });
  return points;
}

export interface PlannedAction {
  readonly status: ActionStatus;
  readonly dueOn: LocalDate | null;
  readonly originalDueOn: LocalDate | null;
  readonly reportedOn: LocalDate | null;
}

/**
 * How many of the counted actions should have been done by each day by their original and by their current date, and
 * how many were. A complete action without a day of its report (imported as complete) was done before the first.
 */
export function planAgainstActual(
  actions: readonly PlannedAction[],
  days: readonly LocalDate[],
): PackCharts['planAgainstActual'] {
  const counted = actions.filter(({ status }) => isCounted(status));
  const sorted = (dates: readonly (LocalDate | null)[]) =>
    dates.filter((date): date is LocalDate => date !== null).sort();
  const original = sorted(counted.map(({ originalDueOn }) => originalDueOn));
  const current = sorted(counted.map(({ dueOn }) => dueOn));
  const complete = counted.filter(({ status }) => status === 'complete');
  const reported = sorted(complete.map(({ reportedOn }) => reportedOn));
  const before = complete.length - reported.length;
  const upTo = (dates: readonly LocalDate[], day: LocalDate) => {
    let [low, high] = [0, dates.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (dates[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return days.map((on) => ({
    on,
    byOriginalDate: upTo(original, on),
    byCurrentDate: upTo(current, on),
    done: before + upTo(reported, on),
  }));
}

/** The last day of each class of age, in overdue working days. */
const AGES: readonly (readonly [label: string, upTo: number])[] = [
  ['1 to 5 working days', 5],
  ['6 to 10 working days', 10],
  ['11 to 20 working days', 20],
  ['over 20 working days', Infinity],
];

/**
 * The overdue actions by how long they have been so, in overdue working days. One whose due date has passed and no
 * working day since is in the first class: so they add up to those that are overdue.
 */
export function ageOfOverdue(
  actions: readonly {
    readonly status: ActionStatus;
    readonly reasons: readonly ReasonCode[];
    readonly dueOn: LocalDate | null;
  }[],
  today: LocalDate,
  calendar: WorkingCalendar,
): PackCharts['ageOfOverdue'] {
  const counts = AGES.map(() => 0);
  for (const { status, reasons, dueOn } of actions) {
    if (!isCounted(status) || !reasons.includes('overdue') || dueOn === null) continue;
    const days = calendar.overdueWorkingDay(dueOn, today);
    const place = AGES.findIndex(([, upTo]) => days <= upTo);
    counts[place] = counts[place]! + 1;
  }
  return AGES.map(([label], place) => ({ label, count: counts[place]! }));
}
