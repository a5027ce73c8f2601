import type { Colour } from '../rating/reason-code.js';

/** How many ratings stand beside an action: the last packs and now. */
const SHOWN = 3;

type Ratings = readonly (Colour | null)[];

/**
 * The ratings of each action in the last packs and now, oldest first, three at most; null in a pack that did not
 * count it. The pack before holds those before itself, so that one pack is enough to know three.
 */
export function lastRatings(
  before: readonly { readonly id: string; readonly lastRatings: Ratings }[] | null,
  now: readonly { readonly id: string; readonly colour: Colour }[],
): Map<string, Ratings> {
  const known = new Map((before ?? []).map((one) => [one.id, one.lastRatings]));
  let packs = before === null ? 0 : 1;
  for (const ratings of known.values()) packs = Math.max(packs, ratings.length);
  return new Map(
    now.map(({ id, colour }) => {
      const then = known.get(id) ?? [];
      const unknown = Array.from({ length: Math.max(0, packs - then.length) }, () => null);
      return [id, [...unknown, ...then, colour].slice(-SHOWN)];
    }),
  );
}
