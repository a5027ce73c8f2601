import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { DocumentsService } from '../documents/documents.service.js';
import { planDueOf, planDutyOf } from '../documents/plan-due.js';
import type { DocumentItem } from './document-item.entity.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import { PlanEntries } from './plan-entries.service.js';

/** What acceptance made, or had made already. */
export interface Accepted {
  readonly documentId: string;
  readonly judgements: number;
  readonly recommendations: number;
  readonly findings: number;
}

/** Puts what was reviewed into the plan. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
    private readonly entries: PlanEntries,
    private readonly reading: DocumentsService,
    private readonly days: AuthorityDays,
  ) {}

  /**
   * Accepts a document once; accepting it again answers what was made the first time. With a fingerprint it refuses
   * when somebody changed an item after the person looked.
   */
  async accept(person: Person, documentId: string, fingerprint: string | null): Promise<Accepted> {
    if (!may('documents.accept', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.reading.readable(tx, person, documentId);
      return this.acceptIn(tx, documentId, person.personId, fingerprint);
    });
  }

  /** The same inside a transaction that somebody else answers for. */
  async acceptIn(
    tx: Tx,
    documentId: string,
    acceptedBy: string | null,
    fingerprint: string | null,
  ): Promise<Accepted> {
    const document = await this.documents.byIdHeld(tx, documentId, 'to_change');
    if (document === null) throw new NotFound('There is no such document');
    const counts = await this.items.counts(tx, documentId);
    const made = {
      documentId,
      judgements: counts.judgements,
      recommendations: counts.recommendations,
      findings: counts.findings,
    };
    if (document.state === 'accepted') return made;
    if (document.state !== 'to_review') {
      throw new StateForbids('not_in_review', 'This document is not ready to be accepted');
    }
    if (fingerprint !== null && fingerprint !== counts.fingerprint) {
      throw new StateForbids(
        'changed_meanwhile',
        'Somebody changed an item after you opened this page. Check the numbers again before you accept',
      );
    }
    const items = await this.items.inOrder(tx, documentId);
    await this.entries.put(tx, documentId, items);
    await this.documents.change(tx, documentId, {
      ...(await this.proposedDue(tx, document, items)),
      state: 'accepted',
      acceptedBy,
      acceptedAt: this.days.now(),
    });
    return made;
  }

  /** A deadline that is only proposed follows what is accepted; printed or entered it stays. */
  async proposedDue(
    tx: Tx,
    document: Document,
    items: readonly DocumentItem[],
  ): Promise<Pick<Document, 'planDueOn' | 'planDueBasis'>> {
    const { planDueOn, planDueBasis } = document;
    if (planDueBasis !== null && planDueBasis !== 'proposed') return { planDueOn, planDueBasis };
    const priorities = items.flatMap((item) => (item.leftOut || !item.priority ? [] : [item.priority]));
    const dates = { receivedOn: document.receivedOn, printed: null };
    const due = planDueOf(planDutyOf(document.kind, priorities), dates, await this.days.calendar(tx));
    return { planDueOn: due?.dueOn ?? null, planDueBasis: due?.basis ?? null };
  }
}
