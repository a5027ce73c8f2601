import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentsService } from '../documents/documents.service.js';
import { PlanDueNotes, type PlanDueNote } from '../documents/plan-due-notes.service.js';
import { PeopleRepository } from '../people/people.repository.js';
import { AcceptanceRepository } from './acceptance.repository.js';
import { AcceptanceService } from './acceptance.service.js';
import type { DocumentItem } from './document-item.entity.js';
import { DocumentItemsRepository, type ItemCounts } from './document-items.repository.js';

/** Everything an acceptance would bring about, before anybody presses the button. */
export interface AcceptancePreview {
  readonly document: Document;
  /** `counts.fingerprint` goes back with the acceptance. */
  readonly counts: ItemCounts;
  readonly due: (PlanDueNote & { readonly dueOn: LocalDate }) | null;
  /** Who will be told of the deadline, and on which days still to come. */
  readonly told: { readonly names: string[]; readonly on: LocalDate[] };
}

/** Says exactly what accepting a document would do. */
@Injectable()
export class AcceptancePreviewService {
  constructor(
    private readonly database: Database,
    private readonly reading: DocumentsService,
    private readonly items: DocumentItemsRepository,
    private readonly acceptance: AcceptanceService,
    private readonly entries: AcceptanceRepository,
    private readonly people: PeopleRepository,
    private readonly planDue: PlanDueNotes,
    private readonly days: AuthorityDays,
  ) {}

  async of(person: Person, documentId: string): Promise<AcceptancePreview> {
    if (!may('documents.accept', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const document = await this.reading.readable(tx, person, documentId);
      const items = await this.items.inOrder(tx, documentId, 'recommendation');
      const due = await this.dueOnceAccepted(tx, document, items);
      return {
        document,
        counts: await this.items.counts(tx, documentId),
        due,
        told: due === null ? { names: [], on: [] } : await this.toldOf(tx, due.dueOn),
      };
    });
  }

  private async dueOnceAccepted(
    tx: Tx,
    document: Document,
    items: readonly DocumentItem[],
  ): Promise<AcceptancePreview['due']> {
    const after = { ...document, ...(await this.acceptance.proposedDue(tx, document, items)) };
    const kept = items.flatMap((item) => (item.leftOut || !item.priority ? [] : [item.priority]));
    const note = await this.planDue.of(tx, after, kept);
    return note && after.planDueOn ? { ...note, dueOn: after.planDueOn } : null;
  }

  /** The statutory step of the ladder: plan managers and directors, some working days before the date. */
  private async toldOf(tx: Tx, dueOn: LocalDate): Promise<AcceptancePreview['told']> {
    const people = await this.people.openPeople(tx, ['plan_manager', 'director']);
    const calendar = await this.days.calendar(tx);
    const today = await this.days.today(tx);
    const statutory = await this.entries.statutoryDays(tx);
    const days = calendar.covers(dueOn) ? statutory.map((n) => calendar.workingDaysBefore(dueOn, n)) : [];
    return { names: people.map(({ name }) => name), on: days.filter((day) => day > today) };
  }
}
