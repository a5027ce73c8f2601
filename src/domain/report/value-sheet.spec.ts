import { describe, expect, it, test } from '@jest/globals';
import { localDate, type LocalDate } from '../calendar/local-date.js';
import type { Sheet } from '../plan-sheet/sheet-grid.js';
import { decimalIn, readValues, type SheetMeasure } from './value-sheet.js';

const today = localDate('2026-11-23');
const visits: SheetMeasure = {
  id: 'v',
  name: 'Visits in time',
  source: 'Case system',
  isArchived: false,
  values: new Map<LocalDate, number>([[localDate('2026-09-30'), 64]]),
};
const moves: SheetMeasure = {
  id: 'm',
  name: 'Moves of home',
  source: '',
  isArchived: false,
  values: new Map(),
};
const old: SheetMeasure = { ...visits, id: 'o', name: 'Old measure', isArchived: true };

function sheetOf(...lines: string[]): Sheet {
  return {
    name: 'CSV',
    hiddenColumns: [],
    rows: lines.flatMap((line, index) =>
      line === ''
        ? []
        : [{ row: index + 1, cells: line.split(';').map((text) => (text === '' ? null : { text })) }],
    ),
  };
}
const read = (...lines: string[]) => readValues(sheetOf(...lines), [visits, moves, old], today, null);
const HEADER = 'Measure;Date;Value;Source';

describe('A sheet of values', () => {
  it('is read with its columns in any order, names whatever their capitals, and the source of the measure where none is given', () => {
    const { values, problems } = read(
      'VALUE;Measure;Source;Date',
      '71.5;visits IN time;;31/10/2026',
      '1,204;Moves of home;Return;2026-10-31',
    );
    expect(problems).toEqual([]);
    expect(values).toEqual([
      {
        measureId: 'v',
        measureName: 'Visits in time',
        row: 2,
        on: '2026-10-31',
        value: 71.5,
        source: 'Case system',
      },
      {
        measureId: 'm',
        measureName: 'Moves of home',
        row: 3,
        on: '2026-10-31',
        value: 1204,
        source: 'Return',
      },
    ]);
  });

  it('counts what is known already and does not save it twice', () => {
    expect(read(HEADER, 'Visits in time;30/09/2026;64;')).toMatchObject({
      values: [],
      known: 1,
      problems: [],
    });
  });

  it.each([
    ['Visits;31/10/2026;1;', 'A', 'There is no measure “Visits”'],
    [';31/10/2026;1;x', 'A', 'Name the measure'],
    ['Old measure;31/10/2026;1;', 'A', 'Old measure is archived'],
    ['Visits in time;;1;', 'B', 'Enter the day that the value is for'],
    ['Visits in time;Oct 2026;1;', 'B', 'Did you mean 31 October 2026?'],
    ['Visits in time;31/02/2026;1;', 'B', '“31/02/2026” is not one day'],
    ['Visits in time;30/11/2026;1;', 'B', '30 November 2026 is still to come'],
    ['Visits in time;31/10/2026;;', 'C', 'Enter the value'],
    ['Visits in time;31/10/2026;about 70;', 'C', '“about 70” is not a number'],
    ['Visits in time;30/09/2026;65;', 'C', 'has the value 64 for 30 September 2026'],
    ['Moves of home;31/10/2026;3;', 'D', 'Say where the value comes from'],
  ])('names the row and column of what is wrong: %s', (line, column, message) => {
    const { values, problems } = read(HEADER, '', line);
    expect(values).toEqual([]);
    expect(problems).toEqual([{ row: 3, column, message: expect.stringContaining(message) }]);
  });

  it('finds every problem, not only the first', () => {
    expect(
      read(HEADER, 'Visits;never;x;', 'Visits in time;31/10/2026;1;').problems.map(
        ({ row, column }) => `${column}${row}`,
      ),
    ).toEqual(['A2', 'B2', 'C2']);
  });

  it('refuses two values for one day', () => {
    const { problems } = read(HEADER, 'Visits in time;31/10/2026;1;', 'Visits in time;31 October 2026;2;');
    expect(problems).toEqual([
      { row: 3, column: 'B', message: 'Row 2 has a value of Visits in time for 31 October 2026 already' },
    ]);
  });

  it.each([
    [['Measure;Value', 'Visits in time;1'], 'There is no column “date”'],
    [[HEADER], 'There is no row with a value'],
    [[], 'The file is empty'],
  ])('says what is missing: %j', (lines, message) => {
    expect(read(...lines).problems).toEqual([{ row: 1, column: '', message }]);
  });

  it('of one measure needs no column for it, and refuses another measure', () => {
    const one = (...lines: string[]) => readValues(sheetOf(...lines), [visits], today, visits);
    expect(one('Date;Value', '31/10/2026;71').values).toMatchObject([{ measureId: 'v', value: 71 }]);
    expect(one(HEADER, 'Moves of home;31/10/2026;71;').problems).toMatchObject([{ row: 2, column: 'A' }]);
  });
});

test.each([
  ['71.5', 71.5],
  ['1,204', 1204],
  ['60%', 60],
  ['60 %', 60],
  ['−3', -3],
  ['0.12345', null],
  ['1e5', null],
  ['', null],
])('"%s" as a number: %s', (text, value) => expect(decimalIn(text)).toBe(value));
