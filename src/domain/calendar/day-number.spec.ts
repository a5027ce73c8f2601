import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumberOf,
  daysBetween,
  endOfMonth,
  startOfMonth,
  startOfWeek,
  weekdayOf,
} from './day-number.js';
import { localDate } from './local-date.js';
import { formatDayAndMonth, formatLongDate } from './long-date.js';
import { minutesOfDayInLondon, momentInLondon, todayInLondon } from './london-time.js';

describe('day numbers', () => {
  it('agree with Temporal on every day from 1990 to 2060, there and back, weekday included', () => {
    let day = Temporal.PlainDate.from('1990-01-01');
    let number = dayNumberOf(localDate('1990-01-01'));
    while (day.year <= 2060) {
      const date = localDate(day.toString());
      if (
        dayNumberOf(date) !== number ||
        dateOfDayNumber(number) !== date ||
        weekdayOf(date) !== day.dayOfWeek
      ) {
        throw new Error(`${date} is counted wrongly`);
      }
      day = day.add({ days: 1 });
      number += 1;
    }
    expect(dateOfDayNumber(0)).toBe('1970-01-01');
    expect(day.toString()).toBe('2061-01-01');
  });

  it('add months as Temporal does, the end of a short month included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8_000, max: 30_000 }),
        fc.integer({ min: -60, max: 60 }),
        (number, months) => {
          const date = dateOfDayNumber(number);
          const expected = Temporal.PlainDate.from(date).add({ months }).toString();
          expect(addMonths(date, months)).toBe(expected);
        },
      ),
    );
    expect(addMonths(localDate('2026-11-30'), 3)).toBe('2027-02-28');
  });

  it.each([
    ['the day after 28 February 2028 is the 29th', addDays(localDate('2028-02-28'), 1), '2028-02-29'],
    ['the day before New Year is in the old year', addDays(localDate('2027-01-01'), -1), '2026-12-31'],
    ['the month of 22 November 2026 starts on the 1st', startOfMonth(localDate('2026-11-22')), '2026-11-01'],
    ['the month of 3 February 2028 ends on the 29th', endOfMonth(localDate('2028-02-03')), '2028-02-29'],
    ['the month of December 2026 ends on the 31st', endOfMonth(localDate('2026-12-05')), '2026-12-31'],
    ['a Sunday belongs to the week of the Monday before', startOfWeek(localDate('2026-11-22')), '2026-11-16'],
    ['a Monday starts its own week', startOfWeek(localDate('2026-01-05')), '2026-01-05'],
  ])('%s', (_sentence, answer, expected) => {
    expect(answer).toBe(expected);
  });

  it('count the days between two dates, negative backwards', () => {
    expect(daysBetween(localDate('2026-03-28'), localDate('2026-03-30'))).toBe(2);
    expect(daysBetween(localDate('2026-03-30'), localDate('2026-03-28'))).toBe(-2);
  });
});

describe('dates in words', () => {
  it('have no leading zero and no "th"', () => {
    expect(formatLongDate(localDate('2026-04-06'))).toBe('6 April 2026');
    expect(formatDayAndMonth(localDate('2026-06-30'))).toBe('30 June');
  });
});

describe('the day in Europe/London', () => {
  it.each([
    ['just before midnight in winter', '2026-01-15T23:59:59Z', '2026-01-15'],
    [
      'half past eleven at night by summer time in UTC is already tomorrow',
      '2026-07-15T23:30:00Z',
      '2026-07-16',
    ],
    ['the last minute before midnight in summer', '2026-07-15T22:59:00Z', '2026-07-15'],
    ['the night the clocks go forward', '2026-03-29T00:30:00Z', '2026-03-29'],
    ['the evening after the clocks went back', '2026-10-25T23:30:00Z', '2026-10-25'],
  ])('%s', (_sentence, moment, expected) => {
    const milliseconds = Temporal.Instant.from(moment).epochMilliseconds;
    expect(todayInLondon(milliseconds)).toBe(expected);
    expect(todayInLondon({ valueOf: () => milliseconds })).toBe(expected);
  });

  it('half past seven comes at 07:30 UTC in winter and at 06:30 in summer', () => {
    const winter = momentInLondon(localDate('2026-12-01'), 7, 30);
    const summer = momentInLondon(localDate('2026-06-01'), 7, 30);
    expect(Temporal.Instant.fromEpochMilliseconds(winter).toString()).toBe('2026-12-01T07:30:00Z');
    expect(Temporal.Instant.fromEpochMilliseconds(summer).toString()).toBe('2026-06-01T06:30:00Z');
    expect(minutesOfDayInLondon(summer)).toBe(450);
  });
});
