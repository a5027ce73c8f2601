import type { LocalDate } from '../calendar/local-date.js';

/** A cell with something in it, as far as reading a plan needs to know. */
export interface SheetCell {
  /** As people see it in the sheet; of a formula its value, never the formula. */
  readonly text: string;
  /** The spreadsheet itself says that this is a day. */
  readonly day?: LocalDate;
  readonly number?: number;
  /** The value was computed in the sheet. */
  readonly formula?: true;
  /** The spreadsheet shows an error in place of a value: #REF!, #N/A. */
  readonly error?: true;
  /** Stands in a cell above that is merged with this one. */
  readonly carried?: true;
  /** Merged over more than one column. */
  readonly wide?: true;
}

export interface SheetRow {
  /** As printed at the edge of the sheet, from 1. */
  readonly row: number;
  readonly hidden?: true;
  /** From column A on; null where nothing stands. */
  readonly cells: readonly (SheetCell | null)[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden?: true;
  /** Columns that are not shown, from 0. They are read like the others and said to be hidden. */
  readonly hiddenColumns: readonly number[];
  /** Only rows with something in them. */
  readonly rows: readonly SheetRow[];
}

/** A workbook, or a CSV file as a workbook of one sheet. */
export interface SheetGrid {
  readonly format: 'xlsx' | 'csv';
  /** Days are counted from 1904, as on old Macintoshes. */
  readonly from1904: boolean;
  readonly sheets: readonly Sheet[];
}

/** A, B, … Z, AA: the column as printed at the head of the sheet. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** The column that the letters name, from 0; null for anything else. */
export function columnIndex(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/i.test(letters)) return null;
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** One line of words: every run of white space is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How two printings of the same words are compared: lower case, letters and digits, one space between words. */
export function wordKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[’'`]/g, '')
    .replace(/[^a-z0-9%#]+/g, ' ')
    .trim();
}
