import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import type { Paper, PaperBlock, PaperCell, PaperColumn, PaperTable } from './paper.js';
import { withFilters } from './sheet-filters.js';
import { sheetNames } from './sheet-names.js';
import { TONES } from '../charts/tones.js';
import { toneOf } from './cell-text.js';

/** What a cell of a workbook holds at most. */
const LONGEST_TEXT = 32_767;
const WIDTHS = { text: 24, number: 12, date: 20 } as const;
const DAY = 'd mmmm yyyy';

/**
 * The paper as a workbook: a first sheet with its words and a list of the others, then a sheet for each table with
 * typed cells, a header that stays in sight and a filter.
 */
export function workbookPaper(paper: Paper): Promise<Buffer> {
  const tables = paper.blocks.flatMap(tableOf);
  const [first, ...names] = sheetNames(['Summary', ...tables.map(({ caption }) => caption)]);
  const summary: Sheet<never> = {
    sheet: first!,
    data: [...words(paper), [], ...contents(tables, names)],
    columns: [{ width: 60 }, { width: 70 }, { width: 10 }],
  };
  const sheets = tables.map((table, at) => tableSheet(table, names[at]!));
  const filtered = tables.map(({ columns, rows }, at) => ({
    name: names[at]!,
    columns: columns.length,
    rows: rows.length,
  }));
  return writeXlsxFile([summary, ...sheets] as Sheet<never>[], {
    features: [withFilters([null, ...filtered])] as never,
  }).toBuffer();
}

function tableOf(block: PaperBlock): PaperTable[] {
  if (block.kind === 'table') return [block];
  return block.kind === 'chart' && block.table !== null ? [block.table] : [];
}

function words(paper: Paper): Cell[][] {
  return [
    [text(paper.organisation)],
    [{ ...text(paper.title), fontWeight: 'bold', fontSize: 16 }],
    [text(paper.subtitle)],
    ...paper.blocks.flatMap(blockRows),
  ];
}

function blockRows(block: PaperBlock): Cell[][] {
  switch (block.kind) {
    case 'heading':
      return [[], [{ ...text(block.text), fontWeight: 'bold' }]];
    case 'paragraph':
      return [[wrapped(block.text)]];
    case 'list':
      return block.items.map((item) => [wrapped(item)]);
    case 'figures':
      return block.items.map(({ label, value }) => [text(label), figure(value)]);
    case 'chart':
      return [[wrapped(block.sentence)]];
    case 'table':
    case 'page_break':
      return [];
  }
}

function contents(tables: readonly PaperTable[], names: readonly string[]): Cell[][] {
  const header = ['Sheet', 'What it has', 'Rows'].map((name) => ({
    ...text(name),
    fontWeight: 'bold' as const,
  }));
  return [
    header,
    ...tables.map(({ caption, rows, empty }, at) => [
      text(names[at]!),
      text(rows.length === 0 ? `${caption}: ${empty}` : caption),
      { value: rows.length, type: Number },
    ]),
  ];
}

function tableSheet({ columns, rows, empty }: PaperTable, name: string): Sheet<never> {
  const header: Cell[] = columns.map((column) => ({
    ...text(column.header),
    fontWeight: 'bold',
    backgroundColor: '#e8ecec',
    wrap: true,
  }));
  const widest = Math.max(...columns.map(({ width }) => width ?? 1));
  return {
    sheet: name,
    data: [
      header,
      ...(rows.length === 0
        ? [[text(empty)]]
        : rows.map((row) => row.map((cell, at) => cellOf(cell, columns[at]!)))),
    ],
    columns: columns.map(({ type, width }) => ({
      width: type === 'text' ? Math.max(10, Math.round((64 * (width ?? 1)) / widest)) : WIDTHS[type],
    })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

function cellOf(cell: PaperCell, column: PaperColumn): Cell {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'top' };
  if (column.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell)) {
    return {
      value: new Date(`${cell}T00:00:00Z`),
      type: Date,
      format: DAY,
      alignVertical: 'top',
      align: 'left',
    };
  }
  const tone = toneOf(cell, column);
  return {
    ...wrapped(cell),
    ...(tone && {
      backgroundColor: TONES[tone].fill,
      textColor: TONES[tone].on,
      fontWeight: 'bold' as const,
    }),
  };
}

/** A figure that is just a number is one in the workbook too. */
function figure(value: string): Cell {
  return /^\d{1,3}(,\d{3})*$|^\d+$/.test(value)
    ? { value: Number(value.replaceAll(',', '')), type: Number, align: 'left' }
    : text(value);
}

/** Always a text, whatever it begins with: never a formula. */
function text(value: string) {
  return { value: value.slice(0, LONGEST_TEXT), type: String };
}

function wrapped(value: string) {
  return { ...text(value), wrap: true, alignVertical: 'top' as const };
}
