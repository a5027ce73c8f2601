import { csvLine, CSV_MARK } from '../spreadsheets/csv-line.js';
import type { Paper, PaperBlock, PaperTable } from './paper.js';

/**
 * The paper as one CSV file (RFC 4180, UTF-8 with mark): a line for each heading and sentence, and each table with its
 * caption and its header, an empty line between them. Days stay as 2026-04-06 and numbers as they are, for programs.
 */
export function csvPaper(paper: Paper): string {
  const lines = [[paper.organisation], [paper.title], [paper.subtitle]];
  const blocks = paper.blocks.map(blockLines).filter((block) => block.length > 0);
  return CSV_MARK + [lines, ...blocks].map((block) => block.map(csvLine).join('')).join(csvLine([]));
}

type Line = readonly (string | number | null)[];

function blockLines(block: PaperBlock): Line[] {
  switch (block.kind) {
    case 'heading':
      return [[block.text]];
    case 'paragraph':
      return [[block.label ?? null, block.text].filter((one) => one !== null)];
    case 'list':
      return block.items.map((item) => [item]);
    case 'figures':
      return [[block.caption], ...block.items.map(({ label, value }) => [label, value])];
    case 'table':
      return tableLines(block);
    case 'chart':
      return [[block.sentence], ...(block.table === null ? [] : tableLines(block.table))];
    case 'page_break':
      return [];
  }
}

function tableLines({ caption, columns, rows, empty }: PaperTable): Line[] {
  return [[caption], ...(rows.length === 0 ? [[empty]] : [columns.map(({ header }) => header), ...rows])];
}
