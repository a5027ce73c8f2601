import type { LocalDate } from '../calendar/local-date.js';
import { movementBetween } from './movement.js';
import type { PackAction, PackContent, PackMeasure, PackRecommendation } from './pack-content.js';

export interface RecommendationsBetween {
  /** Met on the later day and not on the earlier one. */
  readonly met: readonly PackRecommendation[];
  /** Met on the earlier day and open again. */
  readonly reopened: readonly PackRecommendation[];
  /** Not in the plan on the earlier day. */
  readonly added: readonly PackRecommendation[];
}

/** What became of the recommendations between two days, in the order of the later one. Superseded ones are neither. */
export function recommendationsBetween(
  earlier: readonly PackRecommendation[],
  later: readonly PackRecommendation[],
): RecommendationsBetween {
  const before = new Map(earlier.map((one) => [one.id, one]));
  const now = later.filter(({ status }) => status !== 'superseded');
  return {
    met: now.filter(({ id, status }) => status === 'met' && before.get(id)?.status !== 'met'),
    reopened: now.filter(({ id, status }) => status !== 'met' && before.get(id)?.status === 'met'),
    added: now.filter(({ id }) => !before.has(id)),
  };
}

export interface MovedDate {
  readonly action: PackAction;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The actions whose due date is another than it was, those towards a priority action first. The new date of a reopened
 * action is not a move.
 */
export function datesMovedBetween(earlier: readonly PackAction[], later: readonly PackAction[]): MovedDate[] {
  const actions = new Map(later.map((action) => [action.id, action]));
  return movementBetween(earlier, later).moved.map(({ id, from, to }) => ({
    action: actions.get(id)!,
    from,
    to,
  }));
}

export interface DatedOrHidden {
  readonly on: LocalDate;
  /** Null: a count of children under five. */
  readonly value: number | null;
}

export interface MeasureBetween {
  readonly measure: PackMeasure;
  /** What was known on the earlier day: the last value until then or, without one, the baseline. */
  readonly before: DatedOrHidden | null;
  /** The last value until the later day; null where there is none since the earlier one. */
  readonly after: DatedOrHidden | null;
  /** Null where one of the two is missing or not shown. */
  readonly went: 'better' | 'worse' | 'the_same' | null;
}

/** Where each measure stood on two days and which way it went; both days with the date of their data. */
export function measuresBetween(
  measures: readonly PackMeasure[],
  from: LocalDate,
  to: LocalDate,
): MeasureBetween[] {
  return measures.map((measure) => {
    const values = [...measure.values].sort((one, other) => (one.on < other.on ? -1 : 1));
    const until = values.findLast(({ on }) => on <= from) ?? baselineOf(measure, from);
    const since = values.findLast(({ on }) => on > from && on <= to) ?? null;
    return { measure, before: until, after: since, went: wentOf(measure, until, since) };
  });
}

function baselineOf({ baseline, baselineOn }: PackMeasure, from: LocalDate): DatedOrHidden | null {
  return baselineOn === null || baselineOn > from ? null : { on: baselineOn, value: baseline };
}

function wentOf(
  { direction }: PackMeasure,
  then: DatedOrHidden | null,
  now: DatedOrHidden | null,
): MeasureBetween['went'] {
  if (then === null || now === null || then.value === null || now.value === null) return null;
  if (now.value === then.value) return 'the_same';
  return now.value > then.value === (direction === 'up') ? 'better' : 'worse';
}

/** The points of charts that lie between the two days, both included. */
export function chartsBetween(charts: PackContent['charts'], from: LocalDate): PackContent['charts'] {
  return {
    ...charts,
    coloursOverTime: charts.coloursOverTime.filter(({ on }) => on >= from),
    planAgainstActual: charts.planAgainstActual.filter(({ on }) => on >= from),
  };
}
