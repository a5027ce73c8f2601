import { oneLine, wordKey } from './sheet-grid.js';

export interface KnownRecommendation {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly documentTitle: string;
}

/** The recommendation that printed words most likely mean. `sure`: its number or its very words, and no other's. */
export interface RecommendationOffer {
  readonly id: string;
  readonly sure: boolean;
  readonly why: 'number' | 'text' | 'words';
}

/** How alike two texts must be to be offered: the share of the words that they have in common. */
const ALIKE = 0.5;
const NUMBER = String.raw`\d+(?:\.\d+)*[a-z]?`;

/** The recommendations that a cell names: parted by lines and semicolons, and by commas where it holds only numbers. */
export function recommendationsInCell(text: string): readonly string[] {
  const numbers = new RegExp(
    `^\\s*(?:recs?|recommendations?|nos?|numbers?|r)?[.:\\s]*(${NUMBER}(?:\\s*(?:,|&|and|;|/)\\s*(?:r|rec)?\\s*${NUMBER})*)\\s*$`,
    'i',
  ).exec(text);
  if (numbers)
    return numbers[1]!
      .split(/,|&|and|;|\//i)
      .map((one) => one.replace(/[^\d.a-z]/gi, '').replace(/^r(?:ec)?(?=\d)/i, ''));
  return text
    .split(/[\n;]/)
    .map(oneLine)
    .filter((part) => /[a-z0-9]/i.test(part));
}

/** Which recommendation the words mean, best first by number, then by its words; null when none is near. */
export function recommendationMeant(
  printed: string,
  recommendations: readonly KnownRecommendation[],
): RecommendationOffer | null {
  const number = new RegExp(
    `^(?:recommendation|rec|r|area for improvement|afi|no|number)?[.:\\s#]*(${NUMBER})(?=$|[\\s.:)–-])`,
    'i',
  ).exec(printed);
  const rest = number ? printed.slice(number[0].length).replace(/^[\s.:)–-]+/, '') : printed;
  const ofText = byText(rest === '' ? printed : rest, recommendations);
  if (ofText?.why === 'text') return ofText;
  if (number) {
    const wanted = number[1]!.toLowerCase();
    const found = recommendations.filter((one) => one.number?.toLowerCase() === wanted);
    if (found.length === 1 && (rest === '' || ofText === null || ofText.id === found[0]!.id)) {
      return { id: found[0]!.id, sure: rest === '' || ofText !== null, why: 'number' };
    }
    if (found.length > 1) {
      const best = byText(rest, found) ?? { id: found[0]!.id };
      return { id: best.id, sure: false, why: 'number' };
    }
  }
  return ofText;
}

function byText(text: string, recommendations: readonly KnownRecommendation[]): RecommendationOffer | null {
  const key = wordKey(text);
  if (key.length < 8) return null;
  const same = recommendations.filter((one) => wordKey(one.text) === key);
  if (same.length > 0) return { id: same[0]!.id, sure: same.length === 1, why: 'text' };
  let best: { id: string; score: number } | null = null;
  const printed = wordsOf(key);
  for (const one of recommendations) {
    const score = overlap(printed, wordsOf(wordKey(one.text)));
    if (score >= ALIKE && score > (best?.score ?? 0)) best = { id: one.id, score };
  }
  return best === null ? null : { id: best.id, sure: false, why: 'words' };
}

const SMALL = new Set(
  'the a an and or of to in for that is are with on by be as at all their they it this so'.split(' '),
);

function wordsOf(key: string): Set<string> {
  return new Set(key.split(' ').filter((word) => word.length > 1 && !SMALL.has(word)));
}

/** The share of the shorter text's words that stand in the other; very short texts prove nothing. */
function overlap(one: Set<string>, other: Set<string>): number {
  const smaller = Math.min(one.size, other.size);
  if (smaller < 3) return 0;
  return [...one].filter((word) => other.has(word)).length / smaller;
}
