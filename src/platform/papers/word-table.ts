import { TONES } from '../charts/tones.js';
import { cellText, toneOf } from './cell-text.js';
import { columnWidths } from './column-widths.js';
import type { PaperCell, PaperColumn, PaperTable } from './paper.js';

const LINE = 'w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"';
const NONE = 'w:val="nil"';
const SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="E8ECEC"/>';

/**
 * A table as the body of a Word file has it: the header row repeats on every page and no row is broken across two. Its
 * markup is written here, because five thousand rows of a library's objects take half a gigabyte. `width` in
 * twentieths of a point.
 */
export function wordTable(table: PaperTable, width: number): string {
  const { caption, columns, rows } = table;
  const widths = inWhole(columnWidths(table, width / 20).map((points) => points * 20));
  const parts = [
    `<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="${width}" w:type="dxa"/>`,
    `<w:tblBorders><w:top ${LINE}/><w:left ${NONE}/><w:bottom ${LINE}/><w:right ${NONE}/><w:insideH ${LINE}/><w:insideV ${NONE}/></w:tblBorders>`,
    '<w:tblLayout w:type="fixed"/>',
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>',
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
    `<w:tblCaption w:val="${escaped(caption)}"/></w:tblPr>`,
    `<w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>`,
    headerRow(columns, widths),
  ];
  for (const row of rows) parts.push(bodyRow(row, columns, widths));
  return `${parts.join('')}</w:tbl>`;
}

function headerRow(columns: readonly PaperColumn[], widths: readonly number[]): string {
  const cells = columns.map(({ header, type }, at) =>
    cell(
      widths[at]!,
      `${SHADE}<w:vAlign w:val="bottom"/>`,
      paragraph('TableHeading', run(header), type === 'number'),
    ),
  );
  return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells.join('')}</w:tr>`;
}

function bodyRow(
  row: readonly PaperCell[],
  columns: readonly PaperColumn[],
  widths: readonly number[],
): string {
  const cells = row.map((value, at) => cell(widths[at]!, '', bodyParagraphs(value, columns[at]!)));
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
}

function bodyParagraphs(value: PaperCell, column: PaperColumn): string {
  const tone = toneOf(value, column);
  const style = column.type === 'number' ? 'TableNumber' : 'TableText';
  return cellText(value, column)
    .split('\n')
    .map((line) => paragraph(style, tone === null ? run(line) : run(`\u00a0${line}\u00a0`, patch(tone))))
    .join('');
}

/** A colour behind the letters, which stay readable on it. */
function patch(tone: NonNullable<ReturnType<typeof toneOf>>): string {
  const { fill, on } = TONES[tone];
  return `<w:rPr><w:b/><w:color w:val="${on.slice(1)}"/><w:shd w:val="clear" w:color="auto" w:fill="${fill.slice(1)}"/></w:rPr>`;
}

function cell(width: number, properties: string, paragraphs: string): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${paragraphs}</w:tc>`;
}

function paragraph(style: string, content: string, isRight = false): string {
  const alignment = isRight ? '<w:jc w:val="right"/>' : '';
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${alignment}</w:pPr>${content}</w:p>`;
}

function run(text: string, properties = ''): string {
  return text === '' ? '' : `<w:r>${properties}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** Text as XML may hold it. What XML cannot hold at all is left out. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Whole twentieths of a point that add up to the same. */
function inWhole(widths: readonly number[]): number[] {
  const ends = widths.map((_, at) => Math.round(widths.slice(0, at + 1).reduce((sum, one) => sum + one, 0)));
  return ends.map((end, at) => end - (ends[at - 1] ?? 0));
}
