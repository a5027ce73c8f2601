import { SAME_MEANING } from './field-synonyms.js';
import { stemOf } from './stems.js';
import { STOP_WORDS } from './stop-words.js';

/** One thing a text says, in a form that can be compared, and as it was printed. */
export interface Term {
  /** A stem, an idea of the field or a pair of neighbours; equal means said alike. */
  readonly key: string;
  readonly printed: string;
  readonly pair: boolean;
}

interface Word {
  readonly plain: string;
  readonly stem: string;
  readonly from: number;
  readonly to: number;
}

interface Single {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Which words of its clause it is. */
  readonly first: number;
  readonly last: number;
}

interface Expression {
  readonly stems: readonly string[];
  readonly idea: string;
}

/** A reference to a recommendation or paragraph is an answer somebody else gave: it is no word of the text. */
const REFERENCES =
  /[([]\s*(?:see\s+)?(?:recommendations?|paras?|paragraphs?)\b[^)\]]*[)\]]|\brecommendations?\s+R?\d{1,3}(?:\s*(?:,|and|&)\s*R?\d{1,3})*/gi;
const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu;
/** Between these no two words are neighbours. */
const BREAK = /[.;:!?()[\]•–—]/;

/** "Quality of the assessments": so many words on is still a neighbour. */
const FARTHEST_NEIGHBOUR = 3;

/** By the first stem of each expression, the longest first. */
const EXPRESSIONS: ReadonlyMap<string, readonly Expression[]> = expressions();

/** What a text says: words by their stems, ideas of the field, and pairs of neighbours; words of grammar left out. */
export function termsOf(text: string): Term[] {
  const source = text.replace(REFERENCES, (reference) => ' '.repeat(reference.length));
  const terms: Term[] = [];
  let before: Single | null = null;
  for (const clause of clausesOf(source)) {
    before = null;
    for (const single of singlesOf(clause)) {
      terms.push({ key: single.key, printed: source.slice(single.from, single.to), pair: false });
      if (before !== null && before.key !== single.key && single.first - before.last <= FARTHEST_NEIGHBOUR) {
        terms.push({
          // "Quality of assessments" and "assessment quality" are one.
          key: [before.key, single.key].sort().join(' + '),
          printed: source.slice(before.from, single.to).replace(/\s+/g, ' '),
          pair: true,
        });
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
    if (BREAK.test(text.slice(end, found.index))) clauses.push([]);
    end = found.index + found[0].length;
    const plain = found[0].toLowerCase().replace(/['’].*$/, '');
    clauses
      .at(-1)!
      .push({ plain, stem: stemOf(plain), from: found.index, to: found.index + found[0].length });
  }
  return clauses;
}

function singlesOf(words: readonly Word[]): Single[] {
  const singles: Single[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    const expression = EXPRESSIONS.get(word.stem)?.find(({ stems }) =>
      stems.every((stem, next) => words[at + next]?.stem === stem),
    );
    const length = expression?.stems.length ?? 1;
    if (expression) {
      singles.push({
        key: expression.idea,
        from: word.from,
        to: words[at + length - 1]!.to,
        first: at,
        last: at + length - 1,
      });
    } else if (!STOP_WORDS.has(word.plain) && !/^\d+$/.test(word.plain) && word.plain.length > 1) {
      singles.push({ key: word.stem, from: word.from, to: word.to, first: at, last: at });
    }
    at += length;
  }
  return singles;
}

function expressions(): Map<string, Expression[]> {
  const byFirst = new Map<string, Expression[]>();
  for (const line of SAME_MEANING) {
    const forms = line.split('|').map((form) => form.trim());
    for (const form of forms) {
      const stems = [...form.toLowerCase().matchAll(WORD)].map(([word]) =>
        stemOf(word.replace(/['’].*$/, '')),
      );
      const sharing = byFirst.get(stems[0]!) ?? [];
      if (sharing.some((other) => other.stems.join() === stems.join())) continue;
      sharing.push({ stems, idea: `the idea of ${forms[0]}` });
      byFirst.set(stems[0]!, sharing);
    }
  }
  for (const sharing of byFirst.values()) sharing.sort((a, b) => b.stems.length - a.stems.length);
  return byFirst;
}
