import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Document } from '../documents/document.entity.js';
import { documentPaths } from '../documents/documents.paths.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { PlanDueNotes, type PlanDueNote } from '../documents/plan-due-notes.service.js';
import { isUuid } from '../../web/api/ids.js';
import { DocumentsService } from '../documents/documents.service.js';
import type { Slice } from '../documents/list-slices.js';
import type { DocumentItem, ItemPart } from './document-item.entity.js';
import {
  DocumentItemsRepository,
  type ItemBrief,
  type ItemCounts,
  type ItemNeighbours,
} from './document-items.repository.js';
import { extractionInReview, type ExtractionInReview } from './extraction-in-review.js';
import type { Company } from './reviewers.page.js';
import { ReviewersRepository } from './reviewers.repository.js';
import type { ShownItems } from './shown-items.js';
import type { PageOfLines } from './source-lines.js';

export interface ReviewOverview {
  readonly document: Document;
  readonly judgements: DocumentItem[];
  readonly recommendations: DocumentItem[];
  readonly counts: ItemCounts;
  readonly due: PlanDueNote | null;
  readonly company: Company;
}

export interface ItemInReview {
  readonly document: Document;
  readonly item: DocumentItem;
  readonly neighbours: ItemNeighbours;
  /** All of its part, to jump to. */
  readonly briefs: ItemBrief[];
  /** The one after it that it could be joined to. */
  readonly following: DocumentItem | null;
  /** What was joined to it, and can be taken apart again. */
  readonly merged: DocumentItem[];
  readonly pages: PageOfLines[];
  readonly lastPage: number;
  readonly company: Company;
}

/** Reviewing what was read: looking at it beside its source. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
    private readonly reading: DocumentsService,
    private readonly planDue: PlanDueNotes,
    private readonly reviewers: ReviewersRepository,
  ) {}

  /** Judgements and recommendations whole, findings by their number: what the first page of a review shows. */
  async overview(person: Person, documentId: string): Promise<ReviewOverview> {
    return this.reviewing(person, documentId, async (tx, document) => {
      const recommendations = await this.items.inOrder(tx, documentId, 'recommendation');
      const kept = recommendations.flatMap((item) => (item.leftOut || !item.priority ? [] : [item.priority]));
      return {
        document,
        judgements: await this.items.inOrder(tx, documentId, 'judgement'),
        recommendations,
        counts: await this.items.counts(tx, documentId),
        due: await this.planDue.of(tx, document, kept),
        company: await this.companyIn(tx, person, documentId, null),
      };
    });
  }

  async findings(
    person: Person,
    documentId: string,
    show: ShownItems,
    slice: Slice,
  ): Promise<{ document: Document; rows: DocumentItem[]; total: number }> {
    return this.reviewing(person, documentId, async (tx, document) => ({
      document,
      ...(await this.items.partOf(tx, documentId, 'finding', show, slice)),
    }));
  }

  /** The items of one part, for the API. */
  async partOf(
    person: Person,
    documentId: string,
    part: ItemPart,
    slice: Slice,
  ): Promise<{ rows: DocumentItem[]; total: number }> {
    return this.reviewing(person, documentId, (tx) => this.items.partOf(tx, documentId, part, 'all', slice));
  }

  async item(
    person: Person,
    documentId: string,
    itemId: string,
    show: ShownItems = 'all',
  ): Promise<ItemInReview> {
    return this.reviewing(person, documentId, async (tx, document) => {
      const item = await this.found(tx, documentId, itemId);
      return {
        document,
        item,
        neighbours: await this.items.neighbours(tx, item, show),
        briefs: await this.items.briefs(tx, documentId, item.part),
        following: item.leftOut ? null : await this.items.following(tx, item),
        merged: await this.items.mergedInto(tx, item),
        pages: await this.pagesAround(tx, item),
        lastPage: await this.documents.lastPage(tx, documentId),
        company: await this.companyIn(tx, person, documentId, itemId),
      };
    });
  }

  /** What an item was in an earlier version; null when that is not known. */
  async earlier(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
  ): Promise<Record<string, unknown> | null> {
    return this.reviewing(person, documentId, async (tx) => {
      await this.found(tx, documentId, itemId);
      return this.items.version(tx, itemId, version);
    });
  }

  /** One page of the text, and the next one, where an item may go on. */
  async page(
    person: Person,
    documentId: string,
    page: number,
  ): Promise<{ document: Document; pages: PageOfLines[]; lastPage: number; counts: ItemCounts }> {
    return this.reviewing(person, documentId, async (tx, document) => ({
      document,
      pages: await this.documents.pages(tx, documentId, page, page + 1),
      lastPage: await this.documents.lastPage(tx, documentId),
      counts: await this.items.counts(tx, documentId),
    }));
  }

  /** One page of the text with what was found on it. */
  async sourcePage(
    person: Person,
    documentId: string,
    page: number,
  ): Promise<{
    document: Document;
    page: PageOfLines;
    lastPage: number;
    items: DocumentItem[];
    company: Company;
  }> {
    return this.reviewing(person, documentId, async (tx, document) => {
      const [found] = await this.documents.pages(tx, documentId, page, page);
      if (!found) throw new NotFound('The document has no such page');
      return {
        document,
        page: found,
        lastPage: await this.documents.lastPage(tx, documentId),
        items: await this.items.onPage(tx, documentId, page),
        company: await this.companyIn(tx, person, documentId, null),
      };
    });
  }

  /** Who else reviews the document just now, and what they changed. Asking says that this person does. */
  async company(person: Person, documentId: string, itemId: string | null): Promise<Company> {
    return this.reviewing(person, documentId, async (tx) => {
      const item = itemId === null ? null : await this.found(tx, documentId, itemId);
      return this.companyIn(tx, person, documentId, item?.id ?? null);
    });
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

  private async companyIn(
    tx: Tx,
    person: Person,
    documentId: string,
    itemId: string | null,
  ): Promise<Company> {
    await this.reviewers.note(tx, documentId, person.personId, itemId);
    return {
      others: await this.reviewers.others(tx, documentId, person.personId),
      changes: await this.reviewers.changes(tx, documentId, person.personId),
    };
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
  const instead = { text: 'Go to the document', href: documentPaths.document(document.id) };
  throw new StateForbids('not_in_review', why, [], instead);
}
