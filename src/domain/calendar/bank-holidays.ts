import { dateOfDayNumber, dayNumber, weekdayOfDayNumber, type DayNumber } from './day-number.js';
import { localDate, type LocalDate } from './local-date.js';

/** The bank holidays of one year as days, in order. */
export type BankHolidaysByYear = ReadonlyMap<number, readonly LocalDate[]>;

/**
 * Bank holidays of England and Wales as published, substitute days included, reviewed by hand. One-off days: the
 * Diamond Jubilee (5 June 2012, when the spring holiday moved to the 4th), the 75th anniversary of VE Day (8 May
 * 2020 instead of the 4th), the Platinum Jubilee (2 and 3 June 2022), the state funeral (19 September 2022) and the
 * coronation (8 May 2023). Source of the published list: https://www.gov.uk/bank-holidays
 */
const PUBLISHED: Readonly<Record<number, string>> = {
  2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
  2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
};

export const PUBLISHED_BANK_HOLIDAYS: BankHolidaysByYear = new Map(
  Object.entries(PUBLISHED).map(([year, days]) => [
    Number(year),
    days.split(' ').map((day) => localDate(`${year}-${day}`)),
  ]),
);

/**
 * The bank holidays that the standing rules give for a year whose list is not published: New Year's Day, Good
 * Friday, Easter Monday, the first and the last Monday of May, the last Monday of August, Christmas Day and Boxing
 * Day. One that falls on a weekend is given on the next day that is neither weekend nor holiday.
 */
export function bankHolidaysByStandingRules(year: number): readonly LocalDate[] {
  const easter = easterSunday(year);
  // With Christmas on a Sunday the list names the Tuesday for Christmas and the Monday for Boxing Day: the same days.
  const christmas = nextFreeWeekday(dayNumber(year, 12, 25), []);
  const boxing = nextFreeWeekday(dayNumber(year, 12, 26), [christmas]);
  return [
    nextFreeWeekday(dayNumber(year, 1, 1), []),
    easter - 2,
    easter + 1,
    mondayOnOrAfter(dayNumber(year, 5, 1)),
    mondayOnOrAfter(dayNumber(year, 5, 25)),
    mondayOnOrAfter(dayNumber(year, 8, 25)),
    christmas,
    boxing,
  ].map(dateOfDayNumber);
}

/** Easter Sunday in the Gregorian calendar, from the golden number and the moon's age at the turn of the year. */
function easterSunday(year: number): DayNumber {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const solarCorrection = century - Math.floor(century / 4);
  const lunarCorrection = Math.floor((8 * century + 13) / 25);
  let moonDay = (19 * golden + solarCorrection - lunarCorrection + 15) % 30;
  if (moonDay === 29 || (moonDay === 28 && golden > 10)) moonDay -= 1;
  const fullMoon = dayNumber(year, 3, 21) + moonDay;
  return fullMoon + (7 - (weekdayOfDayNumber(fullMoon) % 7));
}

function mondayOnOrAfter(day: DayNumber): DayNumber {
  return day + ((8 - weekdayOfDayNumber(day)) % 7);
}

function nextFreeWeekday(day: DayNumber, taken: readonly DayNumber[]): DayNumber {
  let free = day;
  while (weekdayOfDayNumber(free) > 5 || taken.includes(free)) free += 1;
  return free;
}
