import { expressionAt } from './expressions.js';
import { stemOf } from './stems.js';
import { MANNER, STOP_WORDS } from './stop-words.js';

/** One thing a text says, in a form that can be compared, and as it was printed. */
export interface Term {
  /** A stem, an idea of the field or a pair of neighbours; equal means said alike. */
  readonly key: string;
  readonly printed: string;
  readonly pair: boolean;
  /** A subject of the field tells most, a word of manner ("robust", "timely") least. */
  readonly tells: Telling;
}

export type Telling = 'subject' | 'word' | 'manner';

class ReadTerm implements Term {
  constructor(
    readonly key: string,
    readonly pair: boolean,
    readonly tells: Telling,
    private readonly source: string,
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** Asked of the few words that tell most, so not made for all. */
  get printed(): string {
    const printed = this.source.slice(this.from, this.to);
    return this.pair ? printed.replace(/\s+/g, ' ') : printed;
  }
}

interface Word {
  readonly plain: string;
  readonly stem: string;
  readonly from: number;
  readonly to: number;
}

interface Single {
  readonly key: string;
  readonly tells: Telling;
  readonly from: number;
  readonly to: number;
  /** Which words of its clause it is. */
  readonly first: number;
  readonly last: number;
}

/** A reference to a recommendation or paragraph is an answer somebody else gave: it is no word of the text. */
const REFERENCES =
  /[([]\s*(?:see\s+)?(?:recommendations?|paras?|paragraphs?)\b[^)\]]*[)\]]|\brecommendations?\s+R?\d{1,3}(?:\s*(?:,|and|&)\s*R?\d{1,3})*/gi;
const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu;
/** Between these no two words are neighbours. */
const BREAK = /[.;:!?()[\]•–—]/;

/** "Quality of the assessments": so many words on is still a neighbour. */
const FARTHEST_NEIGHBOUR = 3;

/** The same plan is compared with one finding after the other; texts that nobody asked for lately are forgotten. */
const known = new Map<string, readonly Term[]>();
const MOST_KNOWN = 3_000;

/** What a text says: words by their stems, ideas of the field, and pairs of neighbours; words of grammar left out. */
export function termsOf(text: string): readonly Term[] {
  const before = known.get(text);
  const terms = before ?? readTerms(text);
  if (before) known.delete(text);
  else if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
  known.set(text, terms);
  return terms;
}

function readTerms(text: string): Term[] {
  const source = text.replace(REFERENCES, (reference) => ' '.repeat(reference.length));
  const terms: Term[] = [];
  let before: Single | null = null;
  for (const clause of clausesOf(source)) {
    before = null;
    for (const single of singlesOf(clause)) {
      const { key, tells, from, to } = single;
      terms.push(new ReadTerm(key, false, tells, source, from, to));
      if (before !== null && before.key !== key && single.first - before.last <= FARTHEST_NEIGHBOUR) {
        // "Quality of assessments" and "assessment quality" are one.
        const both = before.key < key ? `${before.key} + ${key}` : `${key} + ${before.key}`;
        const telling = before.tells === 'manner' || tells === 'manner' ? 'manner' : 'word';
        terms.push(new ReadTerm(both, true, telling, source, before.from, to));
      }
      before = single;
    }
  }
  return terms;
}

function clausesOf(text: string): Word[][] {
  const clauses: Word[][] = [[]];
  let end = 0;
  for (const found of text.matchAll(WORD)) {
    const isOneSpace = found.index === end + 1 && text[end] === ' ';
    if (!isOneSpace && BREAK.test(text.slice(end, found.index))) clauses.push([]);
    end = found.index + found[0].length;
    const plain = plainOf(found[0].toLowerCase());
    clauses
      .at(-1)!
      .push({ plain, stem: stemOf(plain), from: found.index, to: found.index + found[0].length });
  }
  return clauses;
}

/** "Council's" is the council. */
function plainOf(word: string): string {
  const end = word.search(/['’]/);
  return end === -1 ? word : word.slice(0, end);
}

function singlesOf(words: readonly Word[]): Single[] {
  const singles: Single[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    const expression = expressionAt(words, at);
    const length = expression?.stems.length ?? 1;
    if (expression) {
      singles.push({
        key: expression.idea,
        tells: expression.tells,
        from: word.from,
        to: words[at + length - 1]!.to,
        first: at,
        last: at + length - 1,
      });
    } else if (!STOP_WORDS.has(word.plain) && !/^\d+$/.test(word.plain) && word.plain.length > 1) {
      const tells = MANNER.has(word.stem) ? 'manner' : 'word';
      singles.push({ key: word.stem, tells, from: word.from, to: word.to, first: at, last: at });
    }
    at += length;
  }
  return singles;
}
