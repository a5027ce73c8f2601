import { cellText, toneOf } from './cell-text.js';
import { columnWidths } from './column-widths.js';
import type { PaperCell, PaperTable } from './paper.js';
import type { BrokenText, PdfSheet, PdfStyle, Structure } from './pdf-sheet.js';
import { TONES } from '../charts/tones.js';

const INK = '#0b0c0c';
const LINE = '#b1b4b6';
const SHADE = '#e8ecec';
const PADDING = 3.5;
/** A table of so few rows is not begun at the foot of a page. */
const ROWS_KEPT_TOGETHER = 10;
const CAPTION: PdfStyle = { font: 'bold', size: 10.5, colour: INK };
const HEADER: PdfStyle = { font: 'bold', size: 8.8, colour: INK };
const CELL: PdfStyle = { font: 'regular', size: 8.8, colour: INK };

interface Cell {
  readonly text: BrokenText;
  readonly behind: string | null;
  readonly isNumber: boolean;
}

/**
 * A table with its caption. The header stands again on every page it reaches; a row stays whole unless it is longer
 * than a page. The first column names each row.
 */
export function pdfTable(sheet: PdfSheet, parent: Structure, table: PaperTable, withCaption = true): void {
  if (table.rows.length === 0) {
    sheet.flow(
      parent,
      'P',
      sheet.broken(withCaption ? `${table.caption}: ${table.empty}` : table.empty, sheet.width, {
        ...CELL,
        size: 10.5,
      }),
    );
    sheet.y += 8;
    return;
  }
  new TableOnPages(sheet, parent, table).draw(withCaption);
}

class TableOnPages {
  private readonly widths: readonly number[];
  private readonly places: readonly number[];
  private readonly header: readonly Cell[];

  constructor(
    private readonly sheet: PdfSheet,
    private readonly parent: Structure,
    private readonly table: PaperTable,
  ) {
    this.widths = columnWidths(table, sheet.width);
    this.places = this.widths.map(
      (_, at) => sheet.left + this.widths.slice(0, at).reduce((sum, wide) => sum + wide, 0),
    );
    this.header = table.columns.map((column, at) => ({
      text: sheet.broken(column.header, this.widths[at]! - 2 * PADDING, HEADER),
      behind: null,
      isNumber: column.type === 'number',
    }));
  }

  draw(withCaption: boolean): void {
    const { sheet, table } = this;
    const caption = sheet.broken(table.caption, sheet.width, CAPTION);
    const first = this.cells(table.rows[0]!);
    const captionHeight = withCaption ? caption.lines.length * sheet.lineHeight(CAPTION) + 4 : 0;
    const begin = captionHeight + this.height(this.header) + this.height(first);
    const together = table.rows.length > ROWS_KEPT_TOGETHER ? begin : captionHeight + this.wholeHeight();
    sheet.need(together > sheet.roomOfPage / 3 ? Math.min(begin, sheet.roomOfPage) : together);
    const element = sheet.open(this.parent, 'Table');
    if (withCaption) {
      sheet.flow(element, 'Caption', caption);
      sheet.y += 4;
    }
    const head = sheet.open(element, 'THead');
    this.headerRow(head);
    head.end();
    const body = sheet.open(element, 'TBody');
    for (const row of table.rows) this.bodyRow(body, this.cells(row));
    body.end();
    element.end();
    sheet.y += 12;
  }

  private cells(row: readonly PaperCell[]): Cell[] {
    return row.map((cell, at) => {
      const column = this.table.columns[at]!;
      const tone = toneOf(cell, column);
      const style: PdfStyle = tone === null ? CELL : { ...HEADER, colour: TONES[tone].on };
      return {
        text: this.sheet.broken(cellText(cell, column), this.widths[at]! - 2 * PADDING, style),
        behind: tone && TONES[tone].fill,
        isNumber: column.type === 'number',
      };
    });
  }

  private height(cells: readonly Cell[]): number {
    return (
      Math.max(...cells.map(({ text }) => text.lines.length * this.sheet.lineHeight(text.style))) +
      2 * PADDING
    );
  }

  private wholeHeight(): number {
    const rows = this.table.rows.map((row) => this.height(this.cells(row)));
    return rows.reduce((sum, one) => sum + one, this.height(this.header));
  }

  private headerRow(head: Structure): void {
    this.shadeOfHeader();
    const row = this.sheet.open(head, 'TR');
    this.header.forEach((cell, at) => this.write(row, 'TH', cell, at, { scope: 'Column' }));
    row.end();
    this.sheet.y += this.height(this.header);
  }

  /** On further pages the header is seen, but was read already. */
  private headerAgain(): void {
    this.shadeOfHeader();
    this.sheet.decorate(() => this.header.forEach((cell, at) => this.put(cell, at)), { type: 'Pagination' });
    this.sheet.y += this.height(this.header);
  }

  private shadeOfHeader(): void {
    const { sheet } = this;
    sheet.decorate(() =>
      sheet.document.rect(sheet.left, sheet.y, sheet.width, this.height(this.header)).fill(SHADE),
    );
  }

  private bodyRow(body: Structure, cells: readonly Cell[]): void {
    const { sheet } = this;
    const row = sheet.open(body, 'TR');
    const elements = cells.map((_, at) =>
      sheet.open(row, at === 0 ? 'TH' : 'TD', at === 0 ? { scope: 'Row' } : {}),
    );
    let rest = cells;
    for (;;) {
      if (this.height(rest) > sheet.room && !this.startsPage) this.nextPage();
      const { part, left } = this.fitting(rest);
      this.patches(part);
      part.forEach((cell, at) => {
        if (cell.text.lines.length > 0) elements[at]!.add(() => this.put(cell, at));
      });
      sheet.y += this.height(part);
      this.line();
      if (left === null) break;
      rest = left;
      this.nextPage();
    }
    elements.forEach((element) => element.end());
    row.end();
  }

  private startsPage = false;

  private nextPage(): void {
    this.sheet.newPage();
    this.headerAgain();
    this.startsPage = true;
  }

  /** As much of a row as this page holds, and what is left of it. */
  private fitting(cells: readonly Cell[]): { part: readonly Cell[]; left: readonly Cell[] | null } {
    this.startsPage = false;
    if (this.height(cells) <= this.sheet.room) return { part: cells, left: null };
    const most = Math.max(1, Math.floor((this.sheet.room - 2 * PADDING) / this.sheet.lineHeight(CELL)));
    const cut = (from: number, to?: number) =>
      cells.map((cell) => ({ ...cell, text: { ...cell.text, lines: cell.text.lines.slice(from, to) } }));
    return { part: cut(0, most), left: cut(most) };
  }

  /** A patch behind the letter, as high as its line. */
  private patches(cells: readonly Cell[]): void {
    const { sheet } = this;
    if (cells.every(({ behind }) => behind === null)) return;
    sheet.decorate(() =>
      cells.forEach(({ behind, text }, at) => {
        if (behind === null || text.lines.length === 0) return;
        const width = Math.max(...text.lines.map((line) => sheet.widthOf(line, text.style)));
        const height = text.lines.length * sheet.lineHeight(text.style);
        sheet.document
          .roundedRect(this.places[at]! + PADDING - 2.5, sheet.y + PADDING - 1, width + 5, height, 1.5)
          .fill(behind);
      }),
    );
  }

  private line(): void {
    const { sheet } = this;
    sheet.decorate(() =>
      sheet.document
        .moveTo(sheet.left, sheet.y)
        .lineTo(sheet.left + sheet.width, sheet.y)
        .lineWidth(0.5)
        .stroke(LINE),
    );
  }

  private write(row: Structure, tag: string, cell: Cell, at: number, options: object): void {
    const element = this.sheet.open(row, tag, options);
    element.add(() => this.put(cell, at));
    element.end();
  }

  private put({ text, isNumber }: Cell, at: number): void {
    const { sheet } = this;
    const [x, y] = [this.places[at]! + PADDING, sheet.y + PADDING];
    if (!isNumber) return sheet.write(text, x, y);
    text.lines.forEach((line, place) => {
      const right = x + this.widths[at]! - 2 * PADDING - sheet.widthOf(line, text.style);
      sheet.write({ ...text, lines: [line] }, right, y + place * sheet.lineHeight(text.style));
    });
  }
}
