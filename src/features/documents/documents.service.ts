import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Document } from './document.entity.js';
import type { DocumentPage } from './document-page.entity.js';
import type { Slice } from './list-slices.js';
import {
  DocumentsRepository,
  type DocumentFilter,
  type DocumentOrder,
  type DocumentRow,
} from './documents.repository.js';

/** Reading documents: the list, the original, its text. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly files: FileStore,
  ) {}

  async list(
    person: Person,
    filter: Omit<DocumentFilter, 'publishedOnly'>,
    part: Slice,
    order?: DocumentOrder,
  ): Promise<{ rows: DocumentRow[]; total: number }> {
    if (!may('documents.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.documents.list(tx, { ...filter, publishedOnly: !seesEmbargoed(person) }, part, order),
    );
  }

  async one(person: Person, id: string): Promise<Document> {
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.readable(tx, person, id),
    );
  }

  /** The file as it was received. */
  async original(person: Person, id: string): Promise<{ document: Document; content: Readable }> {
    const document = await this.one(person, id);
    return { document, content: await this.files.open(document.storedAs) };
  }

  /** One page of the text as it was read. */
  async page(
    person: Person,
    id: string,
    page: number,
  ): Promise<{ document: Document; page: DocumentPage; lastPage: number }> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const document = await this.readable(tx, person, id);
      const [found] = await this.documents.pages(tx, id, page, page);
      if (!found) throw new NotFound('The document has no such page');
      return { document, page: found, lastPage: await this.documents.lastPage(tx, id) };
    });
  }

  /**
   * The document, for somebody who may see it. What is under embargo or not for publication does not exist for
   * those who may not: they are told the same as of a document that is not there.
   */
  async readable(tx: Tx, person: Person, id: string): Promise<Document> {
    if (!may('documents.read', person)) throw new Forbidden();
    const document = isUuid(id) ? await this.documents.byId(tx, id) : null;
    const hidden = document !== null && document.publication !== 'published' && !seesEmbargoed(person);
    if (document === null || hidden) throw new NotFound('There is no such document');
    return document;
  }
}

/** Whether what is under embargo or not for publication is there for this person. */
export function seesEmbargoed(person: Person): boolean {
  return may('documents.read_embargoed', person);
}
