import type { ItemPlace } from './document-item.entity.js';
import type { PageOfLines } from './source-lines.js';

/** How many lines stand open around an item; the rest of the page is folded away. */
const AROUND = 8;

export interface SourceLine {
  readonly id: string;
  readonly text: string;
}

/** The lines an item came from, with those around them; the rest of the page before and after, to be unfolded. */
export interface SourcePanel {
  readonly title: string;
  readonly above: SourceLine[];
  readonly before: SourceLine[];
  readonly marked: SourceLine[];
  readonly after: SourceLine[];
  readonly below: SourceLine[];
}

/** The source of an item for the page. An item whose place is not known gets the whole page, nothing marked. */
export function sourcePanel(
  pages: readonly PageOfLines[],
  place: ItemPlace,
  paged: boolean,
): SourcePanel | null {
  const lines = pages.flatMap(({ page, lines }) =>
    lines.map((text, index) => ({ page, line: index + 1, id: `line-${page}-${index + 1}`, text })),
  );
  if (lines.length === 0) return null;
  const is = (it: { page: number; line: number }, page: number | null, line: number | null) =>
    it.page === page && it.line === line;
  const first = lines.findIndex((it) => is(it, place.fromPage, place.fromLine));
  const last = lines.findLastIndex((it) => is(it, place.toPage, place.toLine));
  const shown = (from: number, to: number) =>
    lines.slice(Math.max(0, from), Math.max(0, to)).filter((it) => it.text.trim() !== '');
  if (first < 0 || last < first) {
    return {
      title: titleOf(pages, paged),
      above: [],
      before: [],
      marked: [],
      after: shown(0, lines.length),
      below: [],
    };
  }
  return {
    title: titleOf(pages, paged),
    above: shown(0, first - AROUND),
    before: shown(first - AROUND, first),
    marked: shown(first, last + 1),
    after: shown(last + 1, last + 1 + AROUND),
    below: shown(last + 1 + AROUND, lines.length),
  };
}

function titleOf(pages: readonly PageOfLines[], paged: boolean): string {
  if (!paged) return 'From the document';
  const numbers = pages.map(({ page }) => page);
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === last ? `From page ${first}` : `From pages ${first} to ${last}`;
}
