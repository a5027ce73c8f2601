import { describe, expect, it, test } from '@jest/globals';
import { dateParts, DateProblem, readTypedDate } from './typed-date.js';

const read = (day: string, month: string, year: string) =>
  readTypedDate({ day, month, year }, 'The due date');

describe('a date typed as day, month and year', () => {
  test.each([
    ['6', '4', '2026', '2026-04-06'],
    ['06', '04', '2026', '2026-04-06'],
    [' 6 ', ' April', '2026 ', '2026-04-06'],
    ['30', 'june', '2026', '2026-06-30'],
    ['1', 'Sept', '2026', '2026-09-01'],
    ['1', 'sep.', '2026', '2026-09-01'],
    ['1', 'DECEMBER', '2026', '2026-12-01'],
    ['29', '2', '2028', '2028-02-29'],
  ])('%s %s %s is %s', (day, month, year, date) => expect(read(day, month, year)).toBe(date));

  test.each([
    ['30', '2', '2026', '30 February 2026 does not exist', ['day', 'month', 'year']],
    ['29', 'Feb', '2027', '29 February 2027 does not exist', ['day', 'month', 'year']],
    ['31', '6', '2026', '31 June 2026 does not exist', ['day', 'month', 'year']],
    ['45', '6', '2026', '45 June 2026 does not exist', ['day', 'month', 'year']],
    ['', '6', '2026', 'The due date must include a day', ['day']],
    ['30', '', '', 'The due date must include a month and a year', ['month', 'year']],
    ['0', '6', '2026', 'The due date must have a day between 1 and 31', ['day']],
    ['x', '6', '2026', 'The due date must have a day between 1 and 31', ['day']],
    ['30', '13', '2026', 'The due date must have a month such as 6 or June', ['month']],
    ['30', 'ju', '2026', 'The due date must have a month such as 6 or June', ['month']],
    ['30', 'Juni', '2026', 'The due date must have a month such as 6 or June', ['month']],
    ['30', '6', '26', 'The due date must have a year with 4 numbers, such as 2026', ['year']],
    ['30', '6', '20266', 'The due date must have a year with 4 numbers, such as 2026', ['year']],
  ])('%s %s %s is refused: %s', (day, month, year, message, parts) => {
    expect(read(day, month, year)).toEqual(new DateProblem(message, parts as DateProblem['parts']));
  });

  it('three empty fields are no date, and no mistake either', () => {
    expect(read('', ' ', '')).toBeNull();
  });
});

describe('what a form shows again', () => {
  it('a saved day is shown in three fields', () => {
    expect(dateParts('2026-04-06')).toEqual({ day: '6', month: '4', year: '2026' });
  });
  it('what was typed is shown as it was typed', () => {
    expect(dateParts({ day: '30', month: 'Feb', year: '2026' })).toEqual({
      day: '30',
      month: 'Feb',
      year: '2026',
    });
  });
  it('nothing is three empty fields', () => {
    expect(dateParts(null)).toEqual({ day: '', month: '', year: '' });
  });
});
