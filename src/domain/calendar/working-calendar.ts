import {
  bankHolidaysByStandingRules,
  PUBLISHED_BANK_HOLIDAYS,
  type BankHolidaysByYear,
} from './bank-holidays.js';
import {
  dateOfDayNumber,
  dayNumber,
  dayNumberOf,
  weekdayOfDayNumber,
  yearOf,
  type DayNumber,
} from './day-number.js';
import type { LocalDate } from './local-date.js';

/** How many years before the first and after the last published list the rulebook still counts. */
export const YEARS_COUNTED_BEYOND_THE_LIST = 10;

export interface WorkingCalendarDays {
  /** Days on which this authority is closed: its own days between Christmas and New Year, for example. */
  readonly closedDays?: readonly LocalDate[];
  /** Bank holidays announced after the list in this release was reviewed. */
  readonly addedHolidays?: readonly LocalDate[];
  /** The published list; the reviewed one of this release when not given. */
  readonly published?: BankHolidaysByYear;
}

/** Thrown when a working-day count starts outside the years that the rulebook counts. Ask `covers` before. */
export class BeyondCalendar extends RangeError {
  readonly code = 'beyond_calendar';
}

/**
 * The working days of one authority: all days but weekends, the bank holidays of England and Wales, and the
 * authority's own closed days. Years not yet published are counted by the standing rules and are provisional;
 * a count that starts more than ten years beyond the published list is refused with `BeyondCalendar`.
 *
 * "N working days after D": step one calendar day at a time from D, counting the working days landed on; D is never
 * counted. "Before", likewise backwards. "More than N late" is true from N + 1; "within N" is true on or after the
 * date N before.
 *
 * Building one costs a table of some 14,000 days, so keep it for as long as the authority's days do not change.
 * Every question is then an index into that table.
 */
export class WorkingCalendar {
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;

  private readonly published: BankHolidaysByYear;
  private readonly firstNumber: DayNumber;
  private readonly lastNumber: DayNumber;
  /** For each day of the table, how many working days there are up to and including it. */
  private readonly countedTo: Uint16Array;
  /** For each working day in order, its place in the table. */
  private readonly workingPlaces: Uint16Array;

  constructor(days: WorkingCalendarDays = {}) {
    this.published = days.published ?? PUBLISHED_BANK_HOLIDAYS;
    const years = [...this.published.keys()];
    const firstYear = Math.min(...years) - YEARS_COUNTED_BEYOND_THE_LIST;
    const lastYear = Math.max(...years) + YEARS_COUNTED_BEYOND_THE_LIST;
    this.firstNumber = dayNumber(firstYear, 1, 1);
    this.lastNumber = dayNumber(lastYear, 12, 31);
    this.firstDay = dateOfDayNumber(this.firstNumber);
    this.lastDay = dateOfDayNumber(this.lastNumber);

    // One year more than is promised, so that a count that starts on the last day still has an answer.
    const tableEnd = dayNumber(lastYear + 1, 12, 31);
    const free = new Set<DayNumber>();
    for (let year = firstYear; year <= lastYear + 1; year += 1) {
      for (const holiday of this.bankHolidaysOf(year)) free.add(dayNumberOf(holiday));
    }
    for (const day of days.closedDays ?? []) free.add(dayNumberOf(day));
    for (const day of days.addedHolidays ?? []) free.add(dayNumberOf(day));

    this.countedTo = new Uint16Array(tableEnd - this.firstNumber + 1);
    const places: number[] = [];
    for (let place = 0; place < this.countedTo.length; place += 1) {
      const day = this.firstNumber + place;
      if (weekdayOfDayNumber(day) <= 5 && !free.has(day)) places.push(place);
      this.countedTo[place] = places.length;
    }
    this.workingPlaces = Uint16Array.from(places);
  }

  /** Whether the rulebook counts from this day: within ten years of the published list. */
  covers(date: LocalDate): boolean {
    return date >= this.firstDay && date <= this.lastDay;
  }

  isWorkingDay(date: LocalDate): boolean {
    const place = this.placeOf(date);
    return this.upTo(place) !== this.upTo(place - 1);
  }

  /** The nth working day after the date. With 0 the date itself, working day or not. */
  workingDaysAfter(date: LocalDate, count: number): LocalDate {
    if (count < 0) return this.workingDaysBefore(date, -count);
    if (count === 0) return date;
    return this.nthWorkingDay(this.upTo(this.placeOf(date)) + count - 1, date);
  }

  /** The nth working day before the date. With 0 the date itself, working day or not. */
  workingDaysBefore(date: LocalDate, count: number): LocalDate {
    if (count < 0) return this.workingDaysAfter(date, -count);
    if (count === 0) return date;
    return this.nthWorkingDay(this.upTo(this.placeOf(date) - 1) - count, date);
  }

  /** The date itself when it is a working day, else the next one. */
  workingDayOnOrAfter(date: LocalDate): LocalDate {
    return this.isWorkingDay(date) ? date : this.workingDaysAfter(date, 1);
  }

  /** The date itself when it is a working day, else the last one before. */
  workingDayOnOrBefore(date: LocalDate): LocalDate {
    return this.isWorkingDay(date) ? date : this.workingDaysBefore(date, 1);
  }

  /**
   * Working days landed on when stepping from the one date to the other, the first never counted: the slip of a due
   * date moved from `from` to `to`. Negative when `to` is the earlier.
   */
  workingDaysBetween(from: LocalDate, to: LocalDate): number {
    const start = this.placeOf(from);
    const end = this.placeOf(to);
    if (end >= start) return this.upTo(end) - this.upTo(start);
    return this.upTo(end - 1) - this.upTo(start - 1);
  }

  /**
   * The number of the overdue working day that today is, or that was the last before today: n from the nth working
   * day after the due date on. 0 when the due date is not passed, and on the days before overdue working day 1.
   */
  overdueWorkingDay(dueOn: LocalDate, today: LocalDate): number {
    return today <= dueOn ? 0 : this.workingDaysBetween(dueOn, today);
  }

  /** Whether the day is in a year whose list is not published, so that counts with it may change. */
  isProvisional(date: LocalDate): boolean {
    return !this.published.has(yearOf(date));
  }

  bankHolidaysOf(year: number): readonly LocalDate[] {
    return this.published.get(year) ?? bankHolidaysByStandingRules(year);
  }

  private placeOf(date: LocalDate): number {
    const number = dayNumberOf(date);
    if (number < this.firstNumber || number > this.lastNumber) {
      throw new BeyondCalendar(
        `Working days are counted from ${this.firstDay} to ${this.lastDay}; ${date} is outside`,
      );
    }
    return number - this.firstNumber;
  }

  private upTo(place: number): number {
    return place < 0 ? 0 : (this.countedTo[place] as number);
  }

  private nthWorkingDay(index: number, from: LocalDate): LocalDate {
    const place = this.workingPlaces[index];
    if (place === undefined) {
      throw new BeyondCalendar(`No working day that far from ${from} is counted`);
    }
    return dateOfDayNumber(this.firstNumber + place);
  }
}
