import type { LocalDate } from '../calendar/local-date.js';
import { isCounted } from '../rating/recommendation-spread.js';
import type { Colour, ReasonCode } from '../rating/reason-code.js';
import type { ActionSnapshot } from './action-snapshot.js';

export interface ColourChange {
  readonly id: string;
  readonly from: Colour;
  readonly to: Colour;
  readonly reasons: readonly ReasonCode[];
}

export interface DateMove {
  readonly id: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface OwnerChange {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What became of the actions of a plan between two days. Ids are in the order of the later list. */
export interface Movement {
  /** Published since; cancelled since without ever having been counted is neither. */
  readonly added: readonly string[];
  readonly cancelled: readonly string[];
  readonly complete: readonly string[];
  readonly verified: readonly string[];
  readonly embedded: readonly string[];
  readonly reopened: readonly string[];
  readonly turnedRed: readonly ColourChange[];
  /** Those of the turned red that were not Amber at the earlier day. */
  readonly turnedRedWithoutAmber: readonly string[];
  /** From a better colour; one that went from Red to Amber has eased, not turned. */
  readonly turnedAmber: readonly ColourChange[];
  readonly eased: readonly ColourChange[];
  /** From Red or Amber to Green, Blue or Grey. */
  readonly recovered: readonly ColourChange[];
  readonly moved: readonly DateMove[];
  readonly ownerChanged: readonly OwnerChange[];
}

/**
 * What changed between two days, from the actions as they stood at the end of each. Colours, dates and owners are
 * compared for actions counted on both; an action added since is new, whatever its colour. The new date of a
 * reopened action is not a move.
 */
export function movementBetween(
  earlier: readonly ActionSnapshot[],
  later: readonly ActionSnapshot[],
): Movement {
  const before = new Map(earlier.filter((one) => isCounted(one.status)).map((one) => [one.id, one]));
  const after = later.filter((one) => isCounted(one.status));
  const both = after.flatMap((now) => {
    const then = before.get(now.id);
    return then === undefined ? [] : [{ was: then, now }];
  });
  const reached = (has: (action: ActionSnapshot) => boolean) =>
    after
      .filter((now) => {
        const then = before.get(now.id);
        return has(now) && (then === undefined || !has(then));
      })
      .map((now) => now.id);
  const turned = (matches: (from: Colour, to: Colour) => boolean): ColourChange[] =>
    both
      .filter(({ was, now }) => was.colour !== now.colour && matches(was.colour, now.colour))
      .map(({ was, now }) => ({ id: now.id, from: was.colour, to: now.colour, reasons: now.reasons }));

  const turnedRed = turned((_from, to) => to === 'red');
  return {
    added: after.filter((now) => !before.has(now.id)).map((now) => now.id),
    cancelled: later.filter((now) => now.status === 'cancelled' && before.has(now.id)).map((now) => now.id),
    complete: reached(isComplete),
    verified: reached(
      (one) => isComplete(one) && (one.assurance === 'verified' || one.assurance === 'embedded'),
    ),
    embedded: reached((one) => isComplete(one) && one.assurance === 'embedded'),
    reopened: both.filter(isReopened).map(({ now }) => now.id),
    turnedRed,
    turnedRedWithoutAmber: turnedRed.filter(({ from }) => from !== 'amber').map(({ id }) => id),
    turnedAmber: turned((from, to) => to === 'amber' && from !== 'red'),
    eased: turned((from, to) => to === 'amber' && from === 'red'),
    recovered: turned((from, to) => isTroubled(from) && !isTroubled(to)),
    moved: both.flatMap((pair) => {
      const { was, now } = pair;
      if (was.dueOn === null || now.dueOn === null || was.dueOn === now.dueOn || isReopened(pair)) return [];
      return [{ id: now.id, from: was.dueOn, to: now.dueOn }];
    }),
    ownerChanged: both
      .filter(({ was, now }) => was.ownerId !== now.ownerId)
      .map(({ was, now }) => ({ id: now.id, from: was.ownerId, to: now.ownerId })),
  };
}

export interface Headline {
  readonly complete: number;
  readonly total: number;
  readonly completeThen: number;
  readonly totalThen: number;
  readonly added: number;
  readonly cancelled: number;
}

/** "71 of 98 actions complete; last pack 68 of 104: 2 added, 8 cancelled": the totals add up by what was added and cancelled. */
export function headlineBetween(
  earlier: readonly ActionSnapshot[],
  later: readonly ActionSnapshot[],
): Headline {
  const then = earlier.filter((one) => isCounted(one.status));
  const now = later.filter((one) => isCounted(one.status));
  const movement = movementBetween(earlier, later);
  return {
    complete: now.filter(isComplete).length,
    total: now.length,
    completeThen: then.filter(isComplete).length,
    totalThen: then.length,
    added: movement.added.length,
    cancelled: movement.cancelled.length,
  };
}

function isComplete(action: ActionSnapshot): boolean {
  return action.status === 'complete';
}

function isReopened({ was, now }: { readonly was: ActionSnapshot; readonly now: ActionSnapshot }): boolean {
  return isComplete(was) && !isComplete(now);
}

function isTroubled(colour: Colour): boolean {
  return colour === 'red' || colour === 'amber';
}
