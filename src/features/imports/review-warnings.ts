import type { ReadingWarning } from '../documents/document.entity.js';
import type { ItemPlace } from './document-item.entity.js';

/** The short name of a warning, for a mark; its message says the rest. */
const NAMES: Readonly<Record<string, string>> = {
  number_gap: 'Gap in the numbering',
  number_repeated: 'Number used twice',
  item_cut_off: 'Looks cut off',
  heading_empty: 'Nothing under a heading',
  unplaced_text: 'Text not placed',
  low_confidence: 'Not sure',
  plan_due_no_working_day: 'Date of the plan',
};

/** What stands somewhere and is about no item of a list: told with the document as a whole. */
const ABOUT_THE_DOCUMENT = new Set(['plan_due_no_working_day']);

/** A warning with its place, as the review shows it. */
export interface PlacedWarning {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  readonly place: Place;
}

export interface Place {
  readonly fromPage: number;
  readonly fromLine: number;
  readonly toPage: number;
  readonly toLine: number;
}

/** A line as a number, so that places on different pages can be compared. */
export function lineOrder(page: number, line: number): number {
  return page * 1e6 + line;
}

/** The place of an item, or null where it is not known to the line. */
export function placeOf({ fromPage, fromLine, toPage, toLine }: ItemPlace): Place | null {
  if (fromPage === null || fromLine === null || toPage === null || toLine === null) return null;
  return { fromPage, fromLine, toPage, toLine };
}

export function overlaps(one: Place, other: Place): boolean {
  return (
    lineOrder(one.fromPage, one.fromLine) <= lineOrder(other.toPage, other.toLine) &&
    lineOrder(other.fromPage, other.fromLine) <= lineOrder(one.toPage, one.toLine)
  );
}

/** The warnings that have a place. */
export function placedWarnings(warnings: readonly ReadingWarning[]): PlacedWarning[] {
  return warnings.flatMap(({ code, message, source }) => {
    if (source === undefined) return [];
    const { page: fromPage, fromLine, toPage, toLine } = source;
    return [{ code, name: NAMES[code] ?? 'Check', message, place: { fromPage, fromLine, toPage, toLine } }];
  });
}

/** Those about the lines of an item, each message once. */
export function warningsAbout(item: ItemPlace, warnings: readonly PlacedWarning[]): PlacedWarning[] {
  const place = placeOf(item);
  if (place === null) return [];
  const about = warnings.filter((warning) => overlaps(warning.place, place));
  return about.filter((one, at) => about.findIndex(({ message }) => message === one.message) === at);
}

/** Those that stand where no item does: an empty heading, a paragraph that belongs to nothing. */
export function warningsBetween(
  items: readonly ItemPlace[],
  warnings: readonly PlacedWarning[],
): PlacedWarning[] {
  const places = items.flatMap((item) => placeOf(item) ?? []);
  const ofLists = warnings.filter(({ code }) => !ABOUT_THE_DOCUMENT.has(code));
  return ofLists.filter((warning) => !places.some((place) => overlaps(warning.place, place)));
}

/** What is about the document as a whole, with its place where it has one. */
export function isAboutTheDocument({ code, source }: ReadingWarning): boolean {
  return source === undefined || ABOUT_THE_DOCUMENT.has(code);
}
