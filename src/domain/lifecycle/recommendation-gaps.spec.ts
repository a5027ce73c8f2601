import { describe, expect, it } from '@jest/globals';
import { recommendationGaps } from './recommendation-gaps.js';

const one = { counted: 2, complete: 1, verified: 1, doubted: 0 };
const covered = {
  status: 'open',
  actions: one,
  withEvidence: 1,
  notBorneOut: false,
  measureHasMoved: null,
  wasLookedAt: true,
} as const;
const done = { ...one, complete: 2, verified: 2 };

describe('the gaps of a recommendation', () => {
  it.each([
    ['everything is there', {}, []],
    [
      'drafts only',
      { actions: { counted: 0, complete: 0, verified: 0, doubted: 0 }, withEvidence: 0 },
      ['no_action'],
    ],
    ['nothing accepted yet', { withEvidence: 0 }, ['no_evidence']],
    ['a visit did not bear it out', { notBorneOut: true }, ['effect_not_confirmed']],
    ['one action doubted', { actions: { ...one, doubted: 1 } }, ['effect_not_confirmed']],
    ['all done, the measure has not moved', { actions: done, measureHasMoved: false }, ['measure_not_moved']],
    ['the measure has not moved while work goes on', { measureHasMoved: false }, []],
    ['nobody looked', { wasLookedAt: false }, ['not_looked_at']],
    ['met by the board', { status: 'met', withEvidence: 0, wasLookedAt: false }, []],
    ['superseded', { status: 'superseded', wasLookedAt: false }, []],
    ['proposed as met, nobody looked', { status: 'proposed_as_met', wasLookedAt: false }, ['not_looked_at']],
  ] as const)('%s', (_sentence, change, expected) => {
    expect(recommendationGaps({ ...covered, ...change })).toEqual(expected);
  });
});
