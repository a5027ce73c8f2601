import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  decideAsMet,
  isOnShortClock,
  proposeAsMet,
  recommendationMarks,
  reopenRecommendation,
  supersedeRecommendation,
} from './recommendation-life.js';

describe('a recommendation has an end', () => {
  const proposal = {
    effectStatement: 'Visits are in time',
    measure: 'm1',
    whatInspectorsLastSaid: 'Improved',
  };
  const decision = { boardId: 'board', meetingOn: localDate('2027-03-01'), met: true };

  it('open, proposed as met, met by a board at a meeting, reopened', () => {
    expect(proposeAsMet({ status: 'open' }, proposal)).toEqual({ status: 'proposed_as_met' });
    expect(decideAsMet({ status: 'proposed_as_met' }, decision)).toEqual({ status: 'met' });
    expect(decideAsMet({ status: 'proposed_as_met' }, { ...decision, met: false })).toEqual({
      status: 'open',
    });
    expect(reopenRecommendation({ status: 'met' }, 'Found again')).toEqual({ status: 'open' });
  });

  it('or superseded by a later one', () => {
    expect(supersedeRecommendation({ id: 'a', status: 'met' }, 'b')).toEqual({ status: 'superseded' });
    expect(supersedeRecommendation({ id: 'a', status: 'open' }, 'a')).toEqual({
      refused: 'successor_missing',
    });
    expect(supersedeRecommendation({ id: 'a', status: 'superseded' }, 'b')).toEqual({
      refused: 'already_superseded',
    });
  });

  it.each([
    [{ effectStatement: '' }, 'effect_statement_missing'],
    [{ measure: '' }, 'measure_missing'],
    [{ whatInspectorsLastSaid: '' }, 'inspectors_word_missing'],
  ])('is not proposed with %j', (change, code) => {
    expect(proposeAsMet({ status: 'open' }, { ...proposal, ...change })).toEqual({ refused: code });
  });

  it('is not met without having been proposed, or without board and meeting', () => {
    expect(proposeAsMet({ status: 'met' }, proposal)).toEqual({ refused: 'not_open' });
    expect(decideAsMet({ status: 'open' }, decision)).toEqual({ refused: 'not_proposed' });
    expect(decideAsMet({ status: 'proposed_as_met' }, { ...decision, boardId: null })).toEqual({
      refused: 'board_missing',
    });
    expect(decideAsMet({ status: 'proposed_as_met' }, { ...decision, meetingOn: null })).toEqual({
      refused: 'meeting_missing',
    });
    expect(reopenRecommendation({ status: 'open' }, 'Why')).toEqual({ refused: 'not_met' });
    expect(reopenRecommendation({ status: 'met' }, '')).toEqual({ refused: 'reason_missing' });
  });
});

describe('the shorter clock', () => {
  it.each([
    ['an open priority action', [{ priority: 'priority_action', status: 'open' }], true],
    ['one proposed as met', [{ priority: 'priority_action', status: 'proposed_as_met' }], true],
    ['one that is met', [{ priority: 'priority_action', status: 'met' }], false],
    [
      'an area for improvement and an open priority action',
      [
        { priority: 'area_for_improvement', status: 'open' },
        { priority: 'priority_action', status: 'open' },
      ],
      true,
    ],
    ['an ordinary recommendation', [{ priority: 'recommendation', status: 'open' }], false],
  ] as const)('for an action towards %s: %s', (_sentence, recommendations, expected) => {
    expect(isOnShortClock(recommendations)).toBe(expected);
  });
});

describe('the marks beside a recommendation', () => {
  const quiet = {
    actionStatuses: [],
    measureHasMoved: null,
    effectNotConfirmed: false,
    raisedBefore: false,
  } as const;
  it.each([
    ['no action yet, drafts are none', { actionStatuses: ['draft', 'cancelled'] }, ['no_action_yet']],
    [
      'all actions done, the measure has not moved',
      { actionStatuses: ['complete', 'cancelled'], measureHasMoved: false },
      ['all_done_measure_not_moved'],
    ],
    ['one action still open', { actionStatuses: ['complete', 'in_progress'], measureHasMoved: false }, []],
    ['all done and the measure moved', { actionStatuses: ['complete'], measureHasMoved: true }, []],
    ['all done and no measure', { actionStatuses: ['complete'] }, []],
    [
      'raised before and not confirmed',
      { actionStatuses: ['complete'], effectNotConfirmed: true, raisedBefore: true },
      ['effect_not_confirmed', 'raised_before'],
    ],
  ] as const)('%s', (_sentence, change, expected) => {
    expect(recommendationMarks({ ...quiet, ...change })).toEqual(expected);
  });
});
