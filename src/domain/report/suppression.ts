import type { LocalDate } from '../calendar/local-date.js';

/** Counts of children under this number are not shown in Part 1 or to the public (product.md, Boards). */
export const SMALLEST_SHOWN_COUNT = 5;

export interface CountedMeasure {
  /** Whether it counts children. A rate or a number of days is no count, however small. */
  readonly aboutChildren: boolean;
  readonly baseline: number | null;
  readonly latestValue?: number | null;
  readonly values: readonly { readonly on: LocalDate; readonly value: number }[];
}

export interface Shown {
  readonly baseline: number | null;
  readonly latestValue: number | null;
  /** Null where the count is not shown; its day stays. */
  readonly values: readonly { readonly on: LocalDate; readonly value: number | null }[];
  /** What stands beside the figures; null where nothing is hidden. */
  readonly note: string | null;
}

/** Whether this count is too small to be shown: under five, nought included. */
export function isSuppressed(value: number, aboutChildren: boolean): boolean {
  return aboutChildren && value < SMALLEST_SHOWN_COUNT;
}

/**
 * What of a measure may be shown in Part 1 and to the public. Where it counts children, a count under five is left
 * out: baseline, latest value and every value alike. Nought is left out too, or a hidden count would be known not to
 * be nought. The target is a wish and stays.
 *
 * Each count is judged alone. A hidden one may still be worked out from a total published elsewhere; that cannot be
 * known here, so the note says that somebody has to look.
 */
export function suppressed(measure: CountedMeasure): Shown {
  const shown = <T extends number | null>(value: T) =>
    value !== null && isSuppressed(value, measure.aboutChildren) ? null : value;
  const values = measure.values.map(({ on, value }) => ({ on, value: shown(value) }));
  const baseline = shown(measure.baseline);
  const hidden =
    values.filter(({ value }) => value === null).length + (baseline === measure.baseline ? 0 : 1);
  return {
    baseline,
    latestValue: shown(measure.latestValue ?? null),
    values,
    note: hidden === 0 ? null : suppressionNote(hidden),
  };
}

export function suppressionNote(hidden: number): string {
  const what =
    hidden === 1
      ? '1 count of fewer than five children is'
      : `${hidden} counts of fewer than five children are`;
  return `${what} not shown. Each was judged alone: before a total that includes it is published elsewhere, check that it cannot be worked out from the rest.`;
}
