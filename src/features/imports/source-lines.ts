import type { ItemPlace } from './document-item.entity.js';

export interface PageOfLines {
  readonly page: number;
  readonly lines: readonly string[];
}

/** Enough letters to be sure of a place, few enough to stand on one line before a page turns. */
const SURE = 32;

/**
 * Where a text stands among the lines of some pages, compared by letters and digits alone. Looks for the whole of
 * it; a running header or a footnote in its middle is stepped over by its first and last words. Null when not even
 * its beginning is there.
 */
export function placeOfText(text: string, pages: readonly PageOfLines[]): ItemPlace | null {
  const wanted = lettersOf(text);
  if (wanted === '') return null;
  const { letters, lineAt } = spread(pages);
  const whole = letters.indexOf(wanted);
  if (whole >= 0) return between(lineAt(whole), lineAt(whole + wanted.length - 1));
  if (wanted.length < SURE) return null;
  const start = letters.indexOf(wanted.slice(0, SURE));
  if (start < 0) return null;
  const ending = wanted.slice(-SURE);
  const end = letters.indexOf(ending, start);
  const near = end >= 0 && end - start < wanted.length * 2 + 400;
  return between(lineAt(start), lineAt(near ? end + ending.length - 1 : start + SURE - 1));
}

interface Line {
  readonly page: number;
  readonly line: number;
}

function between(from: Line, to: Line): ItemPlace {
  return { fromPage: from.page, fromLine: from.line, toPage: to.page, toLine: to.line };
}

/** All letters of the pages in a row, and from which line each one is. */
function spread(pages: readonly PageOfLines[]): { letters: string; lineAt: (index: number) => Line } {
  const starts: (Line & { readonly at: number })[] = [];
  let letters = '';
  for (const { page, lines } of pages) {
    lines.forEach((text, index) => {
      const own = lettersOf(text);
      if (own === '') return;
      starts.push({ at: letters.length, page, line: index + 1 });
      letters += own;
    });
  }
  const lineAt = (index: number) => {
    const found = starts.findLast((line) => line.at <= index);
    if (!found) throw new RangeError('There is no line before the first');
    return found;
  };
  return { letters, lineAt };
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/<[^<>]{1,20}>/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
