import { Injectable } from '@nestjs/common';
import { likelyRepeats } from '../../domain/matching/likely-repeats.js';
import type { Tx } from '../../platform/database/database.js';
import { RaisedBeforeRepository, type Offer } from './raised-before.repository.js';

/** Finds what was probably raised before, whenever recommendations enter the plan. */
@Injectable()
export class RaisedBeforeComparison {
  constructor(private readonly raised: RaisedBeforeRepository) {}

  /**
   * Compares the recommendations of a document with those of earlier ones, and those of later ones with them: an old
   * report may be uploaded last. Call it in the transaction that puts them into the plan or corrects their words;
   * repeating it changes nothing. Answers how many repeats are likely.
   */
  async compare(tx: Tx, documentId: string): Promise<number> {
    const all = await this.raised.comparable(tx);
    const these = all.filter((one) => one.documentId === documentId);
    const [first] = these;
    if (first === undefined) return 0;
    const earlier = all.filter(({ on }) => on < first.on);
    const later = all.filter(({ on }) => on > first.on);
    const offers: Offer[] = [...likelyRepeats(these, earlier), ...likelyRepeats(later, these)].map(
      ({ of, earlier: before, likeness, words }) => ({
        recommendationId: of.id,
        earlierId: before.id,
        likeness,
        words,
      }),
    );
    await this.raised.offer(tx, offers);
    await this.raised.lapse(
      tx,
      these.map(({ id }) => id),
      offers,
    );
    return offers.length;
  }
}
