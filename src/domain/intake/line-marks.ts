import { BULLET } from './wording.js';

export interface LineMark {
  readonly kind: 'number' | 'bullet' | 'letter';
  /** As printed, without the point or bracket; null for bullets. */
  readonly number: string | null;
  /** Printed with the word "Recommendation" or an R before it. */
  readonly labelled: boolean;
  readonly rest: string;
}

const LABELLED =
  /^(?:recommendation|action|area for (?:priority action|improvement))\s+(?:no\.?\s*)?(\d{1,3}[a-z]?|\d{1,2}\.\d{1,2})(?!\d)\s*(?:[:.)–—-]+\s*|\s+|$)/i;
const SHORT_LABEL = /^(R\d{1,2})[.:)]?\s+(?=\p{Lu})/u;
const NUMBERED = /^\(?(\d{1,3})[.)]\s*(?=\D|$)/;
const DECIMAL = /^(\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+(?=\S)/;
const BARE = /^(\d{1,3})\s+(?=["'“‘]?\p{Lu})/u;
const LETTERED = /^\(?([a-z]|[ivx]{1,4})[.)]\s+(?=\S)/;

/**
 * The mark that starts an item: a number, a letter or a bullet. A number without point or bracket counts only
 * where it is the one that is expected next, because years and page numbers look the same.
 */
export function lineMark(text: string, expected: number | null): LineMark | null {
  const bullet = BULLET.exec(text);
  if (bullet) {
    const rest = text.slice(bullet[0].length);
    const inner = NUMBERED.exec(rest) ?? DECIMAL.exec(rest);
    if (inner)
      return { kind: 'number', number: inner[1]!, labelled: false, rest: rest.slice(inner[0].length) };
    return { kind: 'bullet', number: null, labelled: false, rest };
  }
  const labelled = LABELLED.exec(text);
  if (labelled && !/^(?:of|and|to|in|was|is|from|has|above|below)\b/.test(text.slice(labelled[0].length))) {
    return { kind: 'number', number: labelled[1]!, labelled: true, rest: text.slice(labelled[0].length) };
  }
  const short = SHORT_LABEL.exec(text);
  if (short) return { kind: 'number', number: short[1]!, labelled: true, rest: text.slice(short[0].length) };
  const decimal = DECIMAL.exec(text);
  if (
    decimal &&
    /^\d/.test(decimal[1]!) &&
    !/^%|^(?:per cent|million|billion|times)\b/.test(text.slice(decimal[0].length))
  )
    return { kind: 'number', number: decimal[1]!, labelled: false, rest: text.slice(decimal[0].length) };
  const numbered = NUMBERED.exec(text);
  if (numbered && !/^\d/.test(text.slice(numbered[0].length))) {
    return { kind: 'number', number: numbered[1]!, labelled: false, rest: text.slice(numbered[0].length) };
  }
  const bare = BARE.exec(text) ?? /^(\d{1,3})$/.exec(text.trim());
  if (bare && expected !== null && Number(bare[1]) === expected) {
    return { kind: 'number', number: bare[1]!, labelled: false, rest: text.slice(bare[0].length) };
  }
  const lettered = LETTERED.exec(text);
  if (lettered)
    return { kind: 'letter', number: lettered[1]!, labelled: false, rest: text.slice(lettered[0].length) };
  return null;
}
