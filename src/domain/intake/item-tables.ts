import type { Block } from './blocks.js';
import type { SourcePlace } from './extraction.js';
import { plainly } from './wording.js';

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

/** Rows as items. Columns are told by the header row; without one the longest column holds the text. */
export function readItemTable(rows: readonly Block[]): TableItem[] {
  if (rows.length === 0) return [];
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
