import { tellingWords } from './telling-words.js';
import { termsOf, type Term } from './terms.js';

/** What a recommendation is about, as far as an area that a visit covered can be compared with it. */
export interface AskedAbout {
  readonly theme: string | null;
  readonly text: string;
}

/** An area in a visit's own words ("the experiences of care leavers"), ready to be compared many times. */
export interface ReadArea {
  readonly area: string;
  readonly terms: ReadonlyMap<string, Term>;
}

export function readArea(area: string): ReadArea {
  return { area, terms: tellingTerms(area) };
}

/** The terms of a recommendation, ready to be compared with many areas. */
export interface ReadAsked {
  readonly theme: ReadonlyMap<string, Term>;
  readonly all: ReadonlyMap<string, Term>;
}

export function readAsked({ theme, text }: AskedAbout): ReadAsked {
  return { theme: tellingTerms(theme ?? ''), all: tellingTerms(`${theme ?? ''}. ${text}`) };
}

/**
 * Whether an area that a visit covered speaks of a recommendation: both name the same subject of the field (care
 * leavers, the front door), or the area says at least half of what the theme tells, its words of manner left out.
 * Answers the words that say so; null where it does not. That an area was covered is never agreement.
 */
export function areaSpeaksOf(area: ReadArea, asked: ReadAsked): readonly string[] | null {
  const shared = [...asked.all.values()].filter(({ key }) => area.terms.has(key));
  const subjects = shared.filter(({ tells }) => tells === 'subject');
  const ofTheme = shared.filter(({ key }) => asked.theme.has(key));
  const saysTheme = ofTheme.length > 0 && ofTheme.length * 2 >= asked.theme.size;
  if (subjects.length === 0 && !saysTheme) return null;
  const told = subjects.length > 0 ? subjects : ofTheme;
  return tellingWords(told.map((term) => ({ term, gain: 1 })));
}

function tellingTerms(text: string): Map<string, Term> {
  const terms = new Map<string, Term>();
  for (const term of termsOf(text)) {
    if (!term.pair && term.tells !== 'manner' && !terms.has(term.key)) terms.set(term.key, term);
  }
  return terms;
}
