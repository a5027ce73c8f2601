import type { Place } from './review-warnings.js';
import { lineOrder } from './review-warnings.js';
import type { PageOfLines } from './source-lines.js';

/** What lines of a document say when they are taken as one item. */
export interface ChosenText {
  readonly number: string | null;
  readonly text: string;
  readonly place: Place;
}

const LINE = /^([1-9]\d{0,4})-([1-9]\d{0,4})$/;
/** "4.", "(4)", "1.2", "4a)": a number that an item begins with; "2014 saw" is none. */
const NUMBER = /^\(?(\d{1,3}(?:\.\d{1,2})?[a-z]?)(?:[.):]\s+|\)\s*|\s{2,}|\t)/;
const BULLET = /^[•▪●○■–—*·‣◦o-]\s+/;

/** `4-12`: line 12 of page 4. Null for anything else. */
export function lineNamed(asked: unknown): { page: number; line: number } | null {
  const found = typeof asked === 'string' ? LINE.exec(asked) : null;
  return found ? { page: Number(found[1]), line: Number(found[2]) } : null;
}

/** The first and the last of the lines ticked, in the order of the document, however many were. */
export function spanOf(asked: readonly unknown[]): Place | null {
  const lines = asked.flatMap((one) => lineNamed(one) ?? []);
  lines.sort((a, b) => lineOrder(a.page, a.line) - lineOrder(b.page, b.line));
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { fromPage: first.page, fromLine: first.line, toPage: last.page, toLine: last.line };
}

/**
 * The lines from the first to the last as one item: joined by blanks, a word broken at a line end put together, the
 * number or bullet at its beginning taken off. Null when the pages do not have these lines, or nothing stands there.
 */
export function textOfLines(span: Place, pages: readonly PageOfLines[]): ChosenText | null {
  const from = lineOrder(span.fromPage, span.fromLine);
  const to = lineOrder(span.toPage, span.toLine);
  const lines = pages.flatMap(({ page, lines }) =>
    lines.filter((_, index) => {
      const here = lineOrder(page, index + 1);
      return here >= from && here <= to;
    }),
  );
  const joined = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .reduce((text, line) => joinLine(text, line), '');
  const number = NUMBER.exec(joined)?.[1] ?? null;
  const text = (number === null ? joined.replace(BULLET, '') : joined.replace(NUMBER, '')).trim();
  return text === '' ? null : { number, text, place: span };
}

/** A word broken by a hyphen at the end of a line goes on with a small letter. */
function joinLine(text: string, line: string): string {
  if (text === '') return line;
  if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line)) return text.slice(0, -1) + line;
  return `${text} ${line}`;
}
