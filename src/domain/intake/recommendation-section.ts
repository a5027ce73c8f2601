import type { Block } from './blocks.js';
import type { KindDescription } from './document-kind.js';
import type { OutlinedBlock } from './outline.js';
import type { RecommendationPriority, SourcePlace } from './extraction.js';

/** An item while it is being read. */
export interface Item {
  number: string | null;
  priority: RecommendationPriority;
  addressee: string;
  theme: string | null;
  timescale: string | null;
  text: string;
  place: SourcePlace;
  block: Block;
}

/** A list of recommendations that is being read. */
export interface Section {
  readonly level: number | null;
  readonly heading: string;
  priority: RecommendationPriority;
  addressee: string;
  theme: string | null;
  timescale: string | null;
  /** How items are marked here; null until the first. */
  style: 'numbered' | 'bullet' | 'bare' | null;
  bulletLeft: number;
  items: Item[];
}

/** Sentences that open a list where no heading does, with the priority of what follows. */
export const OPENERS: readonly (readonly [RegExp, RecommendationPriority])[] = [
  [
    /following (significant )?areas? of (significant )?(weakness|concern)(es)?[^.]{0,40}:?$/i,
    'priority_action',
  ],
  [
    /\b(makes?|made|sets? out|offers?|proposes?) the following( \p{L}+){0,3} recommendations?\b[^.]{0,80}[:.]?$/iu,
    'recommendation',
  ],
  [
    /\b(we|review|inquiry|panel|team|commissioner|author|report|board|adviser) recommends?( that)?( the [^.]{3,60}(should|must))?:?$/i,
    'recommendation',
  ],
  [/\bit is recommended that[^.]{0,60}:?$/i, 'recommendation'],
];

/** To whom the part of the report that the block stands in makes its recommendations. */
export function usualAddressee(kind: KindDescription, entry: OutlinedBlock): string {
  return entry.chapter === 'board' && kind.addressee === 'Local authority' ? 'LSCB' : kind.addressee;
}

/** Whether a number does not go on from the one before it. */
export function isBackwards(last: string, next: string): boolean {
  return /^\d+$/.test(last) && /^\d+$/.test(next) && Number(next) <= Number(last);
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
