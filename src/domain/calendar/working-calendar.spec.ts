import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import fc from 'fast-check';
import { bankHolidaysByStandingRules, PUBLISHED_BANK_HOLIDAYS } from './bank-holidays.js';
import { addDays, weekdayOf } from './day-number.js';
import { localDate, type LocalDate } from './local-date.js';
import { BeyondCalendar, WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar();
const day = localDate;

function libraryHolidays(year: number): LocalDate[] {
  const found = new Holidays('GB', 'ENG').getHolidays(year).filter((holiday) => holiday.type === 'public');
  return found.map((holiday) => localDate(holiday.date.slice(0, 10))).filter((date) => weekdayOf(date) <= 5);
}

describe('the published list of bank holidays', () => {
  const years = [...PUBLISHED_BANK_HOLIDAYS.keys()];

  it('runs without a gap from 2012 to 2027, every day of it a weekday, in order', () => {
    expect(years).toEqual(Array.from({ length: 16 }, (_unused, index) => 2012 + index));
    for (const [year, days] of PUBLISHED_BANK_HOLIDAYS) {
      expect([...days].sort()).toEqual(days);
      for (const date of days) {
        expect(date.slice(0, 4)).toBe(String(year));
        expect(weekdayOf(date)).toBeLessThanOrEqual(5);
      }
    }
  });

  // The library left the spring holiday of 2012 on 28 May; it was moved to 4 June for the Diamond Jubilee.
  it.each(years.filter((year) => year !== 2012))('of %i agrees with an independent library', (year) => {
    expect([...new Set(libraryHolidays(year))].sort()).toEqual(PUBLISHED_BANK_HOLIDAYS.get(year));
  });

  it('has the days of 2012 that the library lacks', () => {
    expect(PUBLISHED_BANK_HOLIDAYS.get(2012)).toEqual(expect.arrayContaining(['2012-06-04', '2012-06-05']));
    expect(PUBLISHED_BANK_HOLIDAYS.get(2012)).not.toContain('2012-05-28');
  });

  it('differs from the standing rules only by one-off days', () => {
    const oneOff = years.filter(
      (year) =>
        JSON.stringify([...bankHolidaysByStandingRules(year)].sort()) !==
        JSON.stringify(PUBLISHED_BANK_HOLIDAYS.get(year)),
    );
    expect(oneOff).toEqual([2012, 2020, 2022, 2023]);
  });

  it.each([2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037])(
    'is followed in %i by what the library also expects',
    (year) => {
      expect([...bankHolidaysByStandingRules(year)].sort()).toEqual(
        [...new Set(libraryHolidays(year))].sort(),
      );
    },
  );
});

describe('working days counted from a date', () => {
  it.each([
    ['70 after 2 August 2016', '2016-08-02', 70, '2016-11-09'],
    ['70 after 21 February 2022, past the Jubilee', '2022-02-21', 70, '2022-06-06'],
    ['70 after 30 November 2023, past Christmas', '2023-11-30', 70, '2024-03-12'],
    ['70 after 25 November 2016', '2016-11-25', 70, '2017-03-08'],
    ['1 after a Friday is the Monday', '2026-11-20', 1, '2026-11-23'],
    ['1 after a Saturday is the Monday: the day itself is never counted', '2026-11-21', 1, '2026-11-23'],
    ['0 after a Saturday is the Saturday', '2026-11-21', 0, '2026-11-21'],
    ['1 after Maundy Thursday 2027 is the Tuesday', '2027-03-25', 1, '2027-03-30'],
    ['6 after Maundy Thursday 2027', '2027-03-25', 6, '2027-04-06'],
    ['1 before Easter Tuesday 2027 is Maundy Thursday', '2027-03-30', -1, '2027-03-25'],
    ['1 before a Sunday is the Friday', '2026-11-22', -1, '2026-11-20'],
    ['10 before 4 January 2027, past Christmas and New Year', '2027-01-04', -10, '2026-12-16'],
  ])('%s', (_sentence, from, count, expected) => {
    expect(calendar.workingDaysAfter(day(from), count)).toBe(expected);
    expect(calendar.workingDaysBefore(day(from), -count)).toBe(expected);
  });

  it('an action due Thursday 25 March 2027 is past due from Good Friday, overdue working day 1 on Tuesday', () => {
    const due = day('2027-03-25');
    const overdue = (today: string) => calendar.overdueWorkingDay(due, day(today));
    expect(overdue('2027-03-25')).toBe(0);
    expect(['2027-03-26', '2027-03-27', '2027-03-28', '2027-03-29'].map(overdue)).toEqual([0, 0, 0, 0]);
    expect(overdue('2027-03-30')).toBe(1);
    expect(overdue('2027-04-05')).toBe(5);
    expect(overdue('2027-04-06')).toBe(6);
  });

  it.each([
    ['moved from Thursday to the Tuesday after Easter: 1', '2027-03-25', '2027-03-30', 1],
    ['moved to a Saturday: the days until then', '2026-11-20', '2026-11-21', 0],
    ['moved back over a weekend: −1', '2026-11-23', '2026-11-20', -1],
    ['not moved: 0', '2026-11-23', '2026-11-23', 0],
    ['four months: 83', '2026-03-31', '2026-07-30', 83],
  ])('slip of a due date %s', (_sentence, from, to, expected) => {
    expect(calendar.workingDaysBetween(day(from), day(to))).toBe(expected);
  });
});

describe('every Easter and every Christmas of ten years', () => {
  const years = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029];
  const easterSundays = [
    '2020-04-12',
    '2021-04-04',
    '2022-04-17',
    '2023-04-09',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2029-04-01',
  ].map(day);
  const firstWorkingDayAfterChristmasEve = [
    '2020-12-29',
    '2021-12-29',
    '2022-12-28',
    '2023-12-27',
    '2024-12-27',
    '2025-12-29',
    '2026-12-29',
    '2027-12-29',
    '2028-12-27',
    '2029-12-27',
  ];
  const firstWorkingDayOfNextYear = [
    '2021-01-04',
    '2022-01-04',
    '2023-01-03',
    '2024-01-02',
    '2025-01-02',
    '2026-01-02',
    '2027-01-04',
    '2028-01-04',
    '2029-01-02',
    '2030-01-02',
  ];

  it.each(easterSundays)(
    'Easter Sunday %s: four days without work, Thursday and Tuesday worked',
    (sunday) => {
      const working = [-3, -2, -1, 0, 1, 2].map((offset) => calendar.isWorkingDay(addDays(sunday, offset)));
      expect(working).toEqual([true, false, false, false, false, true]);
      expect(calendar.workingDaysAfter(addDays(sunday, -3), 1)).toBe(addDays(sunday, 2));
      expect(calendar.workingDaysBefore(addDays(sunday, 2), 1)).toBe(addDays(sunday, -3));
    },
  );

  it.each(years.map((year, index) => [year, index] as const))(
    'Christmas %i: the next working day, and the first of the new year',
    (year, index) => {
      expect(calendar.workingDaysAfter(day(`${year}-12-24`), 1)).toBe(
        firstWorkingDayAfterChristmasEve[index],
      );
      expect(calendar.workingDaysAfter(day(`${year}-12-31`), 1)).toBe(firstWorkingDayOfNextYear[index]);
    },
  );
});

describe('any date', () => {
  const anyDate = fc.integer({ min: 0, max: 9_000 }).map((offset) => addDays(day('2010-01-01'), offset));

  it('gives the same answer as stepping one day at a time', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 90 }), (from, count) => {
        let stepped = from;
        for (let landed = 0; landed < count;) {
          stepped = addDays(stepped, 1);
          if (calendar.isWorkingDay(stepped)) landed += 1;
        }
        expect(calendar.workingDaysAfter(from, count)).toBe(stepped);
        expect(calendar.workingDaysBetween(from, stepped)).toBe(count);
        expect(calendar.overdueWorkingDay(from, stepped)).toBe(count);
        expect(calendar.isWorkingDay(stepped)).toBe(true);
      }),
    );
  });

  it('counts backwards as it counts forwards', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 90 }), (from, count) => {
        const before = calendar.workingDaysBefore(from, count);
        expect(calendar.isWorkingDay(before)).toBe(true);
        expect(calendar.workingDaysBetween(from, before)).toBe(-count);
      }),
    );
  });
});

describe("the authority's own days", () => {
  const closed = new WorkingCalendar({
    closedDays: ['2026-12-29', '2026-12-30', '2026-12-31'].map(day),
    addedHolidays: [day('2027-06-21')],
  });

  it('closed days between Christmas and New Year are stepped over', () => {
    expect(closed.workingDaysAfter(day('2026-12-24'), 1)).toBe('2027-01-04');
    expect(calendar.workingDaysAfter(day('2026-12-24'), 1)).toBe('2026-12-29');
  });

  it('a bank holiday announced late is stepped over', () => {
    expect(closed.isWorkingDay(day('2027-06-21'))).toBe(false);
    expect(closed.workingDaysAfter(day('2027-06-18'), 1)).toBe('2027-06-22');
  });
});

describe('how far the calendar reaches', () => {
  it('counts years not yet published by the standing rules and calls them provisional', () => {
    expect(calendar.isProvisional(day('2027-12-31'))).toBe(false);
    expect(calendar.isProvisional(day('2028-01-01'))).toBe(true);
    expect(calendar.isWorkingDay(day('2028-04-17'))).toBe(false);
  });

  it('recounts when the list of a year is published', () => {
    const withCoronation = new Map([...PUBLISHED_BANK_HOLIDAYS, [2028, [day('2028-07-03')]]]);
    const recounted = new WorkingCalendar({ published: withCoronation });
    expect(recounted.isProvisional(day('2028-07-03'))).toBe(false);
    expect(recounted.isWorkingDay(day('2028-07-03'))).toBe(false);
    expect(calendar.isWorkingDay(day('2028-07-03'))).toBe(true);
  });

  it('refuses a count that starts more than ten years beyond the list, and answers on the last day', () => {
    expect(calendar.covers(day('2037-12-31'))).toBe(true);
    expect(calendar.covers(day('2038-01-01'))).toBe(false);
    expect(calendar.workingDaysAfter(day('2037-12-31'), 25)).toBe('2038-02-05');
    expect(() => calendar.workingDaysAfter(day('2038-01-01'), 1)).toThrow(BeyondCalendar);
    expect(() => calendar.isWorkingDay(day('1990-01-01'))).toThrow('counted from 2002-01-01 to 2037-12-31');
  });
});
