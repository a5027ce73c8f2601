import { cellText } from './cell-text.js';
import type { PaperTable } from './paper.js';

/** A letter of a table and the space beside its cells, in points; no column is made wider for one odd word than this. */
const LETTER = 5.4;
const SPACE = 8;
const WIDEST_WORD = 96;
const ROWS_LOOKED_AT = 300;

/**
 * The width of a page in points shared among the columns as they ask, but none so narrow that a usual word in it would
 * have to be broken, as long as the others can spare it.
 */
export function columnWidths(table: PaperTable, width: number): number[] {
  const shares = table.columns.map((column) => column.width ?? 1);
  const all = sum(shares);
  const wanted = shares.map((share) => (width * share) / all);
  const least = leastWidths(table).map((one) => Math.min(one, width / shares.length));
  const missing = sum(wanted.map((one, at) => Math.max(0, least[at]! - one)));
  const spare = sum(wanted.map((one, at) => Math.max(0, one - least[at]!)));
  const given = spare === 0 ? 0 : missing / spare;
  return wanted.map((one, at) => (one < least[at]! ? least[at]! : one - (one - least[at]!) * given));
}

function leastWidths({ columns, rows }: PaperTable): number[] {
  const looked = rows.slice(0, ROWS_LOOKED_AT);
  return columns.map((column, at) => {
    const texts = [column.header, ...looked.map((row) => cellText(row[at] ?? null, column))];
    const longest = Math.max(...texts.flatMap((text) => text.split(/[\s-]/).map((word) => word.length)));
    return Math.min(longest * LETTER, WIDEST_WORD) + SPACE;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
