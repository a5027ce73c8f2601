import { Injectable } from '@nestjs/common';
import { Refused, StateForbids, StaleVersion } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import type { Tx } from '../../platform/database/database.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import type { DocumentItem, ItemPlace } from './document-item.entity.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import { referencesIn } from './item-values.js';
import { ReviewService } from './review.service.js';
import { placeOfText } from './source-lines.js';
import { placeBefore, splitAt } from './split-places.js';

/** Two items that are one, and one item that is two. */
@Injectable()
export class ItemSurgery {
  constructor(
    private readonly review: ReviewService,
    private readonly items: DocumentItemsRepository,
    private readonly documents: DocumentsRepository,
  ) {}

  /** Joins the next item of the list to this one, which keeps its number, priority and addressee. */
  async mergeWithNext(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
    next: { id: string; version: number },
  ): Promise<void> {
    await this.review.changing(person, documentId, async (tx) => {
      const item = await this.review.found(tx, documentId, itemId);
      mustHaveText(item);
      const following = item.leftOut ? null : await this.items.following(tx, item);
      if (following === null)
        throw new StateForbids('nothing_follows', 'There is no next item to merge with');
      if (following.id !== next.id) throw new StaleVersion(item.version);
      const text = `${item.text} ${following.text}`.trim();
      await this.review.keep(tx, item, version, {
        text,
        ...referencesIn(item.part, text),
        timescale: item.timescale ?? following.timescale,
        toPage: following.toPage ?? item.toPage,
        toLine: following.toLine ?? item.toLine,
        warning: [item.warning, following.warning].filter(Boolean).join(' ') || null,
        origin: 'merged',
      });
      await this.review.keep(tx, following, next.version, { leftOut: true, mergedInto: item.id });
      // What had been merged into the second one now belongs to the first.
      for (const earlier of await this.items.mergedInto(tx, following)) {
        await this.review.keep(tx, earlier, earlier.version, { mergedInto: item.id });
      }
    });
  }

  /** Takes the item that was merged last out again, if the text of both still stands there unchanged. */
  async undoMerge(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
  ): Promise<DocumentItem> {
    return this.review.changing(person, documentId, async (tx) => {
      const item = await this.review.found(tx, documentId, itemId);
      const last = (await this.items.mergedInto(tx, item)).at(-1);
      if (last === undefined) throw new StateForbids('not_merged', 'Nothing was merged into this item');
      if (!item.text.endsWith(` ${last.text}`)) {
        throw new StateForbids(
          'changed_since_merged',
          'The text was changed after it was merged: split it at the place you want instead',
        );
      }
      const text = item.text.slice(0, -last.text.length - 1);
      const place = await this.placeIn(tx, documentId, item, text);
      await this.review.keep(tx, item, version, { text, ...referencesIn(item.part, text), ...place });
      await this.review.keep(tx, last, last.version, { leftOut: false, mergedInto: null });
      return this.review.found(tx, documentId, itemId);
    });
  }

  /**
   * Splits an item before the character at this place, or before these words. The second part follows the first,
   * without a number.
   */
  async split(
    person: Person,
    documentId: string,
    itemId: string,
    version: number,
    place: number | string | null,
  ): Promise<string> {
    return this.review.changing(person, documentId, async (tx) => {
      const item = await this.review.found(tx, documentId, itemId);
      mustHaveText(item);
      const [first, second] = partsOf(item.text, place);
      const position = await this.items.positionAfter(tx, item);
      const places = {
        first: await this.placeIn(tx, documentId, item, first),
        second: await this.placeIn(tx, documentId, item, second),
      };
      await this.review.keep(tx, item, version, {
        text: first,
        ...referencesIn(item.part, first),
        ...places.first,
      });
      const { id: _id, version: _version, checkedBy: _by, checkedAt: _at, ...kept } = item;
      return this.items.insert(tx, documentId, {
        ...kept,
        number: null,
        text: second,
        paragraphRefs: [],
        recommendationRefs: [],
        frameworkRef: null,
        ...referencesIn(item.part, second),
        ...places.second,
        page: item.page === null ? null : (places.second.fromPage ?? item.page),
        position,
        warning: null,
        origin: 'split',
        leftOut: item.leftOut,
      });
    });
  }

  /** Where a part of an item's text stands; where the whole item stands, if the part is not found in it. */
  private async placeIn(tx: Tx, documentId: string, item: DocumentItem, text: string): Promise<ItemPlace> {
    const { fromPage, fromLine, toPage, toLine } = item;
    const whole = { fromPage, fromLine, toPage, toLine };
    if (fromPage === null || fromLine === null || toPage === null || toLine === null) return whole;
    const pages = await this.documents.pages(tx, documentId, fromPage, toPage);
    const own = pages.map(({ page, lines }) => ({
      page,
      lines: lines.map((line, index) =>
        (page > fromPage || index + 1 >= fromLine) && (page < toPage || index + 1 <= toLine) ? line : '',
      ),
    }));
    return placeOfText(text, own) ?? whole;
  }
}

function mustHaveText(item: DocumentItem): void {
  if (item.part === 'judgement') {
    throw new StateForbids('judgement', 'A judgement cannot be merged or split: correct it instead');
  }
}

function partsOf(text: string, place: number | string | null): [string, string] {
  const refuse = (field: string, message: string): never => {
    throw new Refused('no_such_place', message, [{ field, message }]);
  };
  if (place === null) return refuse('at', 'Choose where the second part begins, or type its first words');
  const at = typeof place === 'string' ? placeBefore(text, place) : place;
  if (at === null) return refuse('words', 'Enter words that stand in the text, as they are written there');
  return splitAt(text, at) ?? refuse('at', 'Choose a place with words before and after it');
}
