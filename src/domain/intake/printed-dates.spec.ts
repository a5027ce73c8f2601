import { describe, expect, it, test } from '@jest/globals';
import { isOnlyADate, printedDate, printedPeriod } from './printed-dates.js';

describe('printed dates', () => {
  test.each([
    ['Report published: 19 November 2014', '2014-11-19'],
    ['by Friday 18 April 2023.', '2023-04-18'],
    ['by 12 November 18. This statement', '2018-11-12'],
    ['the 3rd of the month, 1st September 2021', '2021-09-01'],
    ['Published 4 Sept. 2020', '2020-09-04'],
    ['03/02/2026', '2026-02-03'],
  ])('"%s" prints %s', (text, date) => {
    expect(printedDate(text)).toBe(date);
  });

  it('is null for a day that does not exist and for words without a date', () => {
    expect(printedDate('31 April 2026')).toBeNull();
    expect(printedDate('in April of that year')).toBeNull();
  });

  test.each([
    ['Inspection date: 16 September – 8 October 2014', '2014-09-16', '2014-10-08'],
    ['Inspection date: 8 February 2016–10 March 2016', '2016-02-08', '2016-03-10'],
    ['Inspection dates: 27 June to 1 July 2022', '2022-06-27', '2022-07-01'],
    ['15-19 July 2013', '2013-07-15', '2013-07-19'],
    ['on 3 and 4 May 2017', '2017-05-03', '2017-05-04'],
    ['Between 18 June 2018 and 22 June 2018', '2018-06-18', '2018-06-22'],
    ['28 November 2022 to 2 December 2022', '2022-11-28', '2022-12-02'],
    ['on 22 January 2019', '2019-01-22', '2019-01-22'],
  ])('"%s" runs from %s to %s', (text, from, to) => {
    expect(printedPeriod(text)).toEqual({ from, to });
  });

  it('knows the date line of a letter from a sentence that has a date in it', () => {
    expect(isOnlyADate('13 June 2017')).toBe(true);
    expect(isOnlyADate('We visited on 13 June 2017')).toBe(false);
  });
});
