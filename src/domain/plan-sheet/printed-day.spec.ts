import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { isMonthFirst, printedDay } from './printed-day.js';
import { dayOfSerial } from './excel-day.js';

const read = (text: string, monthFirst = false) => printedDay({ text }, { from1904: false, monthFirst });

describe('A date as a plan prints it', () => {
  it.each([
    ['31 December 2026', '2026-12-31'],
    ['31st Dec 2026', '2026-12-31'],
    ['31 Dec 26', '2026-12-31'],
    ['31-Dec-26', '2026-12-31'],
    ['Thursday 31 December 2026', '2026-12-31'],
    ['31/12/26', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1/4/2027', '2027-04-01'],
    ['05/06/2026', '2026-06-05'],
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31T00:00:00', '2026-12-31'],
    ['31/12/2026 00:00', '2026-12-31'],
    ['December 31, 2026', '2026-12-31'],
    ['By 31 March 2027', '2027-03-31'],
  ])('“%s” is %s', (text, day) => {
    expect(read(text)).toEqual({ day });
  });

  it.each([
    ['Dec 2026', '2026-12-31'],
    ['Dec-26', '2026-12-31'],
    ['February 2028', '2028-02-29'],
    ['End of March 2027', '2027-03-31'],
    ['mid June 2027', '2027-06-15'],
    ['12/2026', '2026-12-31'],
    ['Q3 2026/27', '2026-12-31'],
    ['Q4 2026/27', '2027-03-31'],
    ['Q1 2027-28', '2027-06-30'],
    ['2026/27 Q2', '2026-09-30'],
    ['2026/27', '2027-03-31'],
    ['2027', '2027-12-31'],
    ['Spring 2027', '2027-05-31'],
    ['w/c 7 December 2026', '2026-12-11'],
    ['12/31/2026', '2026-12-31'],
    ['46387', '2026-12-31'],
    ['31 March 2027 (subject to funding)', '2027-03-31'],
  ])('“%s” names no single day: %s is proposed, not taken', (text, proposal) => {
    expect(read(text)).toMatchObject({ code: 'vague_date', proposal });
  });

  it.each([
    ['Ongoing'],
    ['TBC'],
    ['ASAP'],
    ['Monthly'],
    ['n/a'],
    ['Q3'],
    ['March'],
    ['when the new system is in'],
  ])('“%s” must be set by a person: nothing is proposed', (text) => {
    expect(read(text)).toMatchObject({ code: 'no_date', proposal: null });
  });

  it('of two dates in one cell proposes the later printed one', () => {
    expect(read('31/03/2026 revised 30/06/2026')).toMatchObject({
      code: 'several_dates',
      proposal: '2026-06-30',
    });
  });

  it.each([['31/02/2027'], ['30 February 2027'], ['99/99/2026']])('“%s” does not exist', (text) => {
    expect(read(text)).toMatchObject({ code: 'impossible_date' });
  });

  it('a year outside this century is pointed out', () => {
    expect(read('31/12/1926')).toMatchObject({ code: 'date_out_of_range' });
  });

  it('in a column whose other dates have the month first, 05/06/2026 is unsure', () => {
    expect(isMonthFirst('12/31/2026')).toBe(true);
    expect(read('05/06/2026', true)).toMatchObject({ code: 'vague_date', proposal: '2026-05-06' });
  });

  it('a day of the spreadsheet itself is taken whatever it looks like', () => {
    expect(printedDay({ text: 'whatever', day: localDate('2026-06-30') }, { from1904: false })).toEqual({
      day: '2026-06-30',
    });
  });
});

describe("A spreadsheet's number for a day", () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, null],
    [61, false, '1900-03-01'],
    [46387, false, '2026-12-31'],
    [46387.75, false, '2026-12-31'],
    [0, true, '1904-01-01'],
    [44925, true, '2026-12-31'],
    [0, false, null],
    [-3, true, null],
    [9_999_999, false, null],
  ])('%d (counted from 1904: %s) is %s', (serial, from1904, day) => {
    expect(dayOfSerial(serial, from1904)).toBe(day);
  });
});
