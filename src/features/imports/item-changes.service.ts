import { Injectable } from '@nestjs/common';
import { StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Document } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import type { Tx } from '../../platform/database/database.js';
import { NOWHERE, type DocumentItem, type ItemPart, type ItemPlace } from './document-item.entity.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import { checkValues, columnsOf, type ItemValues } from './item-values.js';
import { blankItem } from './items-of-extraction.js';
import { ReviewService } from './review.service.js';
import { lineOrder, type Place } from './review-warnings.js';
import { placeOfText } from './source-lines.js';

/** Correcting, adding and leaving out what was read. */
@Injectable()
export class ItemChanges {
  constructor(
    private readonly review: ReviewService,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
  ) {}

  /**
   * Saves what is named; all that is wrong with it is told at once. Somebody else's later change is never
   * overwritten. `checked`: the person compared it with the document.
   */
  async save(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
    values: Partial<ItemValues>,
    checked = false,
  ): Promise<DocumentItem> {
    return this.review.changing(person, documentId, async (tx, document) => {
      const item = await this.review.found(tx, documentId, itemId);
      const wanted = { ...valuesOfItem(item), ...values };
      await this.check(tx, document, item.part, wanted);
      await this.review.keep(tx, item, version, columnsOf(item.part, wanted));
      if (checked) await this.items.markChecked(tx, itemId, person.personId);
      return this.review.found(tx, documentId, itemId);
    });
  }

  /** Says that an item was compared with the document, or takes that back. Its words stay as they are. */
  async tick(person: Person, documentId: string, itemId: string, checked: boolean): Promise<DocumentItem> {
    return this.review.changing(person, documentId, async (tx) => {
      await this.review.found(tx, documentId, itemId);
      await this.items.markChecked(tx, itemId, checked ? person.personId : null);
      return this.review.found(tx, documentId, itemId);
    });
  }

  /** Leaves an item out of what will be accepted, or puts it back. */
  async leaveOut(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
    leftOut: boolean,
  ): Promise<DocumentItem> {
    return this.review.changing(person, documentId, async (tx) => {
      const item = await this.review.found(tx, documentId, itemId);
      if (item.mergedInto !== null) throw new StateForbids('merged', 'This was merged into another item');
      await this.review.keep(tx, item, version, { leftOut });
      return this.review.found(tx, documentId, itemId);
    });
  }

  /**
   * Adds what the reading missed. Where it stands is the lines that were chosen, else it is looked for by its words
   * on the page named.
   */
  async add(
    person: Person,
    documentId: string,
    part: ItemPart,
    values: ItemValues,
    chosen: Place | null = null,
  ): Promise<DocumentItem> {
    return this.review.changing(person, documentId, async (tx, document) => {
      const lastPage = await this.check(tx, document, part, values);
      const fits = chosen !== null && chosen.toPage <= lastPage && !isBackwards(chosen);
      const place = fits ? chosen : await this.placeOf(tx, document, part, values, lastPage);
      const page = values.page ?? (document.paged ? place.fromPage : null);
      const id = await this.items.insert(tx, documentId, {
        ...blankItem(),
        ...columnsOf(part, { ...values, page }),
        page,
        ...place,
        part,
        position: await this.items.positionAt(tx, documentId, part, place),
        warning: null,
        origin: 'added',
        leftOut: false,
      });
      await this.items.markChecked(tx, id, person.personId);
      return this.review.found(tx, documentId, id);
    });
  }

  /** Every fault at once; gives back how many pages the document has. */
  private async check(tx: Tx, document: Document, part: ItemPart, values: ItemValues): Promise<number> {
    const lastPage = await this.documents.lastPage(tx, document.id);
    checkValues(part, values, { paged: document.paged, lastPage });
    return lastPage;
  }

  private async placeOf(
    tx: Tx,
    document: Document,
    part: ItemPart,
    values: ItemValues,
    lastPage: number,
  ): Promise<ItemPlace> {
    const from = values.page ?? 1;
    const to = values.page === null ? lastPage : from + 1;
    const pages = await this.documents.pages(tx, document.id, from, to);
    const searched = part === 'judgement' ? (values.area ?? '') : values.text;
    const nowhere = { ...NOWHERE, fromPage: values.page, toPage: values.page };
    return placeOfText(searched, pages) ?? nowhere;
  }
}

/** What stands in an item now, as a reviewer would send it. */
export function valuesOfItem(item: DocumentItem): ItemValues {
  const { number, priority, addressee, theme, timescale, section, sentiment, text, area, grade, page } = item;
  return { number, priority, addressee, theme, timescale, section, sentiment, text, area, grade, page };
}

function isBackwards({ fromPage, fromLine, toPage, toLine }: Place): boolean {
  return lineOrder(fromPage, fromLine) > lineOrder(toPage, toLine);
}
