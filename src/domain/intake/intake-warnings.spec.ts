import { describe, expect, it, test } from '@jest/globals';
import { printed } from '../../../test/accuracy/printed-text.js';
import { extractFromText } from './extract-from-text.js';

const HEAD = `
  Westmarch County Council
  Inspection of services for children in need of help and protection, children looked after and care leavers

  Report published: 1 May 2015

  `;

/** Code and line of each warning about the lists, for a report that begins with six lines. */
const warned = (text: string) =>
  extractFromText(printed(`${HEAD}${text}`), 'westmarch.txt')
    .warnings.filter((warning) => warning.source !== undefined)
    .map((warning) => [warning.code, warning.source!.fromLine]);

describe('the reader knows what it does not know, and where', () => {
  test.each([
    [
      'a number that is missing',
      `
  Recommendations

  1. Keep plans up to date.

  2. See children alone.

  4. Write down what was decided.
  `,
      [['number_gap', 13]],
    ],
    [
      'a list that does not begin with 1',
      `
  Recommendations

  2. See children alone.

  3. Write down what was decided.
  `,
      [['number_gap', 9]],
    ],
    [
      'an item that looks cut off',
      `
  Recommendations

  1. Keep plans up to date.

  2. See children alone and

  3. Write down what was decided.
  `,
      [['item_cut_off', 11]],
    ],
    [
      'a heading with nothing below it',
      `
  Recommendations

  1. Keep plans up to date.

  What does the LSCB need to improve?

  Information about this inspection

  Inspectors spoke with families.
  `,
      [['heading_empty', 11]],
    ],
    [
      'a paragraph that is neither item nor introduction',
      `
  Recommendations

  1. Keep plans up to date.

  Plans were late in many of the records that were seen during this inspection.

  2. See children alone.

  3. Write down what was decided.
  `,
      [['unplaced_text', 11]],
    ],
    [
      'such a paragraph where a number is missing as well: the list goes on after it',
      `
  Recommendations

  1. Keep plans up to date.

  2. See children alone.

  The panel noted that agencies have begun some of this work already and thanks them.

  5. The council should write down what was decided.

  6. The council should review how managers supervise.
  `,
      [
        ['number_gap', 15],
        ['unplaced_text', 13],
      ],
    ],
    [
      'words below a heading that asks, without a mark of their own',
      `
  What needs to improve

  The quality of plans for children who are looked after.

  The timeliness of visits.

  Information about this inspection
  `,
      [
        ['low_confidence', 9],
        ['low_confidence', 11],
      ],
    ],
  ])('%s', (_what, text, expected) => {
    expect(warned(text)).toEqual(expected);
  });

  it('a number that is missing between items for different bodies', () => {
    const found = extractFromText(
      printed(`
        Serious case review: Child T

        Recommendations

        1. The integrated care board should assure itself that assessments are timely.

        4. Northmoor Police should share what is known daily.
      `),
      'a.txt',
    );
    expect(found.recommendations.map(({ addressee }) => addressee)).not.toContain('LSCB');
    expect(found.warnings.map(({ code }) => code)).toContain('number_gap');
  });

  it('a number that comes twice with different words', () => {
    const found = extractFromText(
      printed(`
        Serious case review: Child T

        Recommendation 1: The Board should write new guidance.

        Recommendation 1: The Board should audit how plans are made.
      `),
      'a.txt',
    );
    expect(found.warnings.map(({ code }) => code)).toContain('number_repeated');
  });

  it('a list that may as well be a list of findings', () => {
    const found = extractFromText(
      printed(`
        Peer review of early help in Northmoor

        Areas for consideration

        • Make the offer to fathers clearer.
      `),
      'a.txt',
    );
    expect(found.warnings).toContainEqual({
      code: 'low_confidence',
      message: expect.stringContaining('Areas for consideration') as unknown as string,
      source: { page: 1, fromLine: 3, toPage: 1, toLine: 3 },
    });
  });

  it('says nothing where the print leaves no doubt', () => {
    expect(
      warned(`
  Recommendations

  1. Keep plans up to date.

  2. See children alone.

  3. Write down what was decided.
  `),
    ).toEqual([]);
  });
});
