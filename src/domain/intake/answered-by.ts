import type { ExtractedRecommendation } from './extraction.js';

/** Words that every report uses and that therefore tell nothing. */
const COMMON = new Set(
  'that this with from have been they their there which when where will would should must ensure ensures improve improved children child young people local authority services service work plans planning including have were also more than such other those these into over between through being well very much many some most made make'.split(
    ' ',
  ),
);

function stems(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{4,}/gu)) {
    if (!COMMON.has(word)) found.add(word.replace(/(ings?|ions?|ments?|ies|ed|es|s|ly)$/, '').slice(0, 9));
  }
  return found;
}

/**
 * For a paragraph marked "(recommendation)" that does not say which: the recommendation it most likely leads to, by
 * the rarest words they share. Null where none shares enough. A proposal for a reader, like all of intake.
 */
export function answeredBy(
  paragraph: string,
  recommendations: readonly ExtractedRecommendation[],
): ExtractedRecommendation | null {
  const asked = recommendations.map((item) => stems(item.text));
  const rarity = (stem: string) =>
    Math.log(1 + recommendations.length / asked.filter((own) => own.has(stem)).length);
  const sentences = paragraph.split(/(?<=[.!?])\s+/);
  const marked = sentences.findIndex((sentence) => /\(\s*recommendations?\b/i.test(sentence));
  const weights = new Map<string, number>();
  for (const [at, sentence] of sentences.entries()) {
    for (const stem of stems(sentence))
      weights.set(stem, Math.max(weights.get(stem) ?? 0, at === marked ? 1.5 : 1));
  }
  let best: { item: ExtractedRecommendation; score: number } | null = null;
  for (const [at, item] of recommendations.entries()) {
    let score = 0;
    for (const stem of asked[at]!) if (weights.has(stem)) score += weights.get(stem)! * rarity(stem);
    score /= Math.sqrt(asked[at]!.size + 4);
    if (best === null || score > best.score) best = { item, score };
  }
  return best && best.score > 0.3 ? best.item : null;
}
