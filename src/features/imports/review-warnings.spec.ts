import { describe, expect, it } from '@jest/globals';
import { isAboutTheDocument, placedWarnings, warningsAbout, warningsBetween } from './review-warnings.js';

const at = (page: number, fromLine: number, toLine: number) => ({ page, fromLine, toPage: page, toLine });
const item = (page: number, fromLine: number, toLine: number) => ({
  fromPage: page,
  fromLine,
  toPage: page,
  toLine,
});
const warnings = placedWarnings([
  { code: 'number_gap', message: 'The numbering goes from 3 to 5.', source: at(4, 10, 12) },
  { code: 'item_cut_off', message: 'It does not end like a sentence.', source: at(4, 12, 14) },
  { code: 'unplaced_text', message: 'A paragraph was left out.', source: at(4, 20, 22) },
  { code: 'other_authority', message: 'This names another council.' },
]);

describe('A warning of the reading', () => {
  it('about the document as a whole has no place', () => {
    expect(warnings).toHaveLength(3);
  });

  it.each([
    ['on the lines of the item', item(4, 12, 12), ['Gap in the numbering', 'Looks cut off']],
    ['on its first line only', item(4, 14, 18), ['Looks cut off']],
    ['on the same lines of another page', item(5, 12, 12), []],
    ['before it', item(4, 15, 19), []],
  ])('stands beside the item when it is %s', (_what, place, names) => {
    expect(warningsAbout(place, warnings).map(({ name }) => name)).toEqual(names);
  });

  it('stands beside no item whose place is not known', () => {
    expect(warningsAbout({ fromPage: 4, fromLine: null, toPage: 4, toLine: null }, warnings)).toEqual([]);
  });

  it('about the date of the plan is told with the document, not among its items', () => {
    const plan = { code: 'plan_due_no_working_day', message: 'A Saturday.', source: at(9, 1, 1) };
    expect(warningsBetween([], placedWarnings([plan]))).toEqual([]);
    expect(isAboutTheDocument(plan)).toBe(true);
  });

  it('stands between the items when it is about none of them', () => {
    const items = [item(4, 10, 12), item(4, 13, 14)];
    expect(warningsBetween(items, warnings).map(({ name }) => name)).toEqual(['Text not placed']);
  });
});
