import type { Block } from './blocks.js';
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
