import { isCounted } from '../rating/recommendation-spread.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { ActionSnapshot } from './action-snapshot.js';
import type { Standing } from './measure-standing.js';
import { movementBetween } from './movement.js';
import type { PackHeadline } from './pack-content.js';
import { doneInTime, planFigures } from './plan-figures.js';

export type CountedAction = ActionSnapshot & {
  readonly reportedOn: LocalDate | null;
  readonly originalDueOn: LocalDate | null;
};

/**
 * The delivery half of the headline: "71 of 98 actions complete; last pack 68 of 104: 2 added, 8 cancelled". What was
 * counted then, plus what was added, less what was cancelled and what has been restricted since, is what is counted
 * now. Each number is the length of the list with the same filter.
 */
export function actionsHeadline(
  earlier: readonly ActionSnapshot[] | null,
  later: readonly CountedAction[],
): PackHeadline['actions'] {
  const figures = planFigures(later);
  const movement = movementBetween(earlier ?? [], later);
  const then = earlier?.filter((one) => isCounted(one.status)) ?? null;
  const present = new Set(later.map(({ id }) => id));
  const counted = later.filter((one) => isCounted(one.status));
  const done = doneInTime(counted);
  return {
    complete: figures.complete,
    total: figures.total,
    completeThen: then && then.filter((one) => one.status === 'complete').length,
    totalThen: then && then.length,
    added: then === null ? 0 : movement.added.length,
    cancelled: movement.cancelled.length,
    withheld: then === null ? 0 : then.filter(({ id }) => !present.has(id)).length,
    verified: figures.verified,
    embedded: figures.embedded,
    overdue: figures.overdue,
    noOwner: counted.filter((one) => one.ownerId === null && one.status !== 'complete').length,
    counts: figures.counts,
    turnedRedWithoutAmber: movement.turnedRedWithoutAmber.length,
    doneByCurrentDate: done.byCurrentDate,
    doneByOriginalDate: done.byOriginalDate,
  };
}

/** The impact half: "2 of 7 measures at target", and how many have no value young enough to report. */
export function measuresHeadline(
  measures: readonly { readonly standing: Standing; readonly isFresh: boolean }[],
): PackHeadline['measures'] {
  return {
    atTarget: measures.filter(({ standing }) => standing === 'at_target').length,
    total: measures.length,
    withoutFreshValue: measures.filter(({ isFresh }) => !isFresh).length,
  };
}
