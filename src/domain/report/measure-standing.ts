import { addMonths } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';

export const DIRECTIONS = ['up', 'down'] as const;
/** Which way is better. */
export type Direction = (typeof DIRECTIONS)[number];

export const STANDINGS = ['no_value', 'worse', 'not_moved', 'moved', 'at_target'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface MeasureFacts {
  readonly direction: Direction;
  /** Null: the first value is what the others are compared with. */
  readonly baseline: number | null;
  readonly target: number;
}

export interface DatedValue {
  readonly on: LocalDate;
  readonly value: number;
}

/**
 * Where a measure stands: its latest value against baseline and target. At the target or past it: at target. Better
 * than the baseline: moved. As the baseline: not moved. Beyond it the other way: worse. One value without a baseline
 * is a beginning, not a movement.
 */
export function standingOf(measure: MeasureFacts, values: readonly DatedValue[]): Standing {
  const inOrder = [...values].sort((one, other) => (one.on < other.on ? -1 : 1));
  const latest = inOrder.at(-1);
  if (latest === undefined) return 'no_value';
  const better = measure.direction === 'up' ? 1 : -1;
  if ((latest.value - measure.target) * better >= 0) return 'at_target';
  const gain = (latest.value - (measure.baseline ?? inOrder[0]!.value)) * better;
  if (gain > 0) return 'moved';
  return gain < 0 ? 'worse' : 'not_moved';
}

/** Whether a measure has moved the way it should. Without a value it has not. */
export function hasMoved(standing: Standing): boolean {
  return standing === 'moved' || standing === 'at_target';
}

/**
 * Whether what is linked to a recommendation shows that something moved: one of its measures did. Null where no
 * measure is linked: then nothing can be said.
 */
export function anyHasMoved(standings: readonly Standing[]): boolean | null {
  return standings.length === 0 ? null : standings.some(hasMoved);
}

/** Values of a day before this one are too old to report: three months back. */
export function oldestFreshValue(today: LocalDate): LocalDate {
  return addMonths(today, -3);
}
