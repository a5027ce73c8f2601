import { LikelyMatches } from '../matching/likely-matches.js';
import { termsOf, type Term } from '../matching/terms.js';
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
  readonly why: 'number' | 'shared_number' | 'text' | 'words';
}

/** How alike two texts must be to be offered: the share of what the shorter one speaks of. */
const ALIKE = 0.5;
const NUMBER = String.raw`\d+(?:\.\d+)*[a-z]?`;
const NUMBERED = new RegExp(
  `^(?:recommendation|rec|r|area for improvement|afi|no|number)?[.:\\s#]*(${NUMBER})(?=$|[\\s.:)–-])`,
  'i',
);

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

/** Which recommendation words mean: by number, by its very words, else by what both are about. */
export class MeantRecommendations {
  private readonly byWords = new Map<string, KnownRecommendation[]>();
  private readonly likely: LikelyMatches<KnownRecommendation>;
  private readonly said = new Map<string, ReadonlyMap<string, Term>>();

  constructor(private readonly known: readonly KnownRecommendation[]) {
    for (const one of known) {
      const key = wordKey(one.text);
      this.byWords.set(key, [...(this.byWords.get(key) ?? []), one]);
      this.said.set(one.id, singles(one.text));
    }
    this.likely = new LikelyMatches(known);
  }

  /** The one that is meant, or null when none is near. */
  by(printed: string): RecommendationOffer | null {
    const number = NUMBERED.exec(printed);
    const rest = number ? printed.slice(number[0].length).replace(/^[\s.:)–-]+/, '') : printed;
    const ofText = this.byText(rest === '' ? printed : rest, this.known);
    if (ofText?.why === 'text') return ofText;
    if (number) {
      const wanted = number[1]!.toLowerCase();
      const found = this.known.filter((one) => one.number?.toLowerCase() === wanted);
      if (found.length === 1 && (rest === '' || ofText === null || ofText.id === found[0]!.id)) {
        return { id: found[0]!.id, sure: rest === '' || ofText !== null, why: 'number' };
      }
      if (found.length > 1) {
        const best = this.byText(rest, found);
        return { id: best?.id ?? found[0]!.id, sure: false, why: best ? 'number' : 'shared_number' };
      }
    }
    return ofText;
  }

  private byText(text: string, among: readonly KnownRecommendation[]): RecommendationOffer | null {
    const key = wordKey(text);
    if (key.length < 8) return null;
    const same = (this.byWords.get(key) ?? []).filter((one) => among.includes(one));
    if (same.length > 0) return { id: same[0]!.id, sure: same.length === 1, why: 'text' };
    const said = singles(text);
    const best = this.likely
      .bestFor({ text }, among === this.known ? undefined : this.known.length)
      .find(({ of }) => among.includes(of) && isAbout(said, this.said.get(of.id)!));
    return best === undefined ? null : { id: best.of.id, sure: false, why: 'words' };
  }
}

/** What a text speaks of: stems and ideas of the field, without words of grammar. */
function singles(text: string): ReadonlyMap<string, Term> {
  return new Map(termsOf(text).flatMap((term) => (term.pair ? [] : [[term.key, term]])));
}

/** Half of what the shorter one speaks of stands in the other, and more than one word of manner: "robust" proves nothing. */
function isAbout(one: ReadonlyMap<string, Term>, other: ReadonlyMap<string, Term>): boolean {
  const shared = [...one.values()].filter(({ key }) => other.has(key));
  const tells = shared.some(({ tells }) => tells === 'subject') || shared.length > 1;
  return tells && shared.length >= Math.min(one.size, other.size) * ALIKE;
}
