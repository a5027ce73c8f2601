/** A place at which an item can be split: where the second part starts, and its first words. */
export interface SplitPlace {
  readonly at: number;
  readonly after: string;
}

const WORDS_SHOWN = 90;

/**
 * The places at which a text may fall into two: after a full stop, a semicolon or a colon, before a dash or bullet
 * between words, and before "and" where a list goes on.
 */
export function splitPlaces(text: string): SplitPlace[] {
  const places: SplitPlace[] = [];
  for (const found of text.matchAll(/[.;:!?]["”’)\]]*\s+(?=\S)|\s+[–—•▪-]\s+(?=\S)|,?\s+(?=and\s+\S)/g)) {
    const at = found.index + found[0].length;
    places.push(placeAt(text, at));
  }
  return places;
}

/** The place just before these words, or null when they are not in the text or stand at its very beginning. */
export function placeBefore(text: string, words: string): number | null {
  const wanted = words.trim().replace(/\s+/g, ' ').toLowerCase();
  if (wanted === '') return null;
  const at = text.toLowerCase().indexOf(wanted);
  return at > 0 ? at : null;
}

/** The two parts, without the bullet or blanks between them. Null when either would be empty. */
export function splitAt(text: string, at: number): [string, string] | null {
  if (at <= 0) return null;
  const first = text
    .slice(0, at)
    .replace(/[\s•▪–—-]+$/, '')
    .trim();
  const second = text
    .slice(at)
    .replace(/^[\s•▪–—-]+/, '')
    .trim();
  return first === '' || second === '' ? null : [first, second];
}

function placeAt(text: string, at: number): SplitPlace {
  const after = text.slice(at).trim();
  return { at, after: after.length > WORDS_SHOWN ? `${after.slice(0, WORDS_SHOWN)}…` : after };
}
