import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { OverviewDecisions, type DecisionsAwaited } from './overview-decisions.js';
import { OverviewPlan, type PlanPicture } from './overview-plan.js';
import {
  OverviewRepository,
  type AgencyFigures,
  type Escalation,
  type StatutoryDeadline,
} from './overview.repository.js';

export interface Overview {
  readonly today: LocalDate;
  readonly plan: PlanPicture;
  /** Each with the working days that are left; below 0: since when it is overdue. */
  readonly statutory: readonly (StatutoryDeadline & { readonly workingDaysLeft: number | null })[];
  readonly escalations: { readonly rows: readonly Escalation[]; readonly total: number };
  readonly byAgency: readonly AgencyFigures[];
  readonly decisions: DecisionsAwaited;
}

const MOST_ESCALATIONS = 10;

/** The whole picture for those who answer for the plan as a whole; its figures are those of the board. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    private readonly overview: OverviewRepository,
    private readonly plan: OverviewPlan,
    private readonly decisions: OverviewDecisions,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  of(person: Person): Promise<Overview> {
    if (!may('overview.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const today = await this.days.today(tx);
      await this.ratings.rerateDue(tx, today);
      return {
        today,
        plan: await this.plan.picture(tx, person, today),
        statutory: await this.statutory(tx, person, today),
        escalations: await this.overview.escalations(tx, MOST_ESCALATIONS),
        byAgency: await this.overview.byAgency(tx),
        decisions: await this.decisions.awaited(tx, person),
      };
    });
  }

  private async statutory(tx: Tx, person: Person, today: LocalDate): Promise<Overview['statutory']> {
    const calendar = await this.days.calendar(tx);
    const deadlines = await this.overview.statutoryDeadlines(tx, !seesEmbargoed(person));
    return deadlines.map((one) => ({
      ...one,
      workingDaysLeft: !calendar.covers(one.dueOn)
        ? null
        : one.dueOn < today
          ? -calendar.workingDaysBetween(one.dueOn, today)
          : calendar.workingDaysBetween(today, one.dueOn),
    }));
  }
}
