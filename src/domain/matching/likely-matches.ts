import { tellingWords, type Told } from './telling-words.js';
import { termsOf, type Term } from './terms.js';

/** Something that a passage may speak about: a recommendation, an action, an earlier finding. */
export interface Candidate {
  readonly text: string;
  /** The theme or heading it stands under; counts less than its own words. */
  readonly heading?: string | null;
  /** The body it is asked of, where that is not the authority alone. */
  readonly body?: string | null;
}

/** What is compared with the candidates: a finding, or another recommendation. */
export interface Passage {
  readonly text: string;
  readonly heading?: string | null;
}

export interface Match<C> {
  readonly of: C;
  /** Comparable within one passage; higher is likelier. */
  readonly score: number;
  /** What both say, as the passage prints it, the most telling first. */
  readonly words: readonly string[];
}

/** How much each thing counts. Tried on paragraphs linked by careful reading; small changes of any do little. */
export interface Weights {
  /** BM25's k1: how much a second mention in a candidate still adds. */
  readonly saturation: number;
  /** BM25's b: how much longer candidates have to say more. */
  readonly length: number;
  /** A word of the candidate's heading, against one of its text. */
  readonly heading: number;
  /** A word of the passage's heading, against one of its text. */
  readonly passageHeading: number;
  /** A pair of neighbours, beside its two words that already count. */
  readonly pair: number;
  /** A subject of the field, against any other word. */
  readonly subject: number;
  /** A word of manner, against any other word. */
  readonly manner: number;
  /** What each doubling of a word in the passage adds: what it keeps coming back to is what it is about. */
  readonly repeated: number;
  /** What is left of the score of a candidate asked of a body that the passage does not mention. */
  readonly otherBody: number;
}

export const WEIGHTS: Weights = {
  saturation: 1.2,
  length: 0.5,
  heading: 0.5,
  passageHeading: 0.3,
  pair: 0.5,
  subject: 1.5,
  manner: 0.6,
  repeated: 0.8,
  otherBody: 0.5,
};

export const MOST_MATCHES = 5;

/** What a term is worth before its rarity. */
export function worthOf({ pair, tells }: Term, weights: Weights): number {
  return (pair ? weights.pair : 1) * (tells === 'word' ? 1 : weights[tells]);
}

interface Indexed<C> {
  readonly of: C;
  /** Where it stands among the candidates. */
  readonly place: number;
  length: number;
  /** What names the body it is asked of; empty for the authority. */
  body: readonly string[];
}

/** How often one candidate says a term. */
interface Mention<C> {
  readonly entry: Indexed<C>;
  count: number;
}

interface Said {
  readonly term: Term;
  times: number;
}

/**
 * Which candidates a passage most likely speaks about, best first, with the words that say so. A proposal for a person,
 * never a link. The measure is BM25 over stems, ideas of the field and pairs of neighbours: a word counts by how rare it
 * is in everything that is compared (candidates and passages alike), repetition counts ever less, and a long candidate
 * must say more. Nothing in common: nothing is proposed.
 */
export class LikelyMatches<C extends Candidate> {
  private readonly indexed: Indexed<C>[];
  /** By term; each candidate once. One index for all, because a plan has thousands of terms and is asked about a few. */
  private readonly holding = new Map<string, Mention<C>[]>();
  /** In how many of the surroundings a term stands. */
  private readonly around = new Map<string, number>();
  private readonly texts: number;
  /** A passage is mostly one of the surroundings: its words are looked for once. */
  private readonly terms = new Map<string, readonly Term[]>();
  private readonly meanLength: number;

  /** `surroundings`: the other texts of the set, from which the rarity of a word is learnt too. */
  constructor(
    candidates: readonly C[],
    surroundings: readonly string[] = [],
    private readonly weights: Weights = WEIGHTS,
  ) {
    this.texts = candidates.length + surroundings.length;
    this.indexed = candidates.map((candidate, place) => this.index(candidate, place));
    for (const text of surroundings) this.countOnce(new Set(this.termsOf(text).map(({ key }) => key)));
    const sum = this.indexed.reduce((length, entry) => length + entry.length, 0);
    this.meanLength = Math.max(1, sum / Math.max(1, this.indexed.length));
  }

  /** The likeliest candidates, at most `most`. */
  bestFor(passage: Passage, most: number = MOST_MATCHES): Match<C>[] {
    const said = this.said(passage);
    const sums = new Map<Indexed<C>, { score: number; told: Told[] }>();
    for (const { term, times } of said.values()) {
      const worth = this.rarity(term.key) * this.emphasis(times) * worthOf(term, this.weights);
      for (const mention of this.holding.get(term.key) ?? []) {
        const { entry } = mention;
        const gain = worth * this.presence(mention);
        const sum = sums.get(entry) ?? { score: 0, told: [] };
        sum.score += gain;
        sum.told.push({ term, gain });
        sums.set(entry, sum);
      }
    }
    return [...sums]
      .map(([entry, { score, told }]) => ({ entry, score: score * this.address(entry, said), told }))
      .sort((a, b) => b.score - a.score || a.entry.place - b.entry.place)
      .slice(0, most)
      .map(({ entry, score, told }) => ({
        of: entry.of,
        score: Math.round(score * 100) / 100,
        words: tellingWords(told),
      }));
  }

  private said({ text, heading }: Passage): Map<string, Said> {
    const said = new Map<string, Said>();
    const add = (terms: readonly Term[], share: number) => {
      for (const term of terms) {
        const before = said.get(term.key);
        if (before) before.times += share;
        else said.set(term.key, { term, times: share });
      }
    };
    add(this.termsOf(text), 1);
    if (heading) add(this.termsOf(heading), this.weights.passageHeading);
    return said;
  }

  private termsOf(text: string): readonly Term[] {
    let terms = this.terms.get(text);
    if (terms === undefined) this.terms.set(text, (terms = termsOf(text)));
    return terms;
  }

  private index(candidate: C, place: number): Indexed<C> {
    const entry: Indexed<C> = { of: candidate, place, length: 0, body: [] };
    const add = (text: string | null | undefined, share: number): readonly Term[] => {
      const terms = text ? termsOf(text) : [];
      for (const { key, pair } of terms) {
        this.mention(key, entry, share);
        if (!pair) entry.length += share;
      }
      return terms;
    };
    add(candidate.text, 1);
    add(candidate.heading, this.weights.heading);
    entry.body = add(candidate.body, this.weights.heading).map(({ key }) => key);
    return entry;
  }

  private mention(key: string, entry: Indexed<C>, share: number): void {
    const mentions = this.holding.get(key);
    if (mentions === undefined) {
      this.holding.set(key, [{ entry, count: share }]);
      return;
    }
    // Candidates are read one after the other.
    const last = mentions[mentions.length - 1]!;
    if (last.entry === entry) last.count += share;
    else mentions.push({ entry, count: share });
  }

  private countOnce(keys: Iterable<string>): void {
    for (const key of keys) this.around.set(key, (this.around.get(key) ?? 0) + 1);
  }

  private emphasis(times: number): number {
    return Math.min(1, times) * (1 + this.weights.repeated * Math.log2(Math.max(1, times)));
  }

  private rarity(key: string): number {
    const spread = (this.holding.get(key)?.length ?? 0) + (this.around.get(key) ?? 0);
    return Math.log(1 + (this.texts - spread + 0.5) / (spread + 0.5));
  }

  private presence({ entry, count }: Mention<C>): number {
    const { saturation, length } = this.weights;
    const size = 1 - length + length * (entry.length / this.meanLength);
    return (count * (saturation + 1)) / (count + saturation * size);
  }

  private address(entry: Indexed<C>, said: ReadonlyMap<string, Said>): number {
    const mentioned = entry.body.length === 0 || entry.body.some((key) => said.has(key));
    return mentioned ? 1 : this.weights.otherBody;
  }
}
