import { describe, expect, it } from '@jest/globals';
import { placeBefore, splitAt, splitPlaces } from './split-places.js';

const text = 'Visit children on time; write down what they say, and act on it. Tell the board – every month.';

describe('Where an item may be split', () => {
  it('after a sentence, a semicolon, before a dash, and before "and"', () => {
    expect(splitPlaces(text).map((place) => place.after)).toEqual([
      'write down what they say, and act on it. Tell the board – every month.',
      'and act on it. Tell the board – every month.',
      'Tell the board – every month.',
      'every month.',
    ]);
  });

  it('nowhere in a single clause', () => {
    expect(splitPlaces('Publish the plan.')).toEqual([]);
  });

  it.each([
    ['write down', 24],
    ['  WRITE   down ', 24],
    ['act on it', 54],
  ])('before the words %j', (words, at) => {
    expect(placeBefore(text, words)).toBe(at);
  });

  it.each(['', 'Visit children', 'words that are not there'])('not before %j', (words) => {
    expect(placeBefore(text, words)).toBeNull();
  });
});

describe('The two parts', () => {
  it('lose the bullet and blanks between them, and nothing else', () => {
    expect(splitAt('Visit on time • Write it down.', 16)).toEqual(['Visit on time', 'Write it down.']);
    expect(splitAt(text, 24)).toEqual(['Visit children on time;', text.slice(24)]);
  });

  it.each([0, 3, 1000, -2])('are never empty: not at %i', (at) => {
    expect(splitAt('•  Publish', at)).toBeNull();
  });
});
