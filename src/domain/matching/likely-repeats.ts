import { WEIGHTS, worthOf } from './likely-matches.js';
import { tellingWords, type Told } from './telling-words.js';
import { termsOf, type Term } from './terms.js';

/** A recommendation as it is compared with others. */
export interface Asked {
  readonly text: string;
  readonly theme?: string | null;
}

export interface Repeat<T> {
  readonly of: T;
  readonly earlier: T;
  /** From 0 to 1, where 1 is the same words. */
  readonly likeness: number;
  /** What both ask for, as the later prints it, the most telling first. */
  readonly words: readonly string[];
}

/**
 * From this likeness on a repeat is offered. Set by reading pairs of published reports so that hardly any offer is about
 * another subject; repeats in quite other words are missed, and can be linked by hand.
 */
export const LIKELY_REPEAT = 0.27;

/** Of how many earlier ones each is at most said to be a repeat. */
const MOST_OFFERED = 3;
/** A theme counts half: two recommendations under one heading are not one. */
const THEME = 0.5;

interface Weighed<T> {
  readonly of: T;
  readonly terms: ReadonlyMap<string, { term: Term; worth: number }>;
}

/**
 * Which recommendations were probably raised before, the most alike first: the share of what both say, each word by how
 * rare it is among all that are compared. A proposal for a person, never a fact.
 */
export function likelyRepeats<T extends Asked>(later: readonly T[], earlier: readonly T[]): Repeat<T>[] {
  const [those, these] = [earlier.map(weighed), later.map(weighed)];
  const spread = new Map<string, number>();
  for (const { terms } of [...those, ...these]) {
    for (const key of terms.keys()) spread.set(key, (spread.get(key) ?? 0) + 1);
  }
  const rarity = (key: string) => Math.log(1 + (those.length + these.length) / (spread.get(key) ?? 1));
  const sizes = new Map([...those, ...these].map((asked) => [asked, sizeOf(asked, rarity)]));
  return these.flatMap((one) =>
    those
      .map((other) => ({ other, ...inCommon(one, other, rarity) }))
      .map(({ other, sum, told }) => ({
        of: one.of,
        earlier: other.of,
        likeness: Math.round((sum / (sizes.get(one)! * sizes.get(other)!)) * 100) / 100,
        words: tellingWords(told),
      }))
      .filter(({ likeness }) => likeness >= LIKELY_REPEAT)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_OFFERED),
  );
}

function weighed<T extends Asked>(asked: T): Weighed<T> {
  const terms = new Map<string, { term: Term; worth: number }>();
  const add = (text: string, share: number) => {
    for (const term of termsOf(text)) {
      if (!terms.has(term.key)) terms.set(term.key, { term, worth: share * worthOf(term, WEIGHTS) });
    }
  };
  add(asked.text, 1);
  if (asked.theme) add(asked.theme, THEME);
  return { of: asked, terms };
}

function sizeOf({ terms }: Weighed<Asked>, rarity: (key: string) => number): number {
  let sum = 0;
  for (const [key, { worth }] of terms) sum += (worth * rarity(key)) ** 2;
  return Math.sqrt(sum) || 1;
}

function inCommon(
  one: Weighed<Asked>,
  other: Weighed<Asked>,
  rarity: (key: string) => number,
): { sum: number; told: Told[] } {
  const told: Told[] = [];
  let sum = 0;
  for (const [key, { term, worth }] of one.terms) {
    const there = other.terms.get(key);
    if (!there) continue;
    const gain = worth * there.worth * rarity(key) ** 2;
    sum += gain;
    told.push({ term, gain });
  }
  return { sum, told };
}
