import { formatLongDate } from '../../domain/calendar/long-date.js';
import { MONTHS } from '../../domain/calendar/month-names.js';
import { dayOfSerial } from '../../domain/plan-sheet/excel-day.js';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import {
  columnIndex,
  type Sheet,
  type SheetCell,
  type SheetRow,
} from '../../domain/plan-sheet/sheet-grid.js';
import {
  MOST_CELLS,
  MOST_COLUMNS,
  MOST_ROWS,
  SpreadsheetRefused,
  tooManyRows,
} from './spreadsheet-limits.js';
import { GENERAL, shownNumber, type NumberFormat } from './xlsx-styles.js';
import type { XmlHandlers } from './xml-scanner.js';

/** What cells refer to in other parts of the workbook. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

/** Counts over all sheets of a workbook, so that many small ones are no way round the limits. */
export interface ReadSoFar {
  rows: number;
  cells: number;
}

interface OpenCell {
  column: number;
  type: string;
  format: NumberFormat;
  value: string | null;
  hasFormula: boolean;
}

/** Takes a worksheet as its XML goes by: rows with something in them, what is hidden, and what is merged. */
export class SheetReader implements XmlHandlers {
  private readonly rows: SheetRow[] = [];
  private readonly hiddenColumns = new Set<number>();
  private readonly merges: string[] = [];
  private cells: (SheetCell | null)[] = [];
  private rowNumber = 0;
  private isRowHidden = false;
  private cell: OpenCell | null = null;
  private lastColumn = -1;
  private within = '';
  private isPhonetic = false;

  constructor(
    private readonly name: string,
    private readonly isHidden: boolean,
    private readonly parts: WorkbookParts,
    private readonly soFar: ReadSoFar,
  ) {}

  open(name: string, attribute: (name: string) => string | null): void {
    if (name === 'c') this.openCell(attribute);
    else if (name === 'row') this.openRow(attribute);
    else if (name === 'v' || name === 't') this.within = name;
    else if (name === 'f') {
      this.within = 'f';
      if (this.cell) this.cell.hasFormula = true;
    } else if (name === 'rPh') this.isPhonetic = true;
    else if (name === 'mergeCell') this.merges.push(attribute('ref') ?? '');
    else if (name === 'col' && isTrue(attribute('hidden'))) this.hideColumns(attribute);
  }

  text(text: string): void {
    if (this.cell === null || this.isPhonetic || (this.within !== 'v' && this.within !== 't')) return;
    this.cell.value = (this.cell.value ?? '') + text;
  }

  close(name: string): void {
    if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === this.within) this.within = '';
  }

  sheet(): Sheet {
    for (const merge of this.merges) this.merge(merge);
    return {
      name: this.name,
      ...(this.isHidden && { hidden: true as const }),
      hiddenColumns: [...this.hiddenColumns],
      rows: this.rows,
    };
  }

  private openRow(attribute: (name: string) => string | null): void {
    this.rowNumber = Number(attribute('r') ?? this.rowNumber + 1);
    this.isRowHidden = isTrue(attribute('hidden'));
    this.cells = [];
    this.lastColumn = -1;
  }

  private closeRow(): void {
    if (this.cells.every((cell) => cell === null)) return;
    this.soFar.rows += 1;
    if (this.soFar.rows > MOST_ROWS) throw tooManyRows(`The sheet “${this.name}”`);
    const cells = Array.from(this.cells, (cell) => cell ?? null);
    this.rows.push({ row: this.rowNumber, ...(this.isRowHidden && { hidden: true as const }), cells });
  }

  private openCell(attribute: (name: string) => string | null): void {
    const letters = /^[A-Z]+/i.exec(attribute('r') ?? '')?.[0];
    const column = (letters === undefined ? null : columnIndex(letters)) ?? this.lastColumn + 1;
    this.lastColumn = column;
    this.cell = {
      column,
      type: attribute('t') ?? 'n',
      format: this.parts.formats[Number(attribute('s') ?? 0)] ?? GENERAL,
      value: null,
      hasFormula: false,
    };
  }

  private closeCell(): void {
    const open = this.cell;
    this.cell = null;
    if (open === null) return;
    const read = this.read(open);
    if (read === null || read.text.trim() === '') return;
    if (open.column >= MOST_COLUMNS) {
      throw new SpreadsheetRefused(
        'too_wide',
        `The sheet “${this.name}” has more than ${MOST_COLUMNS} columns. Remove those that do not belong to the plan, and upload it again`,
      );
    }
    this.soFar.cells += 1;
    if (this.soFar.cells > MOST_CELLS) throw tooManyRows(`The sheet “${this.name}”`);
    this.cells[open.column] = { ...read, ...(open.hasFormula && { formula: true as const }) };
  }

  private read({ type, format, value, hasFormula }: OpenCell): SheetCell | null {
    if (value === null || value === '') {
      return hasFormula && value === null && type === 'n'
        ? { text: 'a formula without a value', error: true }
        : null;
    }
    if (type === 's') return textCell(this.parts.strings[Number(value)] ?? '');
    if (type === 'str' || type === 'inlineStr') return textCell(unescaped(value));
    if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' };
    if (type === 'e') return { text: value, error: true };
    if (type === 'd') {
      const day = parseLocalDate(value.slice(0, 10));
      return day === null ? textCell(value) : { text: formatLongDate(day), day };
    }
    return this.numberCell(Number(value), value, format);
  }

  private numberCell(number: number, value: string, format: NumberFormat): SheetCell {
    if (!Number.isFinite(number)) return textCell(value);
    const day = format.isDate ? dayOfSerial(number, this.parts.from1904) : null;
    if (day === null) return { text: shownNumber(number, format), number };
    // "Dec 2026" typed into a spreadsheet becomes the first of the month, shown without its day: no day was meant.
    if (!format.showsDay && day.endsWith('-01')) {
      return { text: `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}` };
    }
    return { text: formatLongDate(day), day };
  }

  private hideColumns(attribute: (name: string) => string | null): void {
    const last = Math.min(Number(attribute('max') ?? 0), MOST_COLUMNS);
    for (let column = Number(attribute('min') ?? 0); column <= last; column += 1)
      this.hiddenColumns.add(column - 1);
  }

  /** What stands in merged cells is carried down to every row they cover; to the side it stands once. */
  private merge(reference: string): void {
    const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/i.exec(reference);
    if (!found) return;
    const [from, to] = [columnIndex(found[1]!), columnIndex(found[3]!)];
    if (from === null || to === null || from >= MOST_COLUMNS) return;
    const [top, bottom] = [Number(found[2]), Number(found[4])];
    const first = this.rows.find((row) => row.row === top)?.cells[from];
    if (!first) return;
    for (const [index, row] of this.rows.entries()) {
      if (row.row < top || row.row > bottom) continue;
      const cells = Array.from(
        { length: Math.max(row.cells.length, from + 1) },
        (_, at) => row.cells[at] ?? null,
      );
      const wide = to > from ? { wide: true as const } : {};
      cells[from] = row.row === top ? { ...first, ...wide } : { ...first, carried: true, ...wide };
      this.rows[index] = { ...row, cells };
    }
  }
}

/** Characters that XML cannot hold are written as _x000D_ by spreadsheets. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

function textCell(text: string): SheetCell {
  return {
    text: text
      .replace(/\r\n?/g, '\n')
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u200B\uFEFF]/g, '')
      .replace(/\u00A0/g, ' ')
      .trim(),
  };
}

function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true';
}
