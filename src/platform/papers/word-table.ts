import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { cellText, toneOf } from './cell-text.js';
import type { PaperCell, PaperColumn, PaperTable } from './paper.js';
import { columnWidths } from './column-widths.js';
import { TONES } from '../charts/tones.js';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'B1B4B6' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

/** A table with its caption before it: the header row repeats on every page and no row is broken across two. */
export function wordTable(table: PaperTable, width: number): (Paragraph | Table)[] {
  const { caption, columns, rows, empty } = table;
  if (rows.length === 0) {
    return [
      new Paragraph({
        style: 'Normal',
        children: [new TextRun({ text: `${caption}: `, bold: true }), new TextRun(empty)],
      }),
    ];
  }
  const widths = inWhole(columnWidths(table, width / 20).map((points) => points * 20));
  return [
    new Paragraph({ style: 'Caption', text: caption, keepNext: true }),
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: [...widths],
      layout: TableLayoutType.FIXED,
      borders: {
        top: LINE,
        bottom: LINE,
        left: NONE,
        right: NONE,
        insideHorizontal: LINE,
        insideVertical: NONE,
      },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      rows: [headerRow(columns, widths), ...rows.map((row) => bodyRow(row, columns, widths))],
    }),
    new Paragraph({ style: 'AfterTable' }),
  ];
}

function headerRow(columns: readonly PaperColumn[], widths: readonly number[]): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ header }, at) =>
        new TableCell({
          width: { size: widths[at]!, type: WidthType.DXA },
          verticalAlign: VerticalAlign.BOTTOM,
          shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E8ECEC' },
          children: [new Paragraph({ style: 'TableHeading', text: header })],
        }),
    ),
  });
}

function bodyRow(
  row: readonly PaperCell[],
  columns: readonly PaperColumn[],
  widths: readonly number[],
): TableRow {
  return new TableRow({
    cantSplit: true,
    children: row.map((cell, at) => bodyCell(cell, columns[at]!, widths[at]!)),
  });
}

function bodyCell(cell: PaperCell, column: PaperColumn, width: number): TableCell {
  const tone = toneOf(cell, column);
  const colours = tone === null ? null : TONES[tone];
  const lines = cellText(cell, column).split('\n');
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: lines.map((line) =>
      colours === null
        ? new Paragraph({ style: column.type === 'number' ? 'TableNumber' : 'TableText', text: line })
        : new Paragraph({
            style: 'TableText',
            children: [
              new TextRun({
                text: `\u00a0${line}\u00a0`,
                bold: true,
                color: colours.on.slice(1),
                shading: { type: ShadingType.CLEAR, color: 'auto', fill: colours.fill.slice(1) },
              }),
            ],
          }),
    ),
  });
}

/** Whole twentieths of a point that add up to the same. */
function inWhole(widths: readonly number[]): number[] {
  const ends = widths.map((_, at) => Math.round(widths.slice(0, at + 1).reduce((sum, one) => sum + one, 0)));
  return ends.map((end, at) => end - (ends[at - 1] ?? 0));
}
