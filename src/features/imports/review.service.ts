import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { PlanDueNotes, type PlanDueNote } from '../documents/plan-due-notes.service.js';
import { isUuid } from '../../web/api/ids.js';
import { DocumentsService } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import { NOWHERE, type DocumentItem, type ItemPart } from './document-item.entity.js';
import {
  DocumentItemsRepository,
  type ItemCounts,
  type ItemNeighbours,
} from './document-items.repository.js';
import { extractionInReview, type ExtractionInReview } from './extraction-in-review.js';
import { columnsOf, type ItemValues } from './item-values.js';
import { blankItem } from './items-of-extraction.js';
import { placeOfText, type PageOfLines } from './source-lines.js';

export interface ItemInReview {
  readonly document: Document;
  readonly item: DocumentItem;
  readonly neighbours: ItemNeighbours;
  /** The one after it that it could be joined to. */
  readonly following: DocumentItem | null;
  /** What was joined to it, and can be taken apart again. */
  readonly merged: DocumentItem[];
  readonly pages: PageOfLines[];
}

/** Reviewing what was read: looking at it beside its source, correcting, adding, leaving out. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
    private readonly reading: DocumentsService,
    private readonly planDue: PlanDueNotes,
  ) {}

  /** Judgements and recommendations whole, findings by their number: what the first page of a review shows. */
  async overview(
    person: Person,
    documentId: string,
  ): Promise<{
    document: Document;
    judgements: DocumentItem[];
    recommendations: DocumentItem[];
    counts: ItemCounts;
    due: PlanDueNote | null;
  }> {
    return this.reviewing(person, documentId, async (tx, document) => {
      const recommendations = await this.items.inOrder(tx, documentId, 'recommendation');
      const kept = recommendations.flatMap((item) => (item.leftOut || !item.priority ? [] : [item.priority]));
      return {
        document,
        judgements: await this.items.inOrder(tx, documentId, 'judgement'),
        recommendations,
        counts: await this.items.counts(tx, documentId),
        due: await this.planDue.of(tx, document, kept),
      };
    });
  }

  async findings(
    person: Person,
    documentId: string,
    slice: Slice,
  ): Promise<{ document: Document; rows: DocumentItem[]; total: number }> {
    return this.reviewing(person, documentId, async (tx, document) => ({
      document,
      ...(await this.items.partOf(tx, documentId, 'finding', slice)),
    }));
  }

  async item(person: Person, documentId: string, itemId: string): Promise<ItemInReview> {
    return this.reviewing(person, documentId, async (tx, document) => {
      const item = await this.found(tx, documentId, itemId);
      return {
        document,
        item,
        neighbours: await this.items.neighbours(tx, item),
        following: item.leftOut ? null : await this.items.following(tx, item),
        merged: await this.items.mergedInto(tx, item),
        pages: await this.pagesAround(tx, item),
      };
    });
  }

  /** One page of the text, to add from. */
  async page(
    person: Person,
    documentId: string,
    page: number,
  ): Promise<{ document: Document; pages: PageOfLines[]; lastPage: number }> {
    return this.reviewing(person, documentId, async (tx, document) => ({
      document,
      pages: await this.documents.pages(tx, documentId, page, page),
      lastPage: await this.documents.lastPage(tx, documentId),
    }));
  }

  /** What was found as it stands now, corrections in and what is left out not. Also of an accepted document. */
  async extraction(person: Person, documentId: string): Promise<ExtractionInReview> {
    if (!may('documents.review', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const document = await this.reading.readable(tx, person, documentId);
      if (document.state === 'reading' || document.state === 'unreadable') {
        throw new StateForbids(
          document.state === 'reading' ? 'still_reading' : 'unreadable',
          document.refusalMessage ?? 'This document is still being read',
        );
      }
      return extractionInReview(document, await this.items.inOrder(tx, documentId));
    });
  }

  /** Saves a correction. Somebody else's later one is never overwritten. */
  async save(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
    values: ItemValues,
  ): Promise<DocumentItem> {
    return this.changing(person, documentId, async (tx, document) => {
      const item = await this.found(tx, documentId, itemId);
      checkPage(document, values, await this.documents.lastPage(tx, documentId));
      await this.keep(tx, item, version, columnsOf(item.part, values));
      return this.found(tx, documentId, itemId);
    });
  }

  /** Leaves an item out of what will be accepted, or puts it back. */
  async leaveOut(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
    leftOut: boolean,
  ): Promise<void> {
    await this.changing(person, documentId, async (tx) => {
      const item = await this.found(tx, documentId, itemId);
      if (item.mergedInto !== null) throw new StateForbids('merged', 'This was merged into another item');
      await this.keep(tx, item, version, { leftOut });
    });
  }

  /** Adds what the reading missed. Where its text stands in the document is looked for on the page named. */
  async add(person: Person, documentId: string, part: ItemPart, values: ItemValues): Promise<string> {
    return this.changing(person, documentId, async (tx, document) => {
      const lastPage = await this.documents.lastPage(tx, documentId);
      checkPage(document, values, lastPage);
      const from = values.page ?? 1;
      const pages = await this.documents.pages(tx, documentId, from, document.paged ? from + 1 : lastPage);
      const searched = part === 'judgement' ? `${values.area ?? ''}` : values.text;
      const place = placeOfText(searched, pages) ?? {
        ...NOWHERE,
        fromPage: values.page,
        toPage: values.page,
      };
      return this.items.insert(tx, documentId, {
        ...blankItem(),
        page: null,
        ...columnsOf(part, values),
        ...place,
        part,
        position: await this.items.positionAt(tx, documentId, part, place),
        warning: null,
        origin: 'added',
        leftOut: false,
      });
    });
  }

  /** A document that is to be reviewed, for somebody who may. */
  async reviewing<T>(
    person: Person,
    documentId: string,
    work: (tx: Tx, document: Document) => Promise<T>,
  ): Promise<T> {
    if (!may('documents.review', person)) throw new Forbidden();
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const document = await this.reading.readable(tx, person, documentId);
      mustBeInReview(document);
      return work(tx, document);
    });
  }

  /** The same, with the document held in review until the change is saved, so that nobody accepts it meanwhile. */
  async changing<T>(
    person: Person,
    documentId: string,
    work: (tx: Tx, document: Document) => Promise<T>,
  ): Promise<T> {
    return this.reviewing(person, documentId, async (tx) => {
      const held = await this.documents.byIdHeld(tx, documentId, 'to_stay');
      if (held === null) throw new NotFound('There is no such document');
      mustBeInReview(held);
      return work(tx, held);
    });
  }

  async found(tx: Tx, documentId: string, itemId: string): Promise<DocumentItem> {
    const item = isUuid(itemId) ? await this.items.byId(tx, documentId, itemId) : null;
    if (item === null) throw new NotFound('There is no such item in this document');
    return item;
  }

  /** Saves columns of an item that still has this version. */
  async keep(tx: Tx, item: DocumentItem, version: number, columns: Partial<DocumentItem>): Promise<void> {
    if (item.version === version && (await this.items.change(tx, item, version, columns))) return;
    const now = await this.items.byId(tx, item.documentId, item.id);
    throw new StaleVersion(now?.version ?? item.version);
  }

  private async pagesAround(tx: Tx, item: DocumentItem): Promise<PageOfLines[]> {
    const from = item.fromPage ?? item.page ?? 1;
    return this.documents.pages(tx, item.documentId, from, Math.max(from, item.toPage ?? from));
  }
}

function mustBeInReview(document: Document): void {
  if (document.state === 'to_review') return;
  const why =
    document.state === 'accepted'
      ? 'This document was accepted, so what was found in it can no longer be changed here'
      : 'This document is not ready to be reviewed';
  throw new StateForbids('not_in_review', why);
}

function checkPage(document: Document, values: ItemValues, lastPage: number): void {
  if (values.page === null || (document.paged && values.page >= 1 && values.page <= lastPage)) return;
  const message = document.paged
    ? `The page must be between 1 and ${lastPage}`
    : 'This document has no pages: leave this empty';
  throw new Refused('no_such_page', message, [{ field: 'page', message }]);
}
