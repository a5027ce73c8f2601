import { localDate, type LocalDate } from './local-date.js';

/**
 * Days counted from 1 January 1970 (day 0). Whole numbers make the working-day tables a plain index;
 * everything outside the calendar keeps `LocalDate`.
 */
export type DayNumber = number;

const DAYS_IN_400_YEARS = 146_097;
/** Days from 1 March of year 0 to 1 January 1970: years are taken from March so that leap days come last. */
const EPOCH_FROM_MARCH_YEAR_0 = 719_468;

export function dayNumberOf(date: LocalDate): DayNumber {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  return dayNumber(year, month, day);
}

export function dayNumber(year: number, month: number, day: number): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * DAYS_IN_400_YEARS + dayOfCycle - EPOCH_FROM_MARCH_YEAR_0;
}

export function dateOfDayNumber(number: DayNumber): LocalDate {
  const shifted = number + EPOCH_FROM_MARCH_YEAR_0;
  const cycle = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfCycle = shifted - cycle * DAYS_IN_400_YEARS;
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` as LocalDate;
}

/** Monday is 1, Sunday 7. */
export function weekdayOfDayNumber(number: DayNumber): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDayNumber(dayNumberOf(date));
}

export function yearOf(date: LocalDate): number {
  return digits(date, 0, 4);
}

/** The calendar day that many days later (earlier when negative). Calendar days, not working days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** Calendar days from the one to the other; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** The same day of the month that many months later; the last day of a shorter month (31 January → 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const monthIndex = yearOf(date) * 12 + (digits(date, 5, 7) - 1) + months;
  const year = Math.floor(monthIndex / 12);
  const month = (monthIndex % 12) + 1;
  const lastDay = dayNumberOfMonthEnd(year, month) - dayNumber(year, month, 1) + 1;
  return dateOfDayNumber(dayNumber(year, month, Math.min(digits(date, 8, 10), lastDay)));
}

export function startOfMonth(date: LocalDate): LocalDate {
  return localDate(`${date.slice(0, 8)}01`);
}

export function endOfMonth(date: LocalDate): LocalDate {
  return dateOfDayNumber(dayNumberOfMonthEnd(yearOf(date), digits(date, 5, 7)));
}

/** The Monday of the week that the day is in; weeks begin on Monday. */
export function startOfWeek(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

function dayNumberOfMonthEnd(year: number, month: number): DayNumber {
  return (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
