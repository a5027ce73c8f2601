import { describe, expect, it, test } from '@jest/globals';
import { parseLocalDate } from '../calendar/local-date.js';
import { isOnlyADate, printedDate, printedPeriod } from './printed-dates.js';

describe('printed dates', () => {
  test.each([
    ['Report published: 19 November 2014', '2014-11-19'],
    ['by Friday 18 April 2023.', '2023-04-18'],
    ['by 12 November 18. This statement', '2018-11-12'],
    ['the 3rd of the month, 1st September 2021', '2021-09-01'],
    ['Published 4 Sept. 2020', '2020-09-04'],
    ['03/02/2026', '2026-02-03'],
    ['3.2.2026', '2026-02-03'],
    ['2026-02-03', '2026-02-03'],
    ['March 4, 2019', '2019-03-04'],
    ['this 5th day of August 2022', '2022-08-05'],
    ['the 21 st of March 2023', '2023-03-21'],
  ])('"%s" prints %s', (text, date) => {
    expect(printedDate(text)).toBe(date);
  });

  test.each(['31 April 2026', 'in April of that year', 'in May 2019', 'paragraph 12 of 2019'])(
    '"%s" prints no day',
    (text) => {
      expect(printedDate(text)).toBeNull();
    },
  );

  test.each([
    ['Inspection date: 16 September – 8 October 2014', '2014-09-16', '2014-10-08'],
    ['16 September 2014 to 8 October 2014', '2014-09-16', '2014-10-08'],
    ['Inspection date: 8 February 2016–10 March 2016', '2016-02-08', '2016-03-10'],
    ['Inspection dates: 27 June to 1 July 2022', '2022-06-27', '2022-07-01'],
    ['15-19 July 2013', '2013-07-15', '2013-07-19'],
    ['8–19 July 2019', '2019-07-08', '2019-07-19'],
    ['on 3 and 4 May 2017', '2017-05-03', '2017-05-04'],
    ['on 3 May 2017 and 4 May 2017', '2017-05-03', '2017-05-04'],
    ['on 21, 22 and 23 May 2019', '2019-05-21', '2019-05-23'],
    ['on 30 April and 1 May 2019', '2019-04-30', '2019-05-01'],
    ['Between 18 June 2018 and 22 June 2018', '2018-06-18', '2018-06-22'],
    ['from Monday 12 to Friday 16 June 2023', '2023-06-12', '2023-06-16'],
    ['between Tuesday, 2nd and Wednesday, 3rd October 2018', '2018-10-02', '2018-10-03'],
    ['28 November 2022 to 2 December 2022', '2022-11-28', '2022-12-02'],
    ['12 December to 19 January 2018', '2017-12-12', '2018-01-19'],
    ['8 to 12 and 15 to 19 July 2019', '2019-07-08', '2019-07-19'],
    [
      '4 February 2019 to 8 February 2019 and 11 February 2019 to 15 February 2019',
      '2019-02-04',
      '2019-02-15',
    ],
    ['Visit dates: 20 and 21 November 2025', '2025-11-20', '2025-11-21'],
    ['04/03/2019 - 08/03/2019', '2019-03-04', '2019-03-08'],
    ['on 21 and 22 May 2019, 14 children were seen', '2019-05-21', '2019-05-22'],
    ['on 22 January 2019', '2019-01-22', '2019-01-22'],
    ['2 inspectors came on 22 January 2019', '2019-01-22', '2019-01-22'],
  ])('"%s" runs from %s to %s', (text, from, to) => {
    expect(printedPeriod(text)).toEqual({ from, to });
  });

  test.each([
    ['between 1 and 2 May', '2019-06-03', '2019-05-01', '2019-05-02'],
    ['on 11 and 12 December', '2020-01-14', '2019-12-11', '2019-12-12'],
  ])('"%s" in a letter of %s ran from %s to %s', (text, letter, from, to) => {
    expect(printedPeriod(text, parseLocalDate(letter))).toEqual({ from, to });
    expect(printedPeriod(text)).toBeNull();
  });

  it('knows the date line of a letter from a sentence that has a date in it', () => {
    expect(isOnlyADate('13 June 2017')).toBe(true);
    expect(isOnlyADate('Date: Tuesday 13th June 2017')).toBe(true);
    expect(isOnlyADate('We visited on 13 June 2017')).toBe(false);
  });
});
