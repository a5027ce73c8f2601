import { describe, expect, it, test } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { isSuppressed, suppressed } from './suppression.js';

const day = localDate('2026-10-31');

describe('A count of children', () => {
  test.each([
    [0, true],
    [1, true],
    [4, true],
    [5, false],
    [120, false],
  ])('of %d is hidden: %s', (count, hidden) => {
    expect(isSuppressed(count, true)).toBe(hidden);
  });

  test.each([0, 1, 4])('is not what a measure of something else has: %d is shown', (value) => {
    expect(isSuppressed(value, false)).toBe(false);
  });
});

const children = {
  aboutChildren: true,
  baseline: 4,
  latestValue: 3,
  values: [
    { on: day, value: 12 },
    { on: day, value: 3 },
  ],
};

describe('A measure that counts children', () => {
  it('keeps the days of what it hides, and hides baseline and latest value alike', () => {
    expect(suppressed(children)).toMatchObject({
      baseline: null,
      latestValue: null,
      values: [
        { on: day, value: 12 },
        { on: day, value: null },
      ],
    });
  });

  it('says how many are hidden, and that a total elsewhere may give one away', () => {
    expect(suppressed(children).note).toBe(
      '2 counts of fewer than five children are not shown. Each was judged alone: before a total that includes it is published elsewhere, check that it cannot be worked out from the rest.',
    );
    expect(suppressed({ ...children, baseline: null }).note).toContain(
      '1 count of fewer than five children is not shown',
    );
  });

  it('says nothing where every count is five or more', () => {
    expect(suppressed({ ...children, baseline: 9, values: [{ on: day, value: 5 }] }).note).toBeNull();
  });
});

it('leaves a measure that counts no children as it is', () => {
  const { values, baseline, note } = suppressed({ ...children, aboutChildren: false });
  expect({ values, baseline, note }).toEqual({ values: children.values, baseline: 4, note: null });
});
