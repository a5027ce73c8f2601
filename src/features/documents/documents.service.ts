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
  type WithdrawnRow,
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
    filter: Omit<DocumentFilter, 'publishedOnly' | 'withdrawnToo'>,
    part: Slice,
    order?: DocumentOrder,
  ): Promise<{ rows: DocumentRow[]; total: number }> {
    if (!may('documents.read', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.documents.list(
        tx,
        { ...filter, publishedOnly: !seesEmbargoed(person), withdrawnToo: seesWithdrawn(person) },
        part,
        order,
      ),
    );
  }

  /** Documents that were withdrawn, for those who bring documents. */
  async withdrawn(person: Person, part: Slice): Promise<{ rows: WithdrawnRow[]; total: number }> {
    if (!may('documents.upload', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const rows = await this.documents.withdrawn(tx, part);
      return { rows, total: rows[0]?.total ?? 0 };
    });
  }

  async one(person: Person, id: string): Promise<Document> {
    return this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.readable(tx, person, id),
    );
  }

  /** The file as it was received. */
  async original(person: Person, id: string): Promise<{ document: Document; content: Readable }> {
    const document = await this.one(person, id);
    if (document.typed) throw new NotFound('This document was typed in: it has no file');
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
   * those who may not, nor does a withdrawn one for anybody but those who bring documents: they are told the same as
   * of a document that is not there.
   */
  async readable(tx: Tx, person: Person, id: string): Promise<Document> {
    if (!may('documents.read', person)) throw new Forbidden();
    const document = isUuid(id) ? await this.documents.byId(tx, id) : null;
    if (document === null || isHidden(document, person)) throw new NotFound('There is no such document');
    return document;
  }
}

/** Whether what is under embargo or not for publication is there for this person. */
export function seesEmbargoed(person: Person): boolean {
  return may('documents.read_embargoed', person);
}

/** Whether documents that were withdrawn are there for this person: a wrong one may be nobody else's to read. */
export function seesWithdrawn(person: Person): boolean {
  return may('documents.upload', person);
}

function isHidden(document: Document, person: Person): boolean {
  if (document.state === 'withdrawn' && !seesWithdrawn(person)) return true;
  return document.publication !== 'published' && !seesEmbargoed(person);
}
