import { Injectable } from '@nestjs/common';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document } from './document.entity.js';
import { planDueRule, planDueWarnings, planDutyOf } from './plan-due.js';

/** What a page says beside the deadline of the plan: how we know it, and what is odd about it. */
export interface PlanDueNote {
  readonly rule: string;
  readonly warnings: string[];
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
    if (document.planDueOn === null || document.planDueBasis === null) return null;
    const dates = { dueOn: document.planDueOn, receivedOn: document.receivedOn };
    return {
      rule: planDueRule(document.planDueBasis, planDutyOf(document.kind, priorities)),
      warnings: planDueWarnings(dates, await this.days.calendar(tx)),
    };
  }
}
