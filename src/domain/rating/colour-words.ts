import { COLOURS, type Colour } from './reason-code.js';

/** What each colour means, as it is printed under every figure. An authority may say it in its own words. */
export const COLOUR_MEANINGS: Readonly<Record<Colour, string>> = {
  red: 'past its due date, a critical milestone badly late, or called red',
  amber: 'open and at risk, or complete without proof',
  green: 'on track, or complete and being checked',
  blue: 'done, proven and seen to last',
  grey: 'not due to start',
};

export type ColourWords = Partial<Record<Colour, string>>;

/** The meanings in force: the authority's own words where it has any. */
export function meaningsOf(own: ColourWords): Record<Colour, string> {
  return { ...COLOUR_MEANINGS, ...ownWords(own) };
}

/** Only what differs from the usual words is kept, so that a better wording of ours reaches whoever has none. */
export function ownWords(words: ColourWords): ColourWords {
  return Object.fromEntries(
    COLOURS.flatMap((colour) => {
      const text = words[colour]?.trim() ?? '';
      return text === '' || text === COLOUR_MEANINGS[colour] ? [] : [[colour, text]];
    }),
  );
}
