import type { Block } from './blocks.js';
import type { SourcePlace } from './extraction.js';
import type { OutlinedBlock } from './outline.js';
import { NEAR, wholeRows } from './table-rows.js';
import { plainly } from './wording.js';

/** One row of a table that lists what is asked for. */
export interface TableItem {
  readonly number: string | null;
  readonly text: string;
  readonly addressee: string | null;
  readonly timescale: string | null;
  readonly theme: string | null;
  readonly place: SourcePlace;
  readonly block: Block;
}

type ColumnRole = 'number' | 'text' | 'addressee' | 'timescale' | 'theme' | 'progress' | 'other';

const COLUMN_WORDS: readonly (readonly [ColumnRole, RegExp])[] = [
  ['number', /^(no\.?|number|ref\.?|reference|#|rec(ommendation)? no\.?)$/],
  [
    'addressee',
    /responsib|^(lead\b|owner|agency|body|organisation|addressee|who|accountable|for action by|by whom)/,
  ],
  ['progress', /progress|status|update|\brag\b|position|completed/],
  ['theme', /^(theme|area|subject|topic|category|section|standard)$/],
  [
    'timescale',
    /^(timescale|time ?frame|priority date|due|implementation date|when|by when|deadline|date|target date|timeframe)/,
  ],
  [
    'text',
    /^(areas? for (priority action|improvement|development)|recommendations?|actions?( required)?|what|finding|requirement)/,
  ],
];

function roleOf(header: string): ColumnRole {
  const words = plainly(header);
  return COLUMN_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** The rows of the table that begins at this place of the outline; empty where none does. */
export function itemRowsAt(outline: readonly OutlinedBlock[], at: number): Block[] {
  const rows: Block[] = [];
  for (let next = at; next < outline.length; next++) {
    const entry = outline[next]!;
    if (entry.heading?.meaning || entry.inContents || !inColumns(rows, entry.block)) break;
    rows.push(entry.block);
  }
  return rows;
}

/** Whether a block begins a table or belongs to the one above: it stands where one of the columns stands. */
function inColumns(rows: readonly Block[], block: Block): boolean {
  if (block.kind === 'row') return true;
  const columns = rows[0]?.cells ?? [];
  if (columns.length < 2) return false;
  if (block.kind === 'numbered') return block.cells.length >= columns.length - 1 && block.cells.length > 1;
  return (
    block.kind === 'paragraph' &&
    block.gap > 0 &&
    block.gap < 2.2 &&
    rows.some((row) => row.cells.some((cell) => Math.abs(cell.left - block.left) < NEAR))
  );
}

/** Its first row says that the table lists what is asked for, and by whom, when or under which number. */
export function opensItemTable(rows: readonly Block[]): boolean {
  const cells = wholeRows(rows)[0]!.cells.map((cell) => plainly(cell.text));
  const roles = cells.map(roleOf);
  return (
    cells.some((words) => ASKS.test(words)) &&
    !roles.includes('progress') &&
    roles.some((role) => role === 'number' || role === 'addressee' || role === 'timescale')
  );
}

const ASKS =
  /^(key |agreed )?recommendations?$|^areas? for (priority action|improvement)$|^actions? required$/;

/** Rows as items. Columns are told by the header row; without one the longest column holds the text. */
export function readItemTable(lines: readonly Block[]): TableItem[] {
  if (lines.length === 0) return [];
  const rows = wholeRows(lines);
  const header = rows[0]!;
  const roles = header.cells.map((cell) => roleOf(cell.text));
  const hasHeader =
    roles.filter((role) => role !== 'other').length >= 2 ||
    (roles.includes('addressee') && header.cells.length >= 2);
  const columns = hasHeader ? withText(roles, rows.slice(1)) : guessedRoles(rows);
  const items: TableItem[] = [];
  for (const row of hasHeader ? rows.slice(1) : rows) {
    const cell = (role: ColumnRole) => {
      const index = columns.indexOf(role);
      return index < 0 ? null : (row.cells[index]?.text ?? null) || null;
    };
    const text = cell('text');
    if (!text || text.length < 15) continue;
    if (/^(recommendations?|areas? for \w+( action)?)$/i.test(text)) continue;
    const own = /^(\d{1,3})[.)]\s+/.exec(text);
    items.push({
      number: cell('number')?.replace(/[.)]$/, '') ?? own?.[1] ?? null,
      text: own ? text.slice(own[0].length) : text,
      addressee: cell('addressee'),
      timescale: cell('timescale'),
      theme: cell('theme'),
      place: row.place,
      block: row,
    });
  }
  return items;
}

/** A header that names everything but the words themselves: they stand in the longest of the other columns. */
function withText(roles: readonly ColumnRole[], rows: readonly Block[]): ColumnRole[] {
  if (roles.includes('text')) return [...roles];
  const lengths = roles.map((role, index) =>
    role === 'other' || role === 'theme'
      ? rows.reduce((sum, row) => sum + (row.cells[index]?.text.length ?? 0), 0)
      : 0,
  );
  const longest = lengths.indexOf(Math.max(...lengths));
  return roles.map((role, index) => (index === longest && lengths[index]! > 0 ? 'text' : role));
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
