/** What is read of a spreadsheet at most: several times the largest improvement plan. */
export const MOST_ROWS = 5000;
export const MOST_COLUMNS = 256;
export const MOST_CELLS = 200_000;
/** The largest file, in bytes: a plan of 5,000 rows is a tenth of it. */
export const LARGEST_SPREADSHEET = 10 * 1024 * 1024;
/** What one part of a workbook may unfold to, in bytes. */
export const LARGEST_PART = 96 * 1024 * 1024;

export type SpreadsheetRefusalCode =
  'empty' | 'too_large' | 'too_many_rows' | 'too_wide' | 'wrong_type' | 'encrypted' | 'macros' | 'damaged';

/** Why a file cannot be read as a spreadsheet: a stable code and one line that says what to do. */
export class SpreadsheetRefused extends Error {
  constructor(
    readonly code: SpreadsheetRefusalCode,
    message: string,
  ) {
    super(message);
  }
}

export function tooManyRows(where: string): SpreadsheetRefused {
  return new SpreadsheetRefused(
    'too_many_rows',
    `${where} has more than ${MOST_ROWS.toLocaleString('en-GB')} rows, which is more than a plan has. Keep the sheet with the plan alone, remove rows that do not belong to it, and upload that`,
  );
}
