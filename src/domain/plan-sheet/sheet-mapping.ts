import { type PlanField } from './plan-field.js';
import { wordKey, type Sheet, type SheetCell, type SheetGrid, type SheetRow } from './sheet-grid.js';

/** What a sub-heading between the rows names; all rows below it, up to the next, belong to it. */
export const SUBHEADING_MEANINGS = ['workstream', 'recommendation', 'left_out'] as const;
export type SubheadingMeaning = (typeof SUBHEADING_MEANINGS)[number];

/** How the sheets of a workbook are to be read. */
export interface SheetMapping {
  /** The sheets that are read, each with the row that its column names stand in. */
  readonly sheets: readonly { readonly name: string; readonly headerRow: number }[];
  /** What each column means, from A on; null: the column is left out. */
  readonly columns: readonly (PlanField | null)[];
  readonly subheadings: SubheadingMeaning;
}

/** A column as it stands in the file, for whoever says what it means. */
export interface SheetColumn {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
  readonly isHidden: boolean;
}

export function sheetNamed(grid: SheetGrid, name: string): Sheet | null {
  return grid.sheets.find((sheet) => sheet.name === name) ?? null;
}

/** The column names of a sheet, from A on; empty where nothing is printed. */
export function headersOf(sheet: Sheet, headerRow: number): readonly string[] {
  const row = sheet.rows.find((one) => one.row === headerRow);
  return (row?.cells ?? []).map((cell) => cell?.text.replace(/\s+/g, ' ').trim() ?? '');
}

/** Two sheets with the same column names in the same places are read in the same way. */
export function headerKey(headers: readonly string[]): string {
  return headers.map(wordKey).join('|').replace(/\|+$/, '');
}

/** The columns of a sheet with the first values below their names. */
export function columnsOf(sheet: Sheet, headerRow: number): readonly SheetColumn[] {
  const headers = headersOf(sheet, headerRow);
  const below = rowsBelow(sheet, headerRow);
  const width = Math.max(headers.length, ...below.slice(0, 200).map((row) => row.cells.length), 0);
  return Array.from({ length: width }, (_, index) => ({
    index,
    header: headers[index] ?? '',
    samples: samplesOf(below, index),
    isHidden: sheet.hiddenColumns.includes(index),
  })).filter((column) => column.header !== '' || column.samples.length > 0);
}

export function rowsBelow(sheet: Sheet, headerRow: number): readonly SheetRow[] {
  return sheet.rows.filter((row) => row.row > headerRow);
}

/** The cells of one column that hold something of their own. */
export function cellsOfColumn(rows: readonly SheetRow[], index: number): readonly SheetCell[] {
  return rows.flatMap((row) => {
    const cell = row.cells[index];
    return cell && !cell.wide && !cell.carried && cell.text.trim() !== '' ? [cell] : [];
  });
}

function samplesOf(rows: readonly SheetRow[], index: number): string[] {
  const texts = cellsOfColumn(rows, index).map((cell) => cell.text.replace(/\s+/g, ' ').trim());
  return [...new Set(texts)].slice(0, 3);
}
