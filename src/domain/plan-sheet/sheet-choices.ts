import type { LocalDate } from '../calendar/local-date.js';
import type { ActionKind, EvidenceKind } from '../lifecycle/publishing.js';
import { type SheetGrid } from './sheet-grid.js';
import { placeKey } from './sheet-problem.js';

/** What rows without a value of their own are given, all at once. */
export interface RowDefaults {
  readonly kind: ActionKind | null;
  readonly leadId: string | null;
  readonly startOn: LocalDate | null;
  readonly requiredEvidence: readonly EvidenceKind[];
}

export const NO_DEFAULTS: RowDefaults = { kind: null, leadId: null, startOn: null, requiredEvidence: [] };

/** What people have decided about a sheet; the file itself stays as it was. */
export interface SheetChoices {
  /** By `personKey`: who is meant; null: the place stays empty. */
  readonly people: Readonly<Record<string, string | null>>;
  /** By `wordKey` of the printed words: which recommendation is meant; null: none. */
  readonly recommendations: Readonly<Record<string, string | null>>;
  /** Problems said to be right, by `problemKey`, or by their code alone for all of that kind. */
  readonly confirmed: readonly string[];
  readonly defaults: RowDefaults;
  /** By `wordKey` of the workstream's name: what goes before the defaults of the whole sheet. */
  readonly byWorkstream: Readonly<Record<string, RowDefaults>>;
  /** Links rows to the recommendation with exactly the printed number or words without being asked. */
  readonly linkSure: boolean;
}

export const NO_CHOICES: SheetChoices = {
  people: {},
  recommendations: {},
  confirmed: [],
  defaults: NO_DEFAULTS,
  byWorkstream: {},
  linkSure: false,
};

/** A cell mended on the page. Empty text empties the cell. */
export interface CellEdit {
  readonly sheet: string;
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly text: string;
}

/** The grid as it would be with these cells mended. */
export function withEdits(grid: SheetGrid, edits: readonly CellEdit[]): SheetGrid {
  if (edits.length === 0) return grid;
  const byPlace = new Map(edits.map((edit) => [placeKey(edit.sheet, edit.row, edit.column), edit]));
  const rowsTouched = new Set(edits.map((edit) => `${edit.sheet}!${edit.row}`));
  return {
    ...grid,
    sheets: grid.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => {
        if (!rowsTouched.has(`${sheet.name}!${row.row}`)) return row;
        const width = Math.max(
          row.cells.length,
          ...edits
            .filter((edit) => edit.sheet === sheet.name && edit.row === row.row)
            .map((edit) => edit.column + 1),
        );
        const cells = Array.from({ length: width }, (_, column) => {
          const edit = byPlace.get(placeKey(sheet.name, row.row, column));
          if (edit === undefined) return row.cells[column] ?? null;
          return edit.text.trim() === '' ? null : { text: edit.text };
        });
        return { ...row, cells };
      }),
    })),
  };
}
