import { describe, expect, it, test } from '@jest/globals';
import { longDate, longDateTime, plural } from './filters.js';

describe('dates in words', () => {
  test.each([
    ['2026-04-06', '6 April 2026'],
    ['2027-03-25', '25 March 2027'],
    ['2028-02-29', '29 February 2028'],
    [null, ''],
    [undefined, ''],
    ['', ''],
  ])('%s is shown as "%s"', (day, words) => expect(longDate(day)).toBe(words));

  it('a day that does not exist is never shown as if it did', () => {
    expect(() => longDate('2026-02-30')).toThrow(RangeError);
  });
});

describe('moments in words, as the clock in England shows them', () => {
  test.each([
    ['2026-11-22T09:05:00Z', '22 November 2026 at 9:05am'],
    ['2026-06-30T23:30:00Z', '1 July 2026 at 12:30am'],
    ['2026-06-30T11:00:00Z', '30 June 2026 at 12:00pm'],
    ['2026-12-31T23:59:59Z', '31 December 2026 at 11:59pm'],
  ])('%s is shown as "%s"', (moment, words) => {
    expect(longDateTime(moment)).toBe(words);
    expect(longDateTime(new Date(moment))).toBe(words);
  });
});

test.each([
  [0, '0 actions'],
  [1, '1 action'],
  [2, '2 actions'],
  [1200, '1,200 actions'],
])('%d is "%s"', (count, words) => expect(plural(count, 'action')).toBe(words));

test('an irregular plural is given', () => expect(plural(2, 'agency', 'agencies')).toBe('2 agencies'));
