import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  anyHasMoved,
  oldestFreshValue,
  standingOf,
  type Direction,
  type Standing,
} from './measure-standing.js';

const values = (...given: number[]) =>
  given.map((value, place) => ({ on: localDate(`2026-0${place + 1}-28`), value }));

describe('where a measure stands', () => {
  it.each<[string, Direction, number | null, number, number[], Standing]>([
    ['nothing was counted yet', 'up', 60, 95, [], 'no_value'],
    ['visits in time 60% at first, 71% now, of 95%', 'up', 60, 95, [64, 71], 'moved'],
    ['back at the baseline', 'up', 60, 95, [64, 60], 'not_moved'],
    ['below the baseline', 'up', 60, 95, [64, 58], 'worse'],
    ['just at the target', 'up', 60, 95, [95], 'at_target'],
    ['caseloads 24 at first, 19 now, of 16', 'down', 24, 16, [22, 19], 'moved'],
    ['caseloads past the target', 'down', 24, 16, [15], 'at_target'],
    ['caseloads grew', 'down', 24, 16, [26], 'worse'],
    ['no baseline and one value', 'up', null, 95, [70], 'not_moved'],
    ['no baseline and a better second value', 'up', null, 95, [70, 80], 'moved'],
    ['a baseline of nothing', 'up', 0, 10, [0], 'not_moved'],
  ])('%s', (_sentence, direction, baseline, target, given, expected) => {
    expect(standingOf({ direction, baseline, target }, values(...given))).toBe(expected);
  });

  it('goes by the day of the value, not by the order in which they were entered', () => {
    const measure = { direction: 'up', baseline: 60, target: 95 } as const;
    const late = [
      { on: localDate('2026-09-30'), value: 71 },
      { on: localDate('2026-06-30'), value: 58 },
    ];
    expect(standingOf(measure, late)).toBe('moved');
  });
});

describe('what the measures of a recommendation say', () => {
  it.each<[Standing[], boolean | null]>([
    [[], null],
    [['no_value'], false],
    [['worse', 'not_moved'], false],
    [['worse', 'moved'], true],
    [['at_target'], true],
  ])('%j: moved %s', (standings, expected) => {
    expect(anyHasMoved(standings)).toBe(expected);
  });

  it.each([
    ['2026-11-23', '2026-08-23'],
    ['2026-05-31', '2026-02-28'],
  ])('on %s a value before %s is too old', (today, oldest) => {
    expect(oldestFreshValue(localDate(today))).toBe(oldest);
  });
});
