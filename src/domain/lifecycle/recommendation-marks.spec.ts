import { describe, expect, it } from '@jest/globals';
import { recommendationMarks } from './recommendation-marks.js';

const none = { counted: 0, complete: 0, verified: 0, doubted: 0 };
const quiet = {
  status: 'open',
  actions: none,
  notBorneOut: false,
  measureHasMoved: null,
  raisedBefore: false,
} as const;
const done = { counted: 2, complete: 2, verified: 2, doubted: 0 };

describe('the marks beside a recommendation', () => {
  it.each([
    ['no action yet', {}, ['no_action_yet']],
    [
      'one action open, one complete',
      { actions: { ...done, complete: 1, verified: 1 }, measureHasMoved: false },
      [],
    ],
    [
      'all done, the measure has not moved',
      { actions: done, measureHasMoved: false },
      ['all_done_measure_not_moved'],
    ],
    ['all done and the measure moved', { actions: done, measureHasMoved: true }, []],
    ['all done and no measure', { actions: done }, []],
    ['all done, one not verified', { actions: { ...done, verified: 1 } }, ['effect_not_confirmed']],
    [
      'one of three doubted',
      { actions: { counted: 3, complete: 1, verified: 1, doubted: 1 } },
      ['effect_not_confirmed'],
    ],
    [
      'all done, unverified, unmoved and raised before',
      { actions: { ...done, verified: 0 }, measureHasMoved: false, raisedBefore: true },
      ['all_done_measure_not_moved', 'effect_not_confirmed', 'raised_before'],
    ],
    [
      'verified, and a visit did not bear it out',
      { actions: done, notBorneOut: true },
      ['effect_not_confirmed'],
    ],
    ['met, and a visit did not bear it out', { status: 'met', actions: done, notBorneOut: true }, []],
    ['proposed as met without an action', { status: 'proposed_as_met' }, ['no_action_yet']],
    ['met without an action, raised before', { status: 'met', raisedBefore: true }, ['raised_before']],
    ['superseded', { status: 'superseded' }, []],
  ] as const)('%s', (_sentence, change, expected) => {
    expect(recommendationMarks({ ...quiet, ...change })).toEqual(expected);
  });
});
