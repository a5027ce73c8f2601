import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Document, Publication } from './document.entity.js';
import { DocumentsRepository, type PublicationChange } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';

/** Whether a document is under embargo, not for publication, or published, and how it came to be. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly reading: DocumentsService,
  ) {}

  /** The document with every change of its publication, the last first. */
  async view(person: Person, id: string): Promise<{ document: Document; changes: PublicationChange[] }> {
    if (!may('documents.set_publication', person)) throw new Forbidden();
    return this.within(person, async (tx) => ({
      document: await this.reading.readable(tx, person, id),
      changes: await this.documents.publicationChanges(tx, id),
    }));
  }

  /**
   * Says anew who may see the document and all that came of it. From then on, at once: nobody is told, and what
   * somebody read before cannot be unread.
   */
  async set(person: Person, id: string, version: number, publication: Publication): Promise<Document> {
    if (!may('documents.set_publication', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const document = await this.reading.readable(tx, person, id);
      if (document.state === 'withdrawn') {
        throw new StateForbids('withdrawn', 'This document was withdrawn: nobody sees it');
      }
      if (document.version !== version) throw new StaleVersion(document.version);
      if (!(await this.documents.changeVersion(tx, id, version, { publication }))) {
        const now = await this.documents.byId(tx, id);
        throw new StaleVersion(now?.version ?? version);
      }
      return this.reading.readable(tx, person, id);
    });
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
