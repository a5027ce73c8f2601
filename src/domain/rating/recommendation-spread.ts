import type { ActionStatus } from './rating-facts.js';
import { COLOURS, type Colour } from './reason-code.js';

export type Spread = Readonly<Record<Colour, number>>;

/** Whether an action is counted in any figure: drafts and cancelled actions are not. */
export function isCounted(status: ActionStatus): boolean {
  return status !== 'draft' && status !== 'cancelled';
}

/**
 * The spread of a recommendation's actions over the colours: 1 Red, 2 Amber, 5 Green; never the worst one alone.
 * Drafts and cancelled actions are not counted.
 */
export function spreadOf(
  actions: Iterable<{ readonly status: ActionStatus; readonly colour: Colour }>,
): Spread {
  const spread = { red: 0, amber: 0, green: 0, blue: 0, grey: 0 };
  for (const { status, colour } of actions) if (isCounted(status)) spread[colour] += 1;
  return spread;
}

/** The colours that occur, in the order in which they are listed. */
export function coloursIn(spread: Spread): readonly { readonly colour: Colour; readonly count: number }[] {
  return COLOURS.map((colour) => ({ colour, count: spread[colour] })).filter(({ count }) => count > 0);
}
