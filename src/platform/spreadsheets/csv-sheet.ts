import type { Sheet, SheetCell, SheetRow } from '../../domain/plan-sheet/sheet-grid.js';
import {
  MOST_CELLS,
  MOST_COLUMNS,
  MOST_ROWS,
  SpreadsheetRefused,
  tooManyRows,
} from './spreadsheet-limits.js';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** A quotation mark that is never closed swallows the rest of the file. */
const LONGEST_CELL = 60_000;

/**
 * The rows of a CSV file, numbered as a spreadsheet numbers them. The separator is the one that parts most lines into
 * the same number of cells, unless a first line `sep=;` names it. Quotation marks may hold separators and line ends.
 */
export function csvSheet(text: string, name: string): Sheet {
  const named = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const body = text.replace(/^\uFEFF/, '');
  const separator = named?.[1] ?? separatorOf(body);
  const rows: SheetRow[] = [];
  let cells = 0;
  for (const { row, texts } of records(body, separator)) {
    if (named && row === 1) continue;
    const read = texts.slice(0, MOST_COLUMNS + 1).map(cellOf);
    while (read.at(-1) === null) read.pop();
    if (read.length > MOST_COLUMNS) {
      throw new SpreadsheetRefused(
        'too_wide',
        `This file has more than ${MOST_COLUMNS} columns. Remove those that do not belong to the plan, and upload it again`,
      );
    }
    if (read.length === 0) continue;
    cells += read.length;
    rows.push({ row, cells: read });
    if (rows.length > MOST_ROWS || cells > MOST_CELLS) throw tooManyRows('This file');
  }
  return { name, hiddenColumns: [], rows };
}

function separatorOf(text: string): string {
  const sample = text.slice(0, 20_000);
  let best = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const widths = new Map<number, number>();
    let seen = 0;
    for (const { texts } of records(sample, separator, true)) {
      if (texts.length > 1) widths.set(texts.length, (widths.get(texts.length) ?? 0) + 1);
      if ((seen += 1) >= 30) break;
    }
    const [width, lines] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
    const score = lines * 100 + width;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function* records(
  text: string,
  separator: string,
  isSample = false,
): Generator<{ row: number; texts: string[] }> {
  let row = 1;
  let texts: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const read = oneCell(text, at, separator, row, isSample);
    texts.push(read.text);
    at = read.next;
    const mark = text[at];
    if (mark === separator) {
      at += 1;
      continue;
    }
    yield { row, texts };
    if (at >= text.length) return;
    texts = [];
    row += 1;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (at >= text.length) return;
  }
}

/** The cell that begins here, and where the mark after it stands. */
function oneCell(
  text: string,
  from: number,
  separator: string,
  row: number,
  isSample: boolean,
): { text: string; next: number } {
  let at = from;
  while (text[at] === ' ') at += 1;
  if (text[at] !== '"') {
    at = from;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
    return { text: text.slice(from, at), next: at };
  }
  let value = '';
  at += 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0 || value.length > LONGEST_CELL) {
      if (isSample) return { text: value, next: text.length };
      throw new SpreadsheetRefused(
        'damaged',
        `Row ${row} opens a quotation mark that is never closed. Close it in the file, and upload it again`,
      );
    }
    value += text.slice(at, end);
    at = end + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  const rest = at;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { text: value + text.slice(rest, at).trimEnd(), next: at };
}

/** An apostrophe before what a spreadsheet would run is how this product writes such texts: it is taken off again. */
function cellOf(text: string): SheetCell | null {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u200B\uFEFF]/g, '')
    .replace(/\u00A0/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
  return plain === '' ? null : { text: plain };
}
