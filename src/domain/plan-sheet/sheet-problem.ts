import type { PlanField } from './plan-field.js';
import { columnLetter } from './sheet-grid.js';

export type SheetProblemCode =
  | 'title_missing'
  | 'too_long'
  | 'duplicate_reference'
  | 'vague_date'
  | 'no_date'
  | 'impossible_date'
  | 'several_dates'
  | 'date_out_of_range'
  | 'start_after_due'
  | 'unknown_person'
  | 'several_people_of_that_name'
  | 'cannot_own'
  | 'cannot_lead'
  | 'two_owners'
  | 'two_leads'
  | 'unclear_status'
  | 'unknown_kind'
  | 'unknown_evidence'
  | 'formula_error'
  | 'child_details';

/** Something in a cell that must be mended, or said to be right, before anything of the sheet enters the plan. */
export interface SheetProblem {
  readonly sheet: string;
  /** As printed at the edge of the sheet. */
  readonly row: number;
  /** From 0; `columnLetter` prints it. */
  readonly column: number;
  readonly field: PlanField;
  readonly code: SheetProblemCode;
  /** What is wrong, in the words of the sheet, without a full stop. */
  readonly message: string;
  /** What stands in the cell. */
  readonly value: string;
  /** What may stand there; empty where anything may. */
  readonly accepted: readonly string[];
  /** What the cell probably means: to be taken by a person, never by itself. */
  readonly proposal: string | null;
  /** Not wrong, but to be confirmed: two owners, what looks like a child's details. */
  readonly toConfirm: boolean;
}

/** By which a confirmation of this problem, and of no other, is remembered. */
export function problemKey(problem: Pick<SheetProblem, 'code' | 'sheet' | 'row' | 'column'>): string {
  return `${problem.code}:${placeKey(problem.sheet, problem.row, problem.column)}`;
}

export function placeKey(sheet: string, row: number, column: number): string {
  return `${sheet}!${columnLetter(column)}${row}`;
}

/** "Row 14, column F"; with its sheet where several are read. */
export function placeInWords(
  place: { readonly sheet: string; readonly row: number; readonly column: number },
  severalSheets: boolean,
): string {
  const at = `Row ${place.row}, column ${columnLetter(place.column)}`;
  return severalSheets ? `${place.sheet}: ${at.charAt(0).toLowerCase()}${at.slice(1)}` : at;
}
