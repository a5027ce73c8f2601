import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document } from './document.entity.js';
import { planDueRule, planDueWarnings, planDutyOf, statutoryRule } from './plan-due.js';

/** What a page says beside the deadline of the plan: how we know it, and what is odd about it. */
export interface PlanDueNote {
  readonly rule: string;
  readonly warnings: string[];
  /** Something else that is due before: the early draft after a priority action in a focused visit. */
  readonly before: string | null;
}

@Injectable()
export class PlanDueNotes {
  constructor(private readonly days: AuthorityDays) {}

  /** Null where the document has no deadline. `priorities` are those of its recommendations. */
  async of(
    tx: Tx,
    document: Document,
    priorities: readonly RecommendationPriority[],
  ): Promise<PlanDueNote | null> {
    const { kind, planDueOn, planDueBasis, receivedOn } = document;
    if (planDueOn === null || planDueBasis === null) return null;
    const calendar = await this.days.calendar(tx);
    const duty = planDutyOf(kind, priorities);
    const hasDraft = kind === 'focused_visit' && duty !== null && calendar.covers(receivedOn);
    return {
      rule: planDueRule({ dueOn: planDueOn, basis: planDueBasis }, duty, receivedOn, calendar),
      warnings: planDueWarnings({ dueOn: planDueOn, receivedOn }, calendar),
      before: hasDraft
        ? `An early draft is due ${statutoryRule('early_draft', receivedOn, calendar).rule}.`
        : null,
    };
  }
}
