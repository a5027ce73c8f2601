import { formatLongDate } from '../calendar/long-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { printedDay } from '../plan-sheet/printed-day.js';
import { columnLetter, oneLine, wordKey, type Sheet, type SheetCell } from '../plan-sheet/sheet-grid.js';

/** A measure that a sheet of values may speak of. */
export interface SheetMeasure {
  readonly id: string;
  readonly name: string;
  /** Where its values come from, unless a row says otherwise. */
  readonly source: string;
  readonly isArchived: boolean;
  /** The values that it has already. */
  readonly values: ReadonlyMap<LocalDate, number>;
}

export interface SheetValue {
  readonly measureId: string;
  readonly measureName: string;
  readonly row: number;
  readonly on: LocalDate;
  readonly value: number;
  readonly source: string;
}

export interface ValueProblem {
  readonly row: number;
  /** The letter at the head of the column; empty where the whole row is meant. */
  readonly column: string;
  readonly message: string;
}

export interface ValueSheet {
  readonly values: readonly SheetValue[];
  /** Rows that say what is known already: they change nothing. */
  readonly known: number;
  readonly problems: readonly ValueProblem[];
}

const COLUMNS = {
  measure: ['measure', 'name', 'measure name', 'indicator'],
  on: ['date', 'day', 'on', 'period', 'period end', 'as at'],
  value: ['value', 'figure', 'result'],
  source: ['source', 'where from', 'data source'],
} as const;
type Column = keyof typeof COLUMNS;

/** A decimal such as 71.5, 1,204 or 60%; null for anything else. At most four places. */
export function decimalIn(text: string): number | null {
  const plain = text.trim().replaceAll(',', '').replace(/\s*%$/, '').replace(/^−/, '-');
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}

/**
 * Reads values of measures from the rows of a sheet: measure, date, value and source, the columns in any order, the
 * names of the measures as they stand in the product whatever their capitals. A sheet for one measure needs no column
 * for it. Every problem is told by row and column; whoever saves, saves all or nothing. A value that is known already
 * is no problem where the sheet says the same.
 */
export function readValues(
  sheet: Sheet,
  measures: readonly SheetMeasure[],
  today: LocalDate,
  only: SheetMeasure | null,
): ValueSheet {
  const problems: ValueProblem[] = [];
  const [header, ...rows] = sheet.rows;
  if (header === undefined)
    return { values: [], known: 0, problems: [{ row: 1, column: '', message: 'The file is empty' }] };
  const places = placesOf(header.cells);
  const wanted: Column[] = only === null ? ['measure', 'on', 'value'] : ['on', 'value'];
  for (const column of wanted.filter((one) => !places.has(one))) {
    problems.push({ row: header.row, column: '', message: `There is no column “${COLUMNS[column][0]}”` });
  }
  if (problems.length > 0) return { values: [], known: 0, problems };
  if (rows.length === 0)
    problems.push({ row: header.row, column: '', message: 'There is no row with a value' });

  const byName = new Map(measures.map((one) => [wordKey(one.name), one]));
  const seen = new Map<string, number>();
  const values: SheetValue[] = [];
  let known = 0;
  for (const { row, cells } of rows) {
    const before = problems.length;
    const cellOf = (column: Column) => cells[places.get(column) ?? -1] ?? null;
    const complain = (column: Column, message: string) =>
      problems.push({ row, column: columnLetter(places.get(column) ?? 0), message });

    const measure = measureIn(cellOf('measure'), byName, only, (message) => complain('measure', message));
    const on = dayIn(cellOf('on'), today, (message) => complain('on', message));
    const value = valueIn(cellOf('value'), (message) => complain('value', message));
    const source = oneLine(cellOf('source')?.text ?? '') || (measure?.source.trim() ?? '');
    if (measure !== null && source === '') {
      problems.push({
        row,
        column: places.has('source') ? columnLetter(places.get('source')!) : '',
        message: 'Say where the value comes from',
      });
    }
    if (source.length > 300) complain('source', 'The source must be 300 characters or fewer');
    if (problems.length > before || measure === null || on === null || value === null) continue;

    const earlier = seen.get(`${measure.id} ${on}`);
    const saved = measure.values.get(on);
    seen.set(`${measure.id} ${on}`, row);
    if (earlier !== undefined) {
      complain('on', `Row ${earlier} has a value of ${measure.name} for ${formatLongDate(on)} already`);
    } else if (saved === undefined) {
      values.push({ measureId: measure.id, measureName: measure.name, row, on, value, source });
    } else if (saved === value) {
      known += 1;
    } else {
      complain(
        'value',
        `${measure.name} has the value ${saved} for ${formatLongDate(on)}. Correct it on the page of the measure, with the reason`,
      );
    }
  }
  return { values, known, problems };
}

function placesOf(cells: readonly (SheetCell | null)[]): Map<Column, number> {
  const places = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const key = wordKey(cell?.text ?? '');
    const column = (Object.keys(COLUMNS) as Column[]).find((one) =>
      (COLUMNS[one] as readonly string[]).includes(key),
    );
    if (column !== undefined && !places.has(column)) places.set(column, index);
  }
  return places;
}

type Complain = (message: string) => void;

function measureIn(
  cell: SheetCell | null,
  byName: ReadonlyMap<string, SheetMeasure>,
  only: SheetMeasure | null,
  complain: Complain,
): SheetMeasure | null {
  const name = oneLine(cell?.text ?? '');
  if (only !== null) {
    if (name === '' || wordKey(name) === wordKey(only.name)) return only;
    complain(`“${name}” is another measure. This page takes values of ${only.name} alone`);
    return null;
  }
  if (name === '') {
    complain('Name the measure');
    return null;
  }
  const found = byName.get(wordKey(name));
  if (found === undefined) complain(`There is no measure “${name}”`);
  else if (found.isArchived) complain(`${found.name} is archived`);
  return found ?? null;
}

function dayIn(cell: SheetCell | null, today: LocalDate, complain: Complain): LocalDate | null {
  if (cell === null) {
    complain('Enter the day that the value is for');
    return null;
  }
  const read = printedDay(cell, { from1904: false });
  if (!('day' in read)) {
    const perhaps = read.proposal === null ? '' : `. Did you mean ${formatLongDate(read.proposal)}?`;
    complain(`“${oneLine(cell.text)}” is not one day, such as 31/10/2026${perhaps}`);
    return null;
  }
  if (read.day > today) complain(`${formatLongDate(read.day)} is still to come`);
  return read.day;
}

function valueIn(cell: SheetCell | null, complain: Complain): number | null {
  const value = cell === null ? null : decimalIn(cell.text);
  if (cell === null) complain('Enter the value');
  else if (value === null) complain(`“${oneLine(cell.text)}” is not a number, such as 71.5`);
  return value;
}
