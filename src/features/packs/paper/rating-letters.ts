import { COLOURS, type Colour } from '../../../domain/rating/reason-code.js';
import type { PaperColumn } from '../../../platform/papers/paper.js';

/** In tables a rating is its letter; G is Green, so Grey is N. What each means is printed in every pack. */
export const RATING_LETTERS: Readonly<Record<Colour, string>> = {
  red: 'R',
  amber: 'A',
  green: 'G',
  blue: 'B',
  grey: 'N',
};

const NOT_COUNTED = '–';
const EARLIER = [null, ...COLOURS];

/** "G A R": the last ratings, oldest first, a dash where it was not counted. */
export function ratingLetters(ratings: readonly (Colour | null)[]): string {
  return ratings.map((colour) => (colour === null ? NOT_COUNTED : RATING_LETTERS[colour])).join(' ');
}

/** Every series of up to three letters has the colour of its last one, which is the rating now. */
const TONES = Object.fromEntries(
  COLOURS.flatMap((now) =>
    [[now], ...EARLIER.flatMap((one) => [[one, now], ...EARLIER.map((two) => [two, one, now])])].map(
      (ratings) => [ratingLetters(ratings), now] as const,
    ),
  ),
);

export function ratingColumn(header: string, width = 0.8): PaperColumn {
  return { header, type: 'text', width, tones: TONES };
}
