import { LikelyMatches } from '../matching/likely-matches.js';
import type { ExtractedRecommendation } from './extraction.js';

/**
 * For a paragraph marked "(recommendation)" that does not say which: the recommendation it most likely leads to, by what
 * both speak of, among those made to the council or, in the chapter about the board, to the board. Null where none has
 * anything in common with it. A proposal for a reader, like all of intake.
 */
export class LikelyAnswers {
  private readonly matches = new Map<
    boolean,
    LikelyMatches<{ item: ExtractedRecommendation; text: string }>
  >();

  /** `paragraphs`: all findings of the document, from which the rarity of a word is learnt. */
  constructor(
    private readonly recommendations: readonly ExtractedRecommendation[],
    private readonly paragraphs: readonly string[],
  ) {}

  to(paragraph: string, heading: string | null, isOfBoard: boolean): ExtractedRecommendation | null {
    return this.among(isOfBoard).bestFor({ text: paragraph, heading }, 1)[0]?.of.item ?? null;
  }

  /** Made when it is first asked for: most documents say which themselves. */
  private among(isOfBoard: boolean): LikelyMatches<{ item: ExtractedRecommendation; text: string }> {
    let matches = this.matches.get(isOfBoard);
    if (matches === undefined) {
      const same = this.recommendations.filter(({ addressee }) => (addressee === 'LSCB') === isOfBoard);
      const asked = same.length > 0 ? same : this.recommendations;
      matches = new LikelyMatches(
        asked.map((item) => ({ item, text: item.text, heading: item.theme })),
        this.paragraphs,
      );
      this.matches.set(isOfBoard, matches);
    }
    return matches;
  }
}
