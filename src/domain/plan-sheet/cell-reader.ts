import { formatLongDate } from '../calendar/long-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { ACTION_KINDS, EVIDENCE_KINDS, type ActionKind, type EvidenceKind } from '../lifecycle/publishing.js';
import { childDetailsIn } from '../privacy/child-details.js';
import type { PlanField } from './plan-field.js';
import { ACCEPTED_DAYS, isMonthFirst, printedDay } from './printed-day.js';
import { evidenceIn, kindOf } from './printed-words.js';
import { oneLine, type SheetCell, type SheetGrid } from './sheet-grid.js';
import { cellsOfColumn, rowsBelow, sheetNamed, type SheetMapping } from './sheet-mapping.js';
import type { SheetProblem, SheetProblemCode } from './sheet-problem.js';
import type { PlanRow } from './sheet-rows.js';

/** Reads what a row says about each field, and notes every problem at its row and column. */
export class CellReader {
  private readonly columnsOf = new Map<PlanField, number[]>();
  private readonly monthFirst = new Map<string, boolean>();

  constructor(
    private readonly grid: SheetGrid,
    mapping: SheetMapping,
    private readonly headers: readonly string[],
    private readonly problems: SheetProblem[],
  ) {
    for (const [index, field] of mapping.columns.entries()) {
      if (field !== null) this.columnsOf.set(field, [...(this.columnsOf.get(field) ?? []), index]);
    }
    for (const { name, headerRow } of mapping.sheets) {
      const sheet = sheetNamed(grid, name);
      for (const field of ['startOn', 'dueOn'] as const) {
        const column = this.columnsOf.get(field)?.[0];
        if (!sheet || column === undefined) continue;
        const cells = cellsOfColumn(rowsBelow(sheet, headerRow), column);
        this.monthFirst.set(
          `${name}!${field}`,
          cells.some((cell) => !cell.day && isMonthFirst(cell.text)),
        );
      }
    }
  }

  /** The printed name of the field's column. */
  header(field: PlanField): string {
    const column = this.columnsOf.get(field)?.[0];
    return column === undefined ? '' : (this.headers[column] ?? '');
  }

  has(field: PlanField): boolean {
    return this.columnsOf.has(field);
  }

  /** The cell of the field; of several columns the first that holds something. */
  cell(row: PlanRow, field: PlanField): { cell: SheetCell; column: number } | null {
    for (const column of this.columnsOf.get(field) ?? []) {
      const cell = row.cells[column];
      if (cell && cell.text.trim() !== '') return { cell, column };
    }
    return null;
  }

  /** What stands in the field's columns, a line for each; "" where nothing does, or an error of the spreadsheet. */
  text(row: PlanRow, field: PlanField): string {
    const columns = this.columnsOf.get(field) ?? [];
    const own = columns.flatMap((column) => this.usable(row, field, row.cells[column] ?? null, column));
    const more = row.continued.flatMap((below) =>
      columns.flatMap((column) => {
        const cell = below.cells[column];
        return cell && !cell.carried && !cell.error ? [cell.text.trim()] : [];
      }),
    );
    return [...own, ...more].filter(Boolean).join('\n');
  }

  longText(row: PlanRow, field: PlanField, longest: number): string {
    const text = this.text(row, field);
    if (text.length > longest) {
      this.complain(
        row,
        field,
        'too_long',
        `The text has ${text.length} characters: ${longest} are the most`,
      );
    }
    return text.slice(0, longest);
  }

  day(row: PlanRow, field: 'startOn' | 'dueOn'): LocalDate | null {
    const found = this.cell(row, field);
    if (found === null || this.usable(row, field, found.cell, found.column).length === 0) return null;
    const { from1904 } = this.grid;
    const read = printedDay(found.cell, {
      from1904,
      monthFirst: this.monthFirst.get(`${row.sheet}!${field}`),
    });
    if ('day' in read) return read.day;
    this.complain(row, field, read.code, read.message, {
      accepted: ACCEPTED_DAYS,
      proposal: read.proposal === null ? null : formatLongDate(read.proposal),
    });
    return null;
  }

  kind(row: PlanRow): ActionKind | null {
    const text = oneLine(this.text(row, 'kind'));
    if (text === '') return null;
    const kind = kindOf(text);
    if (kind === null)
      this.complain(row, 'kind', 'unknown_kind', `“${text}” is no kind of action`, {
        accepted: ACTION_KINDS,
      });
    return kind;
  }

  evidence(row: PlanRow): readonly EvidenceKind[] | null {
    const text = this.text(row, 'requiredEvidence');
    if (text === '') return null;
    const kinds = evidenceIn(text);
    if (kinds === null) {
      this.complain(
        row,
        'requiredEvidence',
        'unknown_evidence',
        `“${oneLine(text)}” names a kind of evidence that is not known`,
        {
          accepted: EVIDENCE_KINDS,
        },
      );
    }
    return kinds;
  }

  complain(
    row: PlanRow,
    field: PlanField,
    code: SheetProblemCode,
    message: string,
    more: { accepted?: readonly string[]; proposal?: string | null; toConfirm?: boolean } = {},
  ): void {
    const found = this.cell(row, field);
    this.problems.push({
      sheet: row.sheet,
      row: row.row,
      column: found?.column ?? this.columnsOf.get(field)?.[0] ?? 0,
      field,
      code,
      message,
      value: found?.cell.text ?? '',
      accepted: more.accepted ?? [],
      proposal: more.proposal ?? null,
      toConfirm: more.toConfirm ?? false,
    });
  }

  private usable(row: PlanRow, field: PlanField, cell: SheetCell | null, column: number): string[] {
    if (cell === null || cell.text.trim() === '') return [];
    const at = {
      sheet: row.sheet,
      row: row.row,
      column,
      field,
      value: cell.text,
      accepted: [],
      proposal: null,
    };
    const isNew = (code: SheetProblemCode) =>
      !this.problems.some(
        (one) => one.code === code && one.row === row.row && one.column === column && one.sheet === row.sheet,
      );
    if (cell.error) {
      if (isNew('formula_error')) {
        this.problems.push({
          ...at,
          code: 'formula_error',
          message: `The spreadsheet shows ${cell.text} in place of a value`,
          toConfirm: false,
        });
      }
      return [];
    }
    const [detail] = FREE_TEXT.includes(field) ? childDetailsIn(cell.text, { isFreeText: true }) : [];
    if (detail && isNew('child_details')) {
      this.problems.push({
        ...at,
        code: 'child_details',
        message: `“${detail.text}” looks like a child's details, which must not stand in a plan. Take it out, or say that it is none`,
        toConfirm: true,
      });
    }
    return [cell.text.trim()];
  }
}

const FREE_TEXT: readonly PlanField[] = ['title', 'description', 'successMeasure', 'note'];
