import type { Block } from './blocks.js';
import type { RecommendationPriority, SourcePlace } from './extraction.js';

/** An item while it is being read. */
export interface Item {
  number: string | null;
  priority: RecommendationPriority;
  addressee: string;
  theme: string | null;
  timescale: string | null;
  /** It stands in a list boxed by time. */
  boxed: boolean;
  text: string;
  place: SourcePlace;
  block: Block;
  /** Printed with the word "Recommendation". */
  labelled: boolean;
  /** Only its label or title was read so far: its words follow. */
  open: boolean;
  /** Why a person should look at it; null where its print leaves no doubt. */
  doubt: string | null;
}

/** A list of recommendations that is being read. */
export interface Section {
  readonly level: number | null;
  readonly heading: string;
  readonly place: SourcePlace;
  priority: RecommendationPriority;
  addressee: string;
  theme: string | null;
  timescale: string | null;
  /** How items are marked here; null until the first. */
  style: 'numbered' | 'lettered' | 'bullet' | 'bare' | null;
  /** Every item carries the word "Recommendation": what does not is told around them. */
  readonly labelled: boolean;
  /** Gives way to a list that plainly asks. */
  readonly weak: boolean;
  /** Without a heading: one labelled paragraph somewhere in the text. */
  readonly loose: boolean;
  /** The heading itself says that something is to be improved or acted on, so that bare nouns are items. */
  readonly namesMatters: boolean;
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
    /\b(i|we|review|inquiry|panel|team|commissioner|author|report|board|adviser) recommends?( that)?( the [^.:]{3,80}| [\p{Lu}][^.:]{3,60})?(should|must|to)?:$/iu,
    'recommendation',
  ],
  [
    /\b(we|review|inquiry|panel|team|commissioner|author|report|board|adviser) recommends?( that)?( the [^.]{3,60}(should|must))?:?$/i,
    'recommendation',
  ],
  [/\bit is recommended that[^.]{0,60}:?$/i, 'recommendation'],
];

/** Whether a number does not go on from the one before it. */
export function isBackwards(last: string, next: string): boolean {
  return /^\d+$/.test(last) && /^\d+$/.test(next) && Number(next) <= Number(last);
}
