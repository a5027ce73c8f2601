import type { LocalDate } from './local-date.js';
import { MONTHS } from './month-names.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 6 April 2026: no leading zero, no "th". */
export function formatLongDate(date: LocalDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** 30 June: for sentences in which the year is plain. */
export function formatDayAndMonth(date: LocalDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** Monday is 1, Sunday 7. */
export function weekdayName(weekday: number): string {
  const name = WEEKDAYS[weekday - 1];
  if (name === undefined) throw new RangeError(`No weekday has the number ${weekday}`);
  return name;
}
