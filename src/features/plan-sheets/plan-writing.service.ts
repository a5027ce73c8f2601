import { Injectable } from '@nestjs/common';
import type { Comparison } from '../../domain/plan-sheet/compare-with-plan.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { ActionsRepository } from '../actions/actions.repository.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { AskedDates } from './asked-dates.service.js';
import { PlanActionsRepository, type ImportedRow } from './plan-actions.repository.js';
import type { ImportOutcome } from './plan-sheet.entity.js';
import { outcomeOf } from './plan-sheet-outcome.js';

/** Writes what a comparison says into the plan: drafts, changes, contributors, dates asked for, and where each came from. */
@Injectable()
export class PlanWriting {
  constructor(
    private readonly actions: ActionsRepository,
    private readonly planActions: PlanActionsRepository,
    private readonly dates: AskedDates,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** The open plan, held until the end of the transaction, or null. */
  heldPlan(tx: Tx): Promise<{ id: string; nextNumber: number } | null> {
    return this.actions.heldPlan(tx);
  }

  async write(
    tx: Tx,
    plan: { id: string; nextNumber: number },
    planSheetId: string,
    comparison: Comparison,
    by: Person | null,
  ): Promise<ImportOutcome> {
    const today = await this.days.today(tx);
    const added = await this.addDrafts(tx, plan, comparison);
    await this.planActions.change(tx, comparison.changed, today);
    await this.planActions.setContributors(tx, contributorsOf(added, comparison), this.days.now());
    await this.ratings.recommendationsChanged(tx, [
      ...added.map(({ actionId }) => actionId),
      ...comparison.changed.map(({ standing }) => standing.id),
    ]);
    const asked = await this.dates.ask(tx, by, comparison.changed);
    await this.planActions.keepOrigins(tx, planSheetId, [...added, ...metAgain(comparison, asked)], today);
    const outcome = outcomeOf(comparison);
    return { ...outcome, datesAskedFor: asked.size, datesToAsk: outcome.datesToAsk - asked.size };
  }

  private async addDrafts(
    tx: Tx,
    plan: { id: string; nextNumber: number },
    { added }: Comparison,
  ): Promise<ImportedRow[]> {
    if (added.length === 0) return [];
    const names = added.flatMap(({ workstream }) => workstream ?? []);
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
function metAgain({ changed, unchanged }: Comparison, asked: ReadonlySet<string>): ImportedRow[] {
  return [
    ...changed.map(({ standing, planned, askDate, proposeComplete }) => ({
      actionId: standing.id,
      planned,
      saidComplete: proposeComplete && standing.status !== 'draft',
      askFor: asked.has(standing.id) ? null : (askDate?.to ?? null),
    })),
    ...unchanged.map(({ standing, planned }) => ({ actionId: standing.id, planned })),
  ];
}

function oncePerCase(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
