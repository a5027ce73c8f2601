import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { SheetProblem } from '../../domain/plan-sheet/sheet-problem.js';
import { placeKey, problemKey } from '../../domain/plan-sheet/sheet-problem.js';
import {
  NO_DEFAULTS,
  type CellEdit,
  type RowDefaults,
  type SheetChoices,
} from '../../domain/plan-sheet/sheet-choices.js';
import { sheetNamed, type SheetMapping } from '../../domain/plan-sheet/sheet-mapping.js';
import type { SheetGrid } from '../../domain/plan-sheet/sheet-grid.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { requireId } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { ActionPeople } from '../actions/action-people.js';
import type { PlanSheet } from './plan-sheet.entity.js';
import { PlanSheetsRepository, type MendedCell } from './plan-sheets.repository.js';
import { headerKeyOf } from './plan-sheets.service.js';
import { SheetCheckService } from './sheet-check.service.js';

/** A cell as somebody mends it: `was` is what they saw there. */
export interface CellMended extends CellEdit {
  readonly was?: string;
}

/** A cell that two people mended at one moment. */
export interface MendedMeanwhile {
  readonly row: number;
  readonly column: number;
  readonly stands: string;
  readonly typed: string;
}

/** What people decide about a sheet before it is brought in. The file stays as it was; each decision has its history. */
@Injectable()
export class SheetMendingService {
  constructor(
    private readonly database: Database,
    private readonly sheets: PlanSheetsRepository,
    private readonly checks: SheetCheckService,
    private readonly people: ActionPeople,
  ) {}

  /** Says what the sheets and columns mean; remembered for the next file with the same column names. */
  async map(person: Person, id: string, mapping: SheetMapping): Promise<void> {
    await this.changing(person, id, async (tx, sheet) => {
      const grid = await this.sheets.grid(tx, sheet.id);
      refuseWrongMapping(grid, mapping);
      await this.sheets.change(tx, sheet.id, { mapping, isMappingConfirmed: true });
      await this.sheets.remember(tx, headerKeyOf(grid, mapping), {
        columns: [...mapping.columns],
        choices: rememberedOf(sheet.choices),
      });
    });
  }

  /**
   * Mends cells and confirms problems that are none. A cell that somebody else mended meanwhile is left as it is and
   * given back, with what stands there; the others are saved.
   */
  async mend(
    person: Person,
    id: string,
    cells: readonly CellMended[],
    confirmed: readonly string[] = [],
  ): Promise<MendedMeanwhile[]> {
    const meanwhile: MendedMeanwhile[] = [];
    await this.changing(person, id, async (tx, sheet) => {
      const grid = await this.sheets.grid(tx, sheet.id);
      const mended = await this.sheets.cells(tx, sheet.id);
      const now = new Map(mended.map((cell) => [placeKey(cell.sheet, cell.row, cell.column), cell.text]));
      const changes = cells.flatMap(({ sheet: name, row, column, text, was }): MendedCell[] => {
        const original = originalOf(grid, { sheet: name, row, column });
        const stands = now.get(placeKey(name, row, column)) ?? original;
        if (was !== undefined && was.trim() !== stands.trim() && text !== stands) {
          meanwhile.push({ row, column, stands, typed: text });
          return [];
        }
        return [{ sheet: name, row, column, text: text.slice(0, 32_000), original }];
      });
      await this.save(tx, sheet, changes, confirmed);
    });
    return meanwhile;
  }

  /** Takes every proposal that stands, or only those of one kind of problem. Gives how many. */
  async takeProposals(person: Person, id: string, code: string | null = null): Promise<number> {
    let taken = 0;
    await this.changing(person, id, async (tx, sheet) => {
      const { checked } = await this.checks.ofStored(tx, sheet);
      const grid = await this.sheets.grid(tx, sheet.id);
      const chosen = checked.problems.filter((one) => code === null || one.code === code);
      const cells = proposalsOf(chosen).map((cell) => ({ ...cell, original: originalOf(grid, cell) }));
      const confirmed = chosen.filter((one) => one.toConfirm && one.code !== 'child_details').map(problemKey);
      taken = cells.length + confirmed.length;
      await this.save(tx, sheet, cells, confirmed);
    });
    return taken;
  }

  /** Who is meant by printed names: a person of the authority, or null where the place stays empty. */
  async decidePeople(
    person: Person,
    id: string,
    people: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.decide(person, id, async (tx, choices) => {
      const known = await this.people.stillHere(tx, Object.values(people));
      const unknown = Object.values(people).find((one) => one !== null && !known(one));
      if (unknown !== undefined) refuse('people', 'unknown_person', 'Choose people of the list');
      return { people: { ...choices.people, ...people } };
    });
  }

  /** Which recommendations are meant by printed words; null: none. */
  async decideRecommendations(
    person: Person,
    id: string,
    chosen: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.changing(person, id, async (tx, sheet) => {
      const { recommendations } = await this.checks.ofStored(tx, sheet);
      const known = new Set(recommendations.map((one) => one.id));
      if (Object.values(chosen).some((one) => one !== null && !known.has(one))) {
        refuse('recommendations', 'unknown_recommendation', 'Choose recommendations of this plan');
      }
      await this.saveChoices(tx, sheet, { recommendations: { ...sheet.choices.recommendations, ...chosen } });
    });
  }

  /** Kind, lead, start and required evidence for all rows, or for those of one workstream. */
  async setDefaults(
    person: Person,
    id: string,
    workstream: string | null,
    defaults: RowDefaults,
  ): Promise<void> {
    await this.decide(person, id, async (tx, choices) => {
      if (defaults.leadId !== null) {
        const { leads } = await this.people.choices(tx);
        if (!leads.some((one) => one.id === defaults.leadId))
          refuse('leadId', 'unknown_person', 'Choose an accountable lead of the list');
      }
      if (workstream === null) return { defaults };
      return { byWorkstream: { ...choices.byWorkstream, [workstream]: { ...NO_DEFAULTS, ...defaults } } };
    });
  }

  private decide(
    person: Person,
    id: string,
    work: (tx: Tx, choices: Partial<SheetChoices>) => Promise<Partial<SheetChoices>>,
  ): Promise<void> {
    return this.changing(person, id, async (tx, sheet) => {
      await this.saveChoices(tx, sheet, await work(tx, sheet.choices));
    });
  }

  private async save(
    tx: Tx,
    sheet: PlanSheet,
    cells: readonly MendedCell[],
    confirmed: readonly string[],
  ): Promise<void> {
    if (cells.length > 0) {
      await this.sheets.mend(tx, sheet.id, cells);
      await this.sheets.change(tx, sheet.id, { cellsMended: sheet.cellsMended + cells.length });
    }
    if (confirmed.length === 0) return;
    const all = new Set([...(sheet.choices.confirmed ?? []), ...confirmed]);
    await this.saveChoices(tx, sheet, { confirmed: [...all] });
  }

  private async saveChoices(tx: Tx, sheet: PlanSheet, change: Partial<SheetChoices>): Promise<void> {
    const choices = { ...sheet.choices, ...change };
    await this.sheets.change(tx, sheet.id, { choices });
    if (sheet.mapping === null || !sheet.isMappingConfirmed) return;
    const grid = await this.sheets.grid(tx, sheet.id);
    await this.sheets.remember(tx, headerKeyOf(grid, sheet.mapping), {
      columns: [...sheet.mapping.columns],
      choices: rememberedOf(choices),
    });
  }

  private async changing(
    person: Person,
    id: string,
    work: (tx: Tx, sheet: PlanSheet) => Promise<void>,
  ): Promise<void> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const sheet = await this.sheets.heldById(tx, requireId(id));
      if (sheet === null) throw new NotFound('There is no such plan');
      if (sheet.state !== 'to_check')
        throw new StateForbids(
          'applied',
          'This plan was brought in already. Upload the file again to change what came of it',
        );
      await work(tx, sheet);
    });
  }
}

/** What holds for the next file as well: people, recommendations and what is set for many. Never what one cell says. */
export function rememberedOf(choices: Partial<SheetChoices>): Partial<SheetChoices> {
  const { people, recommendations, defaults, byWorkstream } = choices;
  return {
    ...(people && { people }),
    ...(recommendations && { recommendations }),
    ...(defaults && { defaults }),
    ...(byWorkstream && { byWorkstream }),
  };
}

/** The cells as they would be if every proposal was taken. */
export function proposalsOf(problems: readonly SheetProblem[]): CellEdit[] {
  return problems.flatMap(({ sheet, row, column, proposal }) =>
    proposal === null ? [] : [{ sheet, row, column, text: proposal }],
  );
}

export function originalOf(grid: SheetGrid, place: { sheet: string; row: number; column: number }): string {
  const sheet = sheetNamed(grid, place.sheet);
  if (sheet === null || place.row < 1 || place.column < 0 || place.column > 255) {
    refuse('cells', 'unknown_cell', 'Name a cell of the sheets of this file');
  }
  return sheet.rows.find((row) => row.row === place.row)?.cells[place.column]?.text ?? '';
}

function refuseWrongMapping(grid: SheetGrid, mapping: SheetMapping): void {
  if (mapping.sheets.length === 0) refuse('sheets', 'no_sheet', 'Choose a sheet');
  for (const { name } of mapping.sheets) {
    if (sheetNamed(grid, name) === null)
      refuse('sheets', 'unknown_sheet', `There is no sheet “${name}” in this file`);
  }
  if (!mapping.columns.includes('title')) {
    refuse('columns', 'no_title', 'Say which column holds the actions');
  }
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
