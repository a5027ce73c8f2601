import type { LocalDate } from '../calendar/local-date.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

/** The first day of the quarter of a day: 1 January, April, July or October, which are those of the financial year too. */
export function quarterStart(day: LocalDate): LocalDate {
  const month = Number(day.slice(5, 7));
  const first = String(month - ((month - 1) % 3)).padStart(2, '0');
  return `${day.slice(0, 4)}-${first}-01` as LocalDate;
}

export interface SentencesSoFar {
  /** The day of the last sentence about the recommendation; null: none was ever written. */
  readonly lastOn: LocalDate | null;
  /** The day of the last one that said what difference has been made. */
  readonly lastDifferenceOn: LocalDate | null;
}

/** What its lead owes a recommendation in this quarter: one honest sentence, and once the difference made. */
export function sentenceWanted(
  { lastOn, lastDifferenceOn }: SentencesSoFar,
  today: LocalDate,
): { readonly sentence: boolean; readonly difference: boolean } {
  const from = quarterStart(today);
  return {
    sentence: lastOn === null || lastOn < from,
    difference: lastDifferenceOn === null || lastDifferenceOn < from,
  };
}

export type SentenceRefusal = 'sentence_missing' | 'sentence_too_long' | 'difference_missing';

/** One sentence, so that it can stand beside the recommendation wherever it is shown. */
export const LONGEST_SENTENCE = 400;

/** A dated sentence is added, never changed. The difference made must be said with the first one of each quarter. */
export function writeSentence(
  written: { readonly sentence: string; readonly difference: string },
  before: SentencesSoFar,
  today: LocalDate,
): { readonly sentence: string; readonly difference: string } | Refusal<SentenceRefusal> {
  const sentence = written.sentence.trim();
  const difference = written.difference.trim();
  if (isBlank(sentence)) return refuse('sentence_missing');
  if ([...sentence].length > LONGEST_SENTENCE) return refuse('sentence_too_long');
  if (isBlank(difference) && sentenceWanted(before, today).difference) return refuse('difference_missing');
  return { sentence, difference };
}
