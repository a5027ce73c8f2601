import type { DocumentText, TextCell, TextLine, TextPage } from '../../domain/intake/document-text.js';
import { columnsOf } from './columns.js';
import { plainCharacters } from './characters.js';
import type { FlowItem, FlowParagraph, FlowRow } from './flow.js';

/** Points from one column of a table to the next, so that columns are told apart and never merged. */
const COLUMN = 200;

/** No paragraph of a report is longer; what is beyond is left out. */
const LONGEST_LINE = 20_000;

/** A mark that the author typed as well, or words that already number the item. */
const OWN_MARK = /^(?:\(?\d{1,3}[.)]\s|(?:recommendation|action)\s+\d{1,3}\b|R\d{1,2}[.:]?\s|[•▪–-]\s)/iu;

/** A heading that is itself what is asked for keeps its number; any other heading is known by its words alone. */
const LABEL = /\p{L}{3,}\s*\d|^R\d/u;

/** Paragraphs and rows as the lines that every reader hands on. */
export function linesOfFlow(
  items: readonly FlowItem[],
  format: 'docx' | 'html',
  pages: { readonly paged: boolean; readonly wrapped: boolean },
): DocumentText {
  const body = usualSize(items);
  const sheets: TextPage[] = [];
  let lines: TextLine[] = [];
  for (const item of items) {
    const page = pages.paged ? item.page : 1;
    const sheet = sheets.at(-1);
    if (!sheet || sheet.number !== page) {
      lines = [];
      // Pages never go back: a table may begin on one page and end on the next.
      sheets.push({ number: Math.max(page, (sheet?.number ?? 0) + 1), lines });
    }
    const at = { page: sheets.at(-1)!.number, line: lines.length + 1, first: lines.length === 0 };
    const line = item.kind === 'row' ? lineOfRow(item, at) : lineOfParagraph(item, at, body);
    if (line.text !== '') lines.push(line);
  }
  return { format, pages: sheets, paged: pages.paged, styled: true, wrapped: pages.wrapped };
}

interface Place {
  readonly page: number;
  readonly line: number;
  readonly first: boolean;
}

function lineOfRow(row: FlowRow, { page, line }: Place): TextLine {
  const cells = row.cells.map((text, at) => ({
    text: tidy(text).slice(0, LONGEST_LINE),
    left: at * COLUMN,
  }));
  return {
    page,
    line,
    text: cells
      .map((cell) => cell.text)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
    cells,
    left: 0,
    right: cells.length * COLUMN,
    gap: 2,
    size: 1,
    bold: row.bold,
    italic: false,
    heading: 0,
    row: true,
  };
}

function lineOfParagraph(item: FlowParagraph, { page, line }: Place, body: number): TextLine {
  const words = plainCharacters(item.text.slice(0, LONGEST_LINE)).trim();
  const heading = item.heading > 0 && words.length <= 150 ? item.heading : 0;
  const marked = markedText(item, tidy(words), heading);
  const cells: TextCell[] = words.includes('\t') && marked === tidy(words) ? columnsOf(words, item.left) : [];
  const text = marked.slice(0, LONGEST_LINE);
  return {
    page,
    line,
    text,
    cells: cells.length > 1 ? cells : [{ text, left: item.left }],
    left: item.left,
    right: item.left + text.length * 6,
    gap: item.sameParagraph ? 1 : 2 + Math.min(item.space, 4),
    size: item.footnote ? 0.8 : item.size > 0 && body > 0 ? item.size / body : 1,
    bold: item.bold,
    italic: item.italic,
    heading,
  };
}

function markedText(item: FlowParagraph, words: string, heading: number): string {
  const { mark } = item;
  if (mark === null || OWN_MARK.test(words)) return words;
  if (heading > 0 && !LABEL.test(mark) && !/[.;]$/.test(words)) return words;
  // Numbers shown without a point would look like years or page numbers: the point is no part of the number.
  const shown = /^\d{1,3}$/.test(mark) ? `${mark}.` : mark;
  return `${shown} ${words}`.trim();
}

function tidy(text: string): string {
  return plainCharacters(text).replace(/\s+/g, ' ').trim();
}

/** The letter size most of the text has. */
function usualSize(items: readonly FlowItem[]): number {
  const weights = new Map<number, number>();
  for (const item of items) {
    if (item.kind !== 'paragraph' || item.size === 0) continue;
    weights.set(item.size, (weights.get(item.size) ?? 0) + item.text.length);
  }
  return [...weights].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}
