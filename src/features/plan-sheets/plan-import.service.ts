import { Injectable } from '@nestjs/common';
import { NO_CHOICES, type CellEdit } from '../../domain/plan-sheet/sheet-choices.js';
import { problemKey, type SheetProblem } from '../../domain/plan-sheet/sheet-problem.js';
import type { Comparison } from '../../domain/plan-sheet/compare-with-plan.js';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import { Refused } from '../../web/errors/refusals.js';
import { PlanApplicationService } from './plan-application.service.js';
import type { ImportOutcome } from './plan-sheet.entity.js';
import { outcomeOf } from './plan-sheet-outcome.js';
import { PlanSheetsRepository, type MendedCell } from './plan-sheets.repository.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { SheetCheckService, type SheetCheck } from './sheet-check.service.js';
import { originalOf, proposalsOf } from './sheet-mending.service.js';
import { SheetFiles } from './sheet-files.service.js';

export interface PlanToImport {
  readonly authorityId: string;
  readonly actor: Actor;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** Says what would happen and writes nothing. */
  readonly dryRun: boolean;
  /** Takes every proposal: the probable day of a vague date, the first of two owners. */
  readonly takeProposals: boolean;
}

export interface PlanImported {
  readonly planSheetId: string | null;
  readonly problems: readonly SheetProblem[];
  readonly comparison: Comparison;
  readonly leftOut: number;
  readonly outcome: ImportOutcome;
  readonly severalSheets: boolean;
}

/** Taking a proposal can show another problem behind it, but not for ever. */
const ROUNDS = 3;

/** An existing plan in one go, for the command line: every problem, or all of it in the plan. */
@Injectable()
export class PlanImportService {
  constructor(
    private readonly database: Database,
    private readonly sheets: PlanSheetsRepository,
    private readonly plans: PlanSheetsService,
    private readonly checks: SheetCheckService,
    private readonly application: PlanApplicationService,
    private readonly files: SheetFiles,
  ) {}

  async importFile(plan: PlanToImport): Promise<PlanImported> {
    const { stored, grid } = await this.files.keep(plan.bytes);
    let isKept = false;
    try {
      return await this.database.forAuthority(plan.authorityId, plan.actor, async (tx) => {
        const check = await this.check(tx, grid, plan.takeProposals);
        const answer = {
          planSheetId: null,
          problems: check.checked.problems,
          comparison: check.comparison,
          leftOut: check.checked.leftOut.length,
          outcome: outcomeOf(check.comparison),
          severalSheets: (check.mapping?.sheets.length ?? 0) > 1,
        };
        if (plan.dryRun || answer.problems.length > 0) return answer;
        const planSheetId = await this.plans.insert(tx, plan.fileName, stored, grid, null);
        await this.sheets.change(tx, planSheetId, { mapping: check.mapping, choices: check.choices });
        await this.sheets.mend(tx, planSheetId, check.cells);
        const outcome = await this.application.bringIn(
          tx,
          planSheetId,
          () => this.checks.of(tx, grid, check.mapping, check.choices, check.cells),
          null,
        );
        isKept = true;
        return { ...answer, planSheetId, outcome };
      });
    } finally {
      if (!isKept) await this.files.takeBack(stored);
    }
  }

  private async check(tx: Tx, grid: SheetGrid, takeProposals: boolean): Promise<SheetCheck> {
    const { mapping, memory } = await this.plans.firstReading(tx, grid);
    if (mapping === null) {
      throw new Refused(
        'no_mapping',
        'No row of this file looks like the column names of a plan. Upload it on the page of existing plans and say there what its columns mean',
      );
    }
    const choices = { ...NO_CHOICES, ...memory?.choices, linkSure: true };
    let cells: MendedCell[] = [];
    let check = await this.checks.of(tx, grid, mapping, choices, cells);
    for (let round = 0; takeProposals && round < ROUNDS; round += 1) {
      const taken = proposalsOf(check.checked.problems);
      const confirmed = check.checked.problems.filter((one) => one.toConfirm && one.code !== 'child_details');
      if (taken.length === 0 && confirmed.length === 0) break;
      cells = [...cells, ...taken.map((cell: CellEdit) => ({ ...cell, original: originalOf(grid, cell) }))];
      const next = {
        ...check.choices,
        confirmed: [...check.choices.confirmed, ...confirmed.map(problemKey)],
      };
      check = await this.checks.of(tx, grid, mapping, next, cells);
    }
    return check;
  }
}
