import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  decideAsMet,
  isOnShortClock,
  proposeAsMet,
  reopenRecommendation,
  supersedeRecommendation,
  withdrawProposal,
} from './recommendation-life.js';

describe('a recommendation has an end', () => {
  const proposal = {
    effectStatement: 'Visits are in time',
    measure: 'm1',
    whatInspectorsLastSaid: 'Improved',
  };
  const decision = { met: true, meetingId: 'meeting', byChair: false, words: '' };
  const older = { id: 'a', receivedOn: localDate('2026-01-05') };
  const later = { id: 'b', status: 'open', receivedOn: localDate('2026-09-01'), supersededBy: [] } as const;

  it('open, proposed as met, met by a board at a meeting, reopened', () => {
    expect(proposeAsMet({ status: 'open' }, proposal)).toEqual({ status: 'proposed_as_met' });
    expect(decideAsMet({ status: 'proposed_as_met' }, decision)).toEqual({ status: 'met' });
    expect(reopenRecommendation({ status: 'met' }, 'Found again')).toEqual({ status: 'open', was: 'met' });
  });

  it('is open again when the board finds it is not met, says why, or the proposal is taken back', () => {
    const not = { ...decision, met: false };
    expect(decideAsMet({ status: 'proposed_as_met' }, { ...not, words: 'Not yet' })).toEqual({
      status: 'open',
    });
    expect(decideAsMet({ status: 'proposed_as_met' }, not)).toEqual({ refused: 'reason_missing' });
    expect(withdrawProposal({ status: 'proposed_as_met' })).toEqual({ status: 'open' });
    expect(withdrawProposal({ status: 'met' })).toEqual({ refused: 'not_proposed' });
  });

  it.each([
    ['open, by a later one', 'open', later, { status: 'superseded' }],
    ['met, by a later one', 'met', later, { status: 'superseded' }],
    [
      'proposed as met, by one that is met',
      'proposed_as_met',
      { ...later, status: 'met' },
      { status: 'superseded' },
    ],
    ['by one of the same day', 'open', { ...later, receivedOn: older.receivedOn }, { status: 'superseded' }],
    ['by nothing', 'open', null, { refused: 'successor_missing' }],
    ['by itself', 'open', { ...later, id: 'a' }, { refused: 'successor_missing' }],
    ['a second time', 'superseded', later, { refused: 'already_superseded' }],
    [
      'by an earlier one',
      'open',
      { ...later, receivedOn: localDate('2025-12-31') },
      { refused: 'successor_not_later' },
    ],
    [
      'by one that was superseded',
      'open',
      { ...later, status: 'superseded' },
      { refused: 'successor_ended' },
    ],
    ['in a circle', 'open', { ...later, supersededBy: ['c', 'a'] }, { refused: 'runs_in_a_circle' }],
  ] as const)('superseded: %s', (_sentence, status, by, expected) => {
    expect(supersedeRecommendation({ ...older, status }, by)).toEqual(expected);
  });

  it.each([
    [{ effectStatement: '' }, 'effect_statement_missing'],
    [{ measure: '' }, 'measure_missing'],
    [{ whatInspectorsLastSaid: '' }, 'inspectors_word_missing'],
  ])('is not proposed with %j', (change, code) => {
    expect(proposeAsMet({ status: 'open' }, { ...proposal, ...change })).toEqual({ refused: code });
  });

  it('is not met without having been proposed, or without a meeting or the chair', () => {
    expect(proposeAsMet({ status: 'met' }, proposal)).toEqual({ refused: 'not_open' });
    expect(decideAsMet({ status: 'open' }, decision)).toEqual({ refused: 'not_proposed' });
    const between = { ...decision, meetingId: null };
    expect(decideAsMet({ status: 'proposed_as_met' }, between)).toEqual({ refused: 'meeting_missing' });
    expect(decideAsMet({ status: 'proposed_as_met' }, { ...between, byChair: true })).toEqual({
      status: 'met',
    });
  });

  it.each([
    ['open', 'Why', 'not_ended'],
    ['proposed_as_met', 'Why', 'not_ended'],
    ['met', ' ', 'reason_missing'],
    ['superseded', '', 'reason_missing'],
  ] as const)('%s with the reason %j is not reopened: %s', (status, reason, code) => {
    expect(reopenRecommendation({ status }, reason)).toEqual({ refused: code });
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
