import { dateOfDayNumber, dayNumber } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';

const FROM_1899 = dayNumber(1899, 12, 30);
const FROM_1904 = dayNumber(1904, 1, 1);
/** Spreadsheets count a 29 February 1900 that never was; days before it stand one further on. */
const THE_DAY_THAT_NEVER_WAS = 60;
/** 31 December 2199: what comes later is no date of a plan. */
const LAST = 109_574;

/**
 * The day that a spreadsheet's number means: whole days since the end of 1899, or since 1 January 1904 in workbooks
 * that say so. The part after the point is the time of day and is left out. Null below 1, and beyond the year 2199.
 */
export function dayOfSerial(serial: number, from1904: boolean): LocalDate | null {
  const days = Math.floor(serial);
  if (!Number.isFinite(serial) || days > LAST) return null;
  if (from1904) return days < 0 ? null : dateOfDayNumber(FROM_1904 + days);
  if (days < 1 || days === THE_DAY_THAT_NEVER_WAS) return null;
  return dateOfDayNumber(FROM_1899 + days + (days < THE_DAY_THAT_NEVER_WAS ? 1 : 0));
}
