import { describe, expect, it } from '@jest/globals';
import { placeOfText } from './source-lines.js';

const pages = [
  {
    page: 4,
    lines: [
      'What needs to improve',
      '1. Secure effective leader-',
      'ship across children’s services.',
      '2. Make sure that visits to children happen on time and that what they',
      'Inspection of Westmarch  4',
    ],
  },
  {
    page: 5,
    lines: ['say is written down and acted on by somebody who knows them.', '3. Publish the plan.'],
  },
];

describe('Where a text stands in a document', () => {
  it.each([
    ['one line', 'Publish the plan', [5, 2, 5, 2]],
    ['a word broken at a line end', 'Secure effective leadership across children’s services.', [4, 2, 4, 3]],
    [
      'other quotation marks and capitals',
      "SECURE EFFECTIVE LEADERSHIP across children's services",
      [4, 2, 4, 3],
    ],
    [
      'a page turn with a running header between',
      'Make sure that visits to children happen on time and that what they say is written down and acted on by somebody who knows them.',
      [4, 4, 5, 1],
    ],
  ])('%s', (_what, text, [fromPage, fromLine, toPage, toLine]) => {
    expect(placeOfText(text, pages)).toEqual({ fromPage, fromLine, toPage, toLine });
  });

  it.each([
    ['words that stand nowhere', 'Recruit a new director'],
    ['nothing', ''],
    ['only signs', '– • –'],
    ['a long text of which not even the beginning stands there', 'Recruit a new director and '.repeat(5)],
  ])('%s has no place', (_what, text) => {
    expect(placeOfText(text, pages)).toBeNull();
  });

  it('a long text that ends otherwise is found by its beginning', () => {
    const text =
      'Make sure that visits to children happen on time and then do something that is written nowhere';
    expect(placeOfText(text, pages)).toEqual({ fromPage: 4, fromLine: 4, toPage: 4, toLine: 4 });
  });
});
