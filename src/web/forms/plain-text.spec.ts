import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';

describe('Text that was typed or pasted', () => {
  it.each([
    ['keeps line ends and tabs', 'one\r\ntwo\rthree\n\tfour', 'one\ntwo\nthree\n\tfour'],
    ['loses a NUL, which no database keeps', 'Train\0 managers', 'Train managers'],
    ['loses the vertical tab of a word processor', 'a\u000bb\u0085c', 'abc'],
    ['keeps accents, dashes and other scripts', 'Siân – naïve 漢字', 'Siân – naïve 漢字'],
  ])('%s', (_, typed, kept) => {
    expect(plainText(typed)).toBe(kept);
  });
});
