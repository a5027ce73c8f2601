import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { RatingService } from '../actions/rating.service.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PastReading } from '../authorities/past-reading.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import type { PlanEntry } from './plan-document.js';
import { PlanDocumentRepository } from './plan-document.repository.js';

export interface PlanDocument {
  readonly title: string;
  readonly asAt: LocalDate;
  readonly isPast: boolean;
  readonly entries: readonly PlanEntry[];
  readonly leftOut: { readonly actions: number; readonly recommendations: number };
}

/** The plan as it reads now, or as it read at the end of a day. */
@Injectable()
export class PlanDocumentService {
  constructor(
    private readonly past: PastReading,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
    private readonly documents: PlanDocumentRepository,
  ) {}

  async read(person: Person, asAt: LocalDate | null): Promise<PlanDocument> {
    if (!may('plan.read', person)) throw new Forbidden();
    return this.past.within(person.authority.id, person.actor, asAt, async (tx) => {
      const today = await this.days.today(tx);
      await this.ratings.rerateDue(tx, today);
      return {
        title: (await this.documents.openPlan(tx))?.title ?? 'Improvement plan',
        asAt: today,
        isPast: tx.asAt !== null,
        entries: await this.documents.read(tx, !seesEmbargoed(person)),
        leftOut: await this.documents.leftOut(tx),
      };
    });
  }
}
