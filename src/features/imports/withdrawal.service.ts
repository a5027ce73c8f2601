import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { DocumentsService } from '../documents/documents.service.js';
import { PeopleRepository } from '../people/people.repository.js';
import { ReadingQueue } from './reading-queue.js';

const LONGEST_REASON = 500;

/** A withdrawn document as its page tells of it. */
export interface Withdrawn {
  readonly document: Document;
  readonly by: string | null;
}

/** Takes documents away that were uploaded by mistake, and brings them back. Nothing is deleted. */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly reading: DocumentsService,
    private readonly people: PeopleRepository,
    private readonly days: AuthorityDays,
    private readonly queue: ReadingQueue,
  ) {}

  /** Withdraws a document that nothing in the plan comes from. Its file may then be uploaded again. */
  async withdraw(person: Person, documentId: string, because: string | null): Promise<Document> {
    if (!may('documents.upload', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const held = await this.held(tx, person, documentId);
      if (held.state === 'withdrawn') return held;
      if (held.state === 'accepted') {
        throw new StateForbids(
          'in_the_plan',
          'This document was accepted. Undo the acceptance first, then withdraw it',
        );
      }
      await this.documents.change(tx, documentId, {
        state: 'withdrawn',
        withdrawnBecause: reasonOf(because),
        withdrawnBy: person.personId,
        withdrawnAt: this.days.now(),
      });
      return this.reading.readable(tx, person, documentId);
    });
  }

  /** Brings a withdrawn document back to where it was: into review if it had been read, else to be read. */
  async bringBack(person: Person, documentId: string): Promise<Document> {
    if (!may('documents.upload', person)) throw new Forbidden();
    const document = await this.within(person, async (tx) => {
      const held = await this.held(tx, person, documentId);
      if (held.state !== 'withdrawn') return held;
      if ((await this.documents.bySha256(tx, held.sha256)) !== null) {
        throw new StateForbids(
          'uploaded_again',
          'The same file was uploaded again meanwhile: use that document',
        );
      }
      const wasRead = (await this.documents.lastPage(tx, documentId)) > 0;
      await this.documents.change(tx, documentId, {
        state: wasRead ? 'to_review' : 'reading',
        withdrawnBecause: null,
        withdrawnBy: null,
        withdrawnAt: null,
        refusalCode: null,
        refusalMessage: null,
      });
      return this.reading.readable(tx, person, documentId);
    });
    if (document.state === 'reading') await this.queue.ask({ authorityId: person.authority.id, documentId });
    return document;
  }

  /** A document with the name of who withdrew it. */
  async view(person: Person, documentId: string): Promise<Withdrawn> {
    if (!may('documents.upload', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const document = await this.reading.readable(tx, person, documentId);
      const names = await this.people.namesOf(tx, [document.withdrawnBy]);
      return { document, by: names.get(document.withdrawnBy ?? '')?.name ?? null };
    });
  }

  private async held(tx: Tx, person: Person, documentId: string): Promise<Document> {
    await this.reading.readable(tx, person, documentId);
    const held = await this.documents.byIdHeld(tx, documentId, 'to_change');
    if (held === null) throw new NotFound('There is no such document');
    return held;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function reasonOf(because: string | null): string {
  const refuse = (message: string): never => {
    throw new Refused('invalid', message, [{ field: 'because', message }]);
  };
  const reason = because?.trim() ?? '';
  if (reason === '') return refuse('Say why it is withdrawn');
  if (reason.length > LONGEST_REASON)
    return refuse(`The reason must be ${LONGEST_REASON} characters or fewer`);
  return reason;
}
