import type { Term } from './terms.js';

/** A term that both sides have, and how much it added to the score. */
export interface Told {
  readonly term: Term;
  readonly gain: number;
}

const MOST_WORDS = 8;

/** What made it think so, as printed, the most telling first; what stands in an expression already shown is not repeated. */
export function tellingWords(told: readonly Told[]): string[] {
  const words: string[] = [];
  for (const { term } of [...told].sort((a, b) => b.gain - a.gain)) {
    const printed = softened(term.printed);
    const isSaid = words.some((word) => word.includes(printed) || (term.pair && printed.includes(word)));
    if (words.length < MOST_WORDS && !isSaid) words.push(printed);
  }
  return words;
}

/** "Assessments" at the start of a sentence is "assessments"; "LADO" stays. */
function softened(printed: string): string {
  return printed.replace(/(?<!\p{L})\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
}
