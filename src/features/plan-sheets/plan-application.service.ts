import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { placeInWords } from '../../domain/plan-sheet/sheet-problem.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { requireId } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { ImportOutcome } from './plan-sheet.entity.js';
import { PlanSheetsRepository } from './plan-sheets.repository.js';
import { PlanWriting } from './plan-writing.service.js';
import { SheetCheckService, type SheetCheck } from './sheet-check.service.js';

/** Brings a checked sheet into the plan: all of it, or nothing. */
@Injectable()
export class PlanApplicationService {
  constructor(
    private readonly database: Database,
    private readonly sheets: PlanSheetsRepository,
    private readonly checks: SheetCheckService,
    private readonly plan: PlanWriting,
    private readonly days: AuthorityDays,
  ) {}

  /**
   * New rows become drafts, known ones change. Refuses while a problem stands, and a sheet that is not as it was seen.
   * History says that an import did it, for whom.
   */
  async apply(person: Person, id: string, seenVersion: number | null): Promise<ImportOutcome> {
    if (!may('plan_sheets.import', person)) throw new Forbidden();
    const importing = { kind: 'import', id: person.personId } as const;
    return this.database.forAuthority(person.authority.id, importing, async (tx) => {
      const sheet = await this.sheets.heldById(tx, requireId(id));
      if (sheet === null) throw new NotFound('There is no such plan');
      if (sheet.state !== 'to_check') throw new StateForbids('applied', 'This plan was brought in already');
      if (seenVersion !== null && seenVersion !== sheet.version) throw new StaleVersion(sheet.version);
      if (sheet.mapping === null) throw new Refused('no_mapping', 'Say first what the columns mean');
      return this.bringIn(tx, id, () => this.checks.ofStored(tx, sheet), person);
    });
  }

  /** Inside a transaction of the caller. The check is made once nobody else can draft or publish. */
  async bringIn(
    tx: Tx,
    planSheetId: string,
    checkNow: () => Promise<SheetCheck>,
    by: Person | null,
  ): Promise<ImportOutcome> {
    const plan = await this.plan.heldPlan(tx);
    if (plan === null) throw new StateForbids('no_open_plan', 'There is no open plan to bring this into');
    const check = await checkNow();
    refuseProblems(check);
    const outcome = await this.plan.write(tx, plan, planSheetId, check.comparison, by);
    await this.sheets.change(tx, planSheetId, {
      state: 'applied',
      outcome,
      appliedBy: by?.personId ?? null,
      appliedAt: this.days.now(),
    });
    return outcome;
  }
}

function refuseProblems({ checked }: SheetCheck): void {
  if (checked.actions.length === 0) throw new Refused('no_rows', 'No row of this sheet holds an action');
  if (checked.problems.length === 0) return;
  const severalSheets = new Set(checked.problems.map(({ sheet }) => sheet)).size > 1;
  throw new Refused(
    'problems',
    `${checked.problems.length === 1 ? 'A problem stands' : `${checked.problems.length} problems stand`} in the way. Nothing was brought in`,
    checked.problems.slice(0, 100).map((problem) => ({
      field: placeInWords(problem, severalSheets),
      message: problem.message,
    })),
  );
}
