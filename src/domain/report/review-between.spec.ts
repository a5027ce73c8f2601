import { describe, expect, it, test } from '@jest/globals';
import { localDate, type LocalDate } from '../calendar/local-date.js';
import type { PackAction, PackMeasure, PackRecommendation } from './pack-content.js';
import { datesMovedBetween, measuresBetween, recommendationsBetween } from './review-between.js';

const from = localDate('2026-05-23');
const to = localDate('2026-11-23');

describe('A review of measures between 23 May and 23 November 2026', () => {
  const measure = (values: [string, number | null][], direction: 'up' | 'down' = 'up') =>
    ({
      direction,
      baseline: 50,
      baselineOn: '2026-01-01',
      values: values.map(([on, value]) => ({ on: on as LocalDate, value })),
    }) as unknown as PackMeasure;

  test.each([
    [
      'the last value of each time',
      measure([
        ['2026-03-01', 60],
        ['2026-05-23', 62],
        ['2026-08-01', 65],
        ['2026-10-31', 70],
      ]),
      62,
      70,
      'better',
    ],
    [
      'fewer, where fewer is better',
      measure(
        [
          ['2026-03-01', 60],
          ['2026-10-31', 40],
        ],
        'down',
      ),
      60,
      40,
      'better',
    ],
    [
      'fewer, where more is better',
      measure([
        ['2026-03-01', 60],
        ['2026-10-31', 40],
      ]),
      60,
      40,
      'worse',
    ],
    [
      'the same',
      measure([
        ['2026-03-01', 60],
        ['2026-10-31', 60],
      ]),
      60,
      60,
      'the_same',
    ],
    ['the baseline, before there was a value', measure([['2026-10-31', 55]]), 50, 55, 'better'],
    ['no value since', measure([['2026-03-01', 60]]), 60, undefined, null],
    ['nothing of the time after', measure([['2026-12-01', 99]]), 50, undefined, null],
    [
      'a count that is not shown',
      measure([
        ['2026-03-01', null],
        ['2026-10-31', 9],
      ]),
      null,
      9,
      null,
    ],
  ] as const)('compares %s', (_words, subject, then, now, went) => {
    const [found] = measuresBetween([subject], from, to);
    expect([found!.before?.value, found!.after?.value, found!.went]).toEqual([then, now, went]);
  });

  it('has nothing to compare with where the baseline came later', () => {
    const later = { ...measure([['2026-10-31', 55]]), baselineOn: '2026-09-01' as LocalDate };
    expect(measuresBetween([later], from, to)[0]).toMatchObject({ before: null, went: null });
  });
});

describe('A review of recommendations', () => {
  const one = (id: string, status: PackRecommendation['status']) => ({ id, status }) as PackRecommendation;

  it('tells what was met, opened again and added', () => {
    const earlier = [one('a', 'open'), one('b', 'met'), one('c', 'met'), one('d', 'open')];
    const later = [
      one('a', 'met'),
      one('b', 'open'),
      one('c', 'met'),
      one('d', 'superseded'),
      one('e', 'met'),
    ];
    const ids = (rows: readonly PackRecommendation[]) => rows.map(({ id }) => id);
    const between = recommendationsBetween(earlier, later);
    expect([ids(between.met), ids(between.reopened), ids(between.added)]).toEqual([['a', 'e'], ['b'], ['e']]);
  });
});

describe('A review of dates', () => {
  const action = (id: string, dueOn: string, status = 'in_progress') =>
    ({
      id,
      dueOn,
      status,
      colour: 'green',
      reasons: [],
      assurance: 'not_reported',
      ownerId: null,
    }) as unknown as PackAction;

  it('lists the moves, not the new date of what was reopened', () => {
    const earlier = [
      action('a', '2026-06-30'),
      action('b', '2026-06-30', 'complete'),
      action('c', '2026-07-01'),
    ];
    const later = [action('a', '2026-12-31'), action('b', '2026-12-31'), action('c', '2026-07-01')];
    expect(datesMovedBetween(earlier, later)).toMatchObject([
      { action: { id: 'a' }, from: '2026-06-30', to: '2026-12-31' },
    ]);
  });
});
