import type { Block } from './blocks.js';
import type { SourcePlace } from './extraction.js';
import { endsSentence, plainly } from './wording.js';

/** One row of a table that lists what is asked for. */
export interface TableItem {
  readonly number: string | null;
  readonly text: string;
  readonly addressee: string | null;
  readonly timescale: string | null;
  readonly place: SourcePlace;
  readonly block: Block;
}

type ColumnRole = 'number' | 'text' | 'addressee' | 'timescale' | 'other';

const COLUMN_WORDS: readonly (readonly [ColumnRole, RegExp])[] = [
  ['number', /^(no\.?|number|ref\.?|reference|#|rec(ommendation)? no\.?)$/],
  [
    'addressee',
    /responsib|^(lead|owner|agency|body|organisation|addressee|who|accountable|for action by|by whom)/,
  ],
  ['timescale', /^(timescale|when|by when|deadline|date|target date|timeframe)/],
  [
    'text',
    /^(areas? for (priority action|improvement|development)|recommendations?|actions?( required)?|what|finding|requirement)/,
  ],
];

function roleOf(header: string): ColumnRole {
  const words = plainly(header);
  return COLUMN_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** Whether a block below a table row still belongs to the table: it stands where one of the columns stands. */
export function inColumns(rows: readonly Block[], block: Block): boolean {
  if (block.kind === 'row') return true;
  const columns = rows[0]?.cells ?? [];
  return (
    block.kind === 'paragraph' &&
    columns.length > 1 &&
    block.gap > 0 &&
    block.gap < 2.2 &&
    columns.some((column) => Math.abs(column.left - block.left) < NEAR)
  );
}

/** How far apart two cells of one column may start. */
const NEAR = 14;

/**
 * In print a cell goes over several lines, and each of them came as a row of its own. They are put together again:
 * a row begins after a gap, or where more than one column begins and the text above has ended.
 */
function wholeRows(lines: readonly Block[]): Block[] {
  const columns = lines[0]!.cells.map((cell) => cell.left);
  if (lines.every((line) => line.kind === 'row' && line.gap >= 1.4)) return [...lines];
  const rows: Block[] = [];
  for (const line of lines) {
    const cells = columns.map((left) => ({ left, text: '' }));
    for (const cell of line.kind === 'row' ? line.cells : [{ left: line.left, text: line.text }]) {
      const nearest = columns.reduce(
        (best, left, at) => (Math.abs(left - cell.left) < Math.abs(columns[best]! - cell.left) ? at : best),
        0,
      );
      cells[nearest]!.text = `${cells[nearest]!.text} ${cell.text}`.trim();
    }
    const above = rows.at(-1);
    const filled = cells.filter((cell) => cell.text !== '').length;
    const longest = above?.cells.reduce((one, other) => (other.text.length > one.text.length ? other : one));
    const begins =
      !above || line.gap > 1.3 || rows.length === 1 || (filled > 1 && endsSentence(longest!.text));
    if (begins) rows.push({ ...line, kind: 'row', cells });
    else {
      above.cells = above.cells.map((cell, at) => ({
        ...cell,
        text: `${cell.text} ${cells[at]!.text}`.trim(),
      }));
      above.place = { ...above.place, toPage: line.place.toPage, toLine: line.place.toLine };
    }
  }
  return rows;
}

/** Rows as items. Columns are told by the header row; without one the longest column holds the text. */
export function readItemTable(lines: readonly Block[]): TableItem[] {
  if (lines.length === 0) return [];
  const rows = wholeRows(lines);
  const header = rows[0]!;
  const roles = header.cells.map((cell) => roleOf(cell.text));
  const hasHeader =
    roles.filter((role) => role !== 'other').length >= 2 ||
    (roles.includes('addressee') && header.cells.length >= 2);
  const columns = hasHeader ? roles : guessedRoles(rows);
  const items: TableItem[] = [];
  for (const row of hasHeader ? rows.slice(1) : rows) {
    const cell = (role: ColumnRole) => {
      const index = columns.indexOf(role);
      return index < 0 ? null : (row.cells[index]?.text ?? null) || null;
    };
    const text = cell('text');
    if (!text || text.length < 15) continue;
    const own = /^(\d{1,3})[.)]\s+/.exec(text);
    items.push({
      number: cell('number')?.replace(/[.)]$/, '') ?? own?.[1] ?? null,
      text: own ? text.slice(own[0].length) : text,
      addressee: cell('addressee'),
      timescale: cell('timescale'),
      place: row.place,
      block: row,
    });
  }
  return items;
}

function guessedRoles(rows: readonly Block[]): ColumnRole[] {
  const width = Math.max(...rows.map((row) => row.cells.length));
  const lengths = Array.from({ length: width }, (_, index) =>
    rows.reduce((sum, row) => sum + (row.cells[index]?.text.length ?? 0), 0),
  );
  const longest = lengths.indexOf(Math.max(...lengths));
  return lengths.map((_, index) => {
    if (index === longest) return 'text';
    return rows.every((row) => /^\d{1,3}[.)]?$/.test(row.cells[index]?.text ?? '')) ? 'number' : 'other';
  });
}
