/** Which items of a review somebody looks at. It goes along from item to item and back to the list. */
export const SHOWN_ITEMS = ['all', 'warnings', 'unchecked', 'left_out'] as const;
export type ShownItems = (typeof SHOWN_ITEMS)[number];

export const SHOWN_NAMES: Readonly<Record<ShownItems, string>> = {
  all: 'All',
  warnings: 'With warnings',
  unchecked: 'Not checked yet',
  left_out: 'Left out',
};

/** The words of an address; whatever is not one of them shows all. */
export function shownItems(asked: unknown): ShownItems {
  return SHOWN_ITEMS.find((known) => known === asked) ?? 'all';
}
