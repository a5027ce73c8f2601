import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentHolds, type DocumentHold } from '../documents/document-holds.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { DocumentsService } from '../documents/documents.service.js';
import { AcceptanceRepository } from './acceptance.repository.js';
import { DocumentItemsRepository, type ItemCounts } from './document-items.repository.js';

/** Takes an acceptance back, for as long as nothing hangs on what it made. */
@Injectable()
export class UndoAcceptanceService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly reading: DocumentsService,
    private readonly items: DocumentItemsRepository,
    private readonly entries: AcceptanceRepository,
    private readonly holds: DocumentHolds,
    private readonly days: AuthorityDays,
  ) {}

  /** What would be withdrawn, and what stands in the way. */
  async preview(
    person: Person,
    documentId: string,
  ): Promise<{ document: Document; counts: ItemCounts; holds: readonly DocumentHold[] }> {
    if (!may('documents.accept', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => ({
      document: await this.reading.readable(tx, person, documentId),
      counts: await this.items.counts(tx, documentId),
      holds: await this.holds.on(tx, documentId),
    }));
  }

  /**
   * Withdraws the judgements, recommendations and findings that came of the document and puts it back into review.
   * Nothing is deleted: accepted again, the same rows stand again. Undoing what was not accepted does nothing.
   */
  async undo(person: Person, documentId: string): Promise<Document> {
    if (!may('documents.accept', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await this.reading.readable(tx, person, documentId);
      await this.undoIn(tx, documentId);
      return this.reading.readable(tx, person, documentId);
    });
  }

  private async undoIn(tx: Tx, documentId: string): Promise<void> {
    const held = await this.documents.byIdHeld(tx, documentId, 'to_change');
    if (held === null) throw new NotFound('There is no such document');
    if (held.state === 'to_review') return;
    if (held.typed) {
      throw new StateForbids('typed', 'This document was typed in: withdraw its recommendations instead');
    }
    if (held.state !== 'accepted') {
      throw new StateForbids('not_accepted', 'This document was not accepted');
    }
    await this.entries.holdRecommendations(tx, documentId);
    const holds = await this.holds.on(tx, documentId);
    if (holds.length > 0) throw new StateForbids('in_the_way', sentenceOf(holds));
    await this.entries.takeBack(tx, documentId, this.days.now());
    await this.documents.change(tx, documentId, { state: 'to_review', acceptedBy: null, acceptedAt: null });
  }
}

const MOST_NAMED = 10;

function sentenceOf(holds: readonly DocumentHold[]): string {
  const named = holds.slice(0, MOST_NAMED).map((hold) => hold.name);
  const more = holds.length - named.length;
  const list = [...named, ...(more > 0 ? [`${more} more`] : [])];
  return `The acceptance cannot be undone because something hangs on it: ${list.join(', ')}`;
}
