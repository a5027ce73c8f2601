import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { Comparison } from '../../domain/plan-sheet/compare-with-plan.js';
import { placeInWords } from '../../domain/plan-sheet/sheet-problem.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { requireId } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { ActionsRepository } from '../actions/actions.repository.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PlanActionsRepository, type ImportedRow } from './plan-actions.repository.js';
import type { ImportOutcome } from './plan-sheet.entity.js';
import { PlanSheetsRepository } from './plan-sheets.repository.js';
import { SheetCheckService, type SheetCheck } from './sheet-check.service.js';

/** Brings a checked sheet into the plan: all of it, or nothing. */
@Injectable()
export class PlanApplicationService {
  constructor(
    private readonly database: Database,
    private readonly sheets: PlanSheetsRepository,
    private readonly checks: SheetCheckService,
    private readonly actions: ActionsRepository,
    private readonly planActions: PlanActionsRepository,
    private readonly ratings: RatingService,
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
      return this.bringIn(tx, id, await this.checks.ofStored(tx, sheet), person.personId);
    });
  }

  /** Inside a transaction of the caller. */
  async bringIn(tx: Tx, planSheetId: string, check: SheetCheck, by: string | null): Promise<ImportOutcome> {
    refuseProblems(check);
    const plan = await this.actions.heldPlan(tx);
    if (plan === null) throw new StateForbids('no_open_plan', 'There is no open plan to bring this into');
    // Between the first look and this moment somebody may have drafted or published: the plan is held now.
    const { comparison } = await this.checks.of(tx, check.grid, check.mapping, check.choices, []);
    const today = await this.days.today(tx);
    const added = await this.addDrafts(tx, plan, comparison);
    await this.planActions.change(tx, comparison.changed, today);
    await this.planActions.setContributors(tx, contributorsOf(added, comparison), this.days.now());
    await this.planActions.keepOrigins(tx, planSheetId, [...added, ...metAgain(comparison)], today);
    await this.ratings.recommendationsChanged(tx, [
      ...added.map(({ actionId }) => actionId),
      ...comparison.changed.map(({ standing }) => standing.id),
    ]);
    const outcome = outcomeOf(comparison);
    await this.sheets.change(tx, planSheetId, {
      state: 'applied',
      outcome,
      appliedBy: by,
      appliedAt: this.days.now(),
    });
    return outcome;
  }

  private async addDrafts(
    tx: Tx,
    plan: { id: string; nextNumber: number },
    { added }: Comparison,
  ): Promise<ImportedRow[]> {
    if (added.length === 0) return [];
    const names = [...new Set(added.flatMap(({ workstream }) => workstream ?? []))];
    const workstreams = await this.planActions.workstreams(tx, oncePerCase(names));
    const ids = await this.actions.addDrafts(
      tx,
      plan,
      added.map(({ title, leadId, workstream, recommendationIds }) => ({
        title,
        workstreamId: workstream === null ? null : (workstreams.get(workstream.toLowerCase()) ?? null),
        accountableLeadId: leadId,
        recommendationIds,
      })),
    );
    const rows = added.map((planned, index) => ({ actionId: ids[index] as string, planned }));
    await this.planActions.fill(tx, rows);
    return rows;
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

function contributorsOf(added: readonly ImportedRow[], { changed }: Comparison) {
  return [
    ...added
      .filter(({ planned }) => planned.contributorIds.length > 0)
      .map(({ actionId, planned }) => ({ actionId, personIds: planned.contributorIds })),
    ...changed
      .filter(({ changes }) => changes.some(({ field }) => field === 'contributorIds'))
      .map(({ standing, planned }) => ({ actionId: standing.id, personIds: planned.contributorIds })),
  ];
}

/** Rows whose actions stood before: what the sheet says of them now is kept beside them. */
function metAgain({ changed, unchanged }: Comparison): ImportedRow[] {
  return [
    ...changed.map(({ standing, planned, askDate, proposeComplete }) => ({
      actionId: standing.id,
      planned,
      saidComplete: proposeComplete && standing.status !== 'draft',
      askFor: askDate?.to ?? null,
    })),
    ...unchanged.map(({ standing, planned }) => ({ actionId: standing.id, planned })),
  ];
}

export function outcomeOf(comparison: Comparison): ImportOutcome {
  const { added, changed, unchanged, closed, missing } = comparison;
  return {
    added: added.length,
    changed: changed.filter(({ changes }) => changes.length > 0).length,
    unchanged: unchanged.length,
    closed: closed.length,
    missing: missing.length,
    datesAskedFor: changed.filter(({ askDate }) => askDate !== null).length,
    proposedComplete: changed.filter(
      ({ proposeComplete, standing }) => proposeComplete && standing.status !== 'draft',
    ).length,
  };
}

function oncePerCase(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
