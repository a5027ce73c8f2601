import { PlanSheetsModule } from '../../src/features/plan-sheets/plan-sheets.module.js';
import { PlanSheetsService } from '../../src/features/plan-sheets/plan-sheets.service.js';
import { SheetMendingService } from '../../src/features/plan-sheets/sheet-mending.service.js';
import { SheetReaderHere } from '../../src/features/plan-sheets/sheet-reader.js';
import type { Person } from '../../src/web/person.js';
import { planOfWestmarch, startWithActions, type PlanPeople } from './plan-of-westmarch.js';
import type { TestApp } from './test-app.js';

/** Westmarch with a plan, its people and three recommendations, and spreadsheets read in the process of the test. */
export class PlanSheetsScene {
  private constructor(
    readonly app: TestApp,
    readonly people: PlanPeople,
    readonly recommendationIds: readonly string[],
    readonly second: Person,
  ) {}

  static async start(): Promise<PlanSheetsScene> {
    const app = await startWithActions({ modules: [PlanSheetsModule.with(new SheetReaderHere())] });
    const { people, recommendationIds } = await planOfWestmarch(app);
    const second = await app.person({ email: 'second.owner@westmarch.example', roles: ['owner'] });
    return new PlanSheetsScene(app, people, recommendationIds, second);
  }

  async upload(bytes: Buffer, fileName = 'plan.xlsx', person = this.people.manager): Promise<string> {
    return (await this.app.get(PlanSheetsService).upload(person, { fileName, bytes })).id;
  }

  async check(id: string) {
    return this.app.get(PlanSheetsService).check(this.people.manager, id);
  }

  /** Solves what stands in the way of the messy plan, as a plan manager would. */
  async solveMessyPlan(id: string): Promise<void> {
    const mending = this.app.get(SheetMendingService);
    const { manager } = this.people;
    await mending.decidePeople(manager, id, { 'nobody known': null });
    await mending.takeProposals(manager, id);
    const at = (row: number, column: number, text: string) => ({
      sheet: 'Improvement plan',
      row,
      column,
      text,
    });
    await mending.mend(manager, id, [at(10, 6, '31 March 2027'), at(12, 8, 'In progress')]);
  }

  async actions(): Promise<Record<string, unknown>[]> {
    const { rows } = await this.app.owner.query(
      `select a.*, i.sheet_reference, i.colour_note, i.note from actions a
         left join imported_actions i on i.action_id = a.id where a.authority_id = $1 order by a.number`,
      [this.people.manager.authority.id],
    );
    return rows as Record<string, unknown>[];
  }
}
