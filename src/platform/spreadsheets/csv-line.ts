/** Before the first line, so that Excel reads UTF-8. */
export const CSV_MARK = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180, ended by CR LF). A text that a spreadsheet would take for a formula gets an
 * apostrophe before it, because titles and updates are written by many hands.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
