import { Injectable } from '@nestjs/common';
import { checkSheet } from '../../domain/plan-sheet/check-sheet.js';
import type { CheckedSheet, PersonOfPlan } from '../../domain/plan-sheet/checked-sheet.js';
import { compareWithPlan, type Comparison } from '../../domain/plan-sheet/compare-with-plan.js';
import {
  NO_CHOICES,
  withEdits,
  type CellEdit,
  type SheetChoices,
} from '../../domain/plan-sheet/sheet-choices.js';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import type { SheetMapping } from '../../domain/plan-sheet/sheet-mapping.js';
import type { KnownRecommendation } from '../../domain/plan-sheet/recommendation-in-cell.js';
import type { Tx } from '../../platform/database/database.js';
import { PlanAroundRepository } from './plan-around.repository.js';
import type { PlanSheet } from './plan-sheet.entity.js';
import { PlanSheetsRepository, type MendedCell } from './plan-sheets.repository.js';

/** Everything about a sheet as it stands now: what it would become, and what would change. */
export interface SheetCheck {
  /** With the mended cells in it. */
  readonly grid: SheetGrid;
  readonly mapping: SheetMapping | null;
  readonly choices: SheetChoices;
  readonly cells: readonly MendedCell[];
  readonly people: readonly PersonOfPlan[];
  readonly recommendations: readonly KnownRecommendation[];
  readonly checked: CheckedSheet;
  readonly comparison: Comparison;
}

const NOTHING: CheckedSheet = {
  actions: [],
  problems: [],
  leftOut: [],
  unknownPeople: [],
  recommendations: [],
  workstreams: [],
  formulas: 0,
};

/** Asks the rulebook what a sheet says, against the plan as it is at this moment. Nothing of the answer is stored. */
@Injectable()
export class SheetCheckService {
  constructor(
    private readonly sheets: PlanSheetsRepository,
    private readonly around: PlanAroundRepository,
  ) {}

  async ofStored(tx: Tx, sheet: PlanSheet): Promise<SheetCheck> {
    const cells = await this.sheets.cells(tx, sheet.id);
    const grid = await this.sheets.grid(tx, sheet.id);
    return this.of(tx, grid, sheet.mapping, { ...NO_CHOICES, ...sheet.choices }, cells);
  }

  async of(
    tx: Tx,
    original: SheetGrid,
    mapping: SheetMapping | null,
    choices: SheetChoices,
    cells: readonly MendedCell[],
  ): Promise<SheetCheck> {
    const grid = withEdits(original, cells as readonly CellEdit[]);
    const people = await this.around.peopleOfPlan(tx);
    const recommendations = await this.around.recommendations(tx);
    const checked =
      mapping === null ? NOTHING : checkSheet(grid, mapping, choices, { people, recommendations });
    const references = checked.actions.flatMap(({ reference }) => reference ?? []);
    const standing = await this.around.standing(tx, references);
    const comparison = compareWithPlan(checked.actions, standing, mapping?.columns ?? []);
    return { grid, mapping, choices, cells, people, recommendations, checked, comparison };
  }
}
