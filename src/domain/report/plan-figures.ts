import type { LocalDate } from '../calendar/local-date.js';
import type { RecommendationStatus } from '../lifecycle/recommendation-life.js';
import { isCounted, spreadOf, type Spread } from '../rating/recommendation-spread.js';
import type { ActionSnapshot } from './action-snapshot.js';

export interface PlanFigures {
  readonly counts: Spread;
  readonly total: number;
  readonly complete: number;
  /** Verified or, further on, embedded. */
  readonly verified: number;
  readonly embedded: number;
  /** Past the due date and not held back by a timely request. */
  readonly overdue: number;
}

/**
 * The figures of a plan on a day. Drafts and cancelled actions are not counted, so each figure is the length of the
 * list with the same filter.
 */
export function planFigures(actions: readonly ActionSnapshot[]): PlanFigures {
  const counted = actions.filter((action) => isCounted(action.status));
  const count = (matches: (action: ActionSnapshot) => boolean) => counted.filter(matches).length;
  return {
    counts: spreadOf(counted),
    total: counted.length,
    complete: count((action) => action.status === 'complete'),
    verified: count(
      (action) =>
        action.status === 'complete' && (action.assurance === 'verified' || action.assurance === 'embedded'),
    ),
    embedded: count((action) => action.status === 'complete' && action.assurance === 'embedded'),
    overdue: count((action) => action.reasons.includes('overdue')),
  };
}

export interface RecommendationFigures {
  readonly total: number;
  readonly met: number;
  /** Open or proposed as met, with no published action that was not cancelled. */
  readonly withoutAction: number;
}

/** Recommendations met, of how many. Superseded ones are not counted. */
export function recommendationFigures(
  recommendations: readonly {
    readonly status: RecommendationStatus;
    readonly countedActions: number;
  }[],
): RecommendationFigures {
  const counted = recommendations.filter((one) => one.status !== 'superseded');
  return {
    total: counted.length,
    met: counted.filter((one) => one.status === 'met').length,
    withoutAction: counted.filter((one) => one.status !== 'met' && one.countedActions === 0).length,
  };
}

export interface DoneInTime {
  readonly done: number;
  readonly byCurrentDate: number;
  readonly byOriginalDate: number;
}

/**
 * How many complete actions were done by their current and by their original due date. An action is done on the day
 * of the report that was not refused; one without such a day (imported as complete) counts as done but not in time.
 */
export function doneInTime(
  actions: readonly {
    readonly status: ActionSnapshot['status'];
    readonly reportedOn: LocalDate | null;
    readonly dueOn: LocalDate | null;
    readonly originalDueOn: LocalDate | null;
  }[],
): DoneInTime {
  const done = actions.filter((action) => action.status === 'complete');
  const by = (reportedOn: LocalDate | null, date: LocalDate | null) =>
    reportedOn !== null && date !== null && reportedOn <= date;
  return {
    done: done.length,
    byCurrentDate: done.filter((action) => by(action.reportedOn, action.dueOn)).length,
    byOriginalDate: done.filter((action) => by(action.reportedOn, action.originalDueOn)).length,
  };
}

/**
 * What may be shown to somebody: the rest, and how many were left out. Figures for them are computed from what is
 * shown and say how many were left out.
 */
export function leaveOutRestricted<Item extends { readonly isRestricted: boolean }>(
  items: readonly Item[],
  mayReadRestricted: boolean,
): { readonly shown: readonly Item[]; readonly leftOut: number } {
  const shown = mayReadRestricted ? items : items.filter((item) => !item.isRestricted);
  return { shown, leftOut: items.length - shown.length };
}
