/** Letters on a line of a page of A4 that runs over its whole width. */
export const LETTERS_ON_A_LINE = 98;

/** How many lines a text takes at so many letters to the line, its own line ends kept. */
export function linesOf(text: string, letters = LETTERS_ON_A_LINE): number {
  return text.split('\n').reduce((lines, part) => lines + Math.max(1, Math.ceil(part.length / letters)), 0);
}

/** What fits into so many lines, from the first on without a gap, and what is left for the appendix. */
export function fitting<Item>(
  items: readonly Item[],
  linesOfItem: (item: Item) => number,
  room: number,
): { readonly shown: readonly Item[]; readonly left: readonly Item[]; readonly used: number } {
  let used = 0;
  let count = 0;
  for (const item of items) {
    const lines = linesOfItem(item);
    if (used + lines > room) break;
    used += lines;
    count += 1;
  }
  return { shown: items.slice(0, count), left: items.slice(count), used };
}
