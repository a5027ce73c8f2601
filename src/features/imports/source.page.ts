import type { DocumentItem, ItemPlace } from './document-item.entity.js';
import { itemModel } from './item.page.js';
import { lineOrder, placeOf, type PlacedWarning } from './review-warnings.js';
import type { PageOfLines } from './source-lines.js';

/** How many lines stand open around an item; the rest of the page is folded away. */
const AROUND = 8;

export interface SourceLine {
  readonly id: string;
  /** `4-12`: page and line, as a form names it. */
  readonly name: string;
  readonly text: string;
  /** What the reading was not sure of, at the line where that begins. */
  readonly warnings: { readonly name: string; readonly message: string }[];
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

/** Some lines of a page that stand in one item, or in none. */
export interface SourceBlock {
  readonly item: ReturnType<typeof itemModel> | null;
  readonly lines: SourceLine[];
}

/** The source of an item for the page. An item whose place is not known gets the whole page, nothing marked. */
export function sourcePanel(
  pages: readonly PageOfLines[],
  place: ItemPlace,
  paged: boolean,
  warnings: readonly PlacedWarning[] = [],
): SourcePanel | null {
  const lines = linesOf(pages, warnings);
  if (lines.length === 0) return null;
  const span = placeOf(place);
  const first = span ? lines.findIndex((it) => it.order >= lineOrder(span.fromPage, span.fromLine)) : -1;
  const last = span ? lines.findLastIndex((it) => it.order <= lineOrder(span.toPage, span.toLine)) : -1;
  const shown = (from: number, to: number) =>
    lines.slice(Math.max(0, from), Math.max(0, to)).map(({ order: _, ...line }) => line);
  const title = titleOf(pages, paged);
  if (first < 0 || last < first) {
    return { title, above: [], before: [], marked: [], after: shown(0, lines.length), below: [] };
  }
  return {
    title,
    above: shown(0, first - AROUND),
    before: shown(first - AROUND, first),
    marked: shown(first, last + 1),
    after: shown(last + 1, last + 1 + AROUND),
    below: shown(last + 1 + AROUND, lines.length),
  };
}

/** A whole page as it was read, divided by the items that stand on it. */
export function sourceBlocks(
  page: PageOfLines,
  items: readonly DocumentItem[],
  warnings: readonly PlacedWarning[],
): SourceBlock[] {
  const blocks: { id: string | null; block: SourceBlock }[] = [];
  for (const { order, ...line } of linesOf([page], warnings)) {
    const item = items.find((it) => covers(it, order)) ?? null;
    const current = blocks.at(-1);
    if (current === undefined || current.id !== (item?.id ?? null)) {
      const model = item === null ? null : itemModel(item, warnings);
      blocks.push({ id: item?.id ?? null, block: { item: model, lines: [line] } });
    } else {
      current.block.lines.push(line);
    }
  }
  return blocks.map(({ block }) => block);
}

/** All lines with words on them, as they are to be chosen from. */
export function sourceLines(pages: readonly PageOfLines[]): SourceLine[] {
  return linesOf(pages, []).map(({ order: _, ...line }) => line);
}

function covers(item: ItemPlace, order: number): boolean {
  const place = placeOf(item);
  return (
    place !== null &&
    order >= lineOrder(place.fromPage, place.fromLine) &&
    order <= lineOrder(place.toPage, place.toLine)
  );
}

function linesOf(
  pages: readonly PageOfLines[],
  warnings: readonly PlacedWarning[],
): (SourceLine & { readonly order: number })[] {
  const lines = pages.flatMap(({ page, lines }) =>
    lines.map((text, index) => ({
      id: `line-${page}-${index + 1}`,
      name: `${page}-${index + 1}`,
      text,
      order: lineOrder(page, index + 1),
    })),
  );
  const withWords = lines.filter(({ text }) => text.trim() !== '');
  return withWords.map((line, at) => {
    const previous = withWords[at - 1]?.order ?? -1;
    // A warning that begins on a blank line stands at the next one with words.
    const here = warnings.filter(({ place }) => {
      const starts = lineOrder(place.fromPage, place.fromLine);
      return starts <= line.order && (starts > previous || at === 0) && startsOn(place.fromPage, pages);
    });
    return { ...line, warnings: here.map(({ name, message }) => ({ name, message })) };
  });
}

function startsOn(page: number, pages: readonly PageOfLines[]): boolean {
  return pages.some((one) => one.page === page);
}

function titleOf(pages: readonly PageOfLines[], paged: boolean): string {
  if (!paged) return 'From the document';
  const numbers = pages.map(({ page }) => page);
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === last ? `From page ${first}` : `From pages ${first} to ${last}`;
}
