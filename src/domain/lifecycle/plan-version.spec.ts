import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  approveVersion,
  recordResponse,
  submitVersion,
  withdrawVersion,
  type PlanVersionState,
} from './plan-version.js';

const today = localDate('2026-11-23');
const version = (state: PlanVersionState, hasResponse = false) => ({
  state,
  submittedOn: state === 'submitted' ? localDate('2026-11-20') : null,
  hasResponse,
});
const submission = { to: 'Ofsted', on: today };
const answer = { from: 'Ofsted', text: 'The plan meets the requirements', on: today };

describe('a version of the plan', () => {
  it('is approved, then submitted, then answered', () => {
    expect(approveVersion(version('draft'))).toEqual({ state: 'approved' });
    expect(submitVersion(version('approved'), submission, today)).toEqual({ state: 'submitted' });
    expect(recordResponse(version('submitted'), answer, today)).toEqual({ recorded: true });
  });

  it('is withdrawn only as a draft', () => {
    expect(withdrawVersion(version('draft'))).toEqual({ state: 'withdrawn' });
    for (const state of ['approved', 'submitted', 'withdrawn'] as const) {
      expect(withdrawVersion(version(state))).toEqual({ refused: 'not_a_draft' });
      expect(approveVersion(version(state))).toEqual({ refused: 'not_a_draft' });
    }
  });

  it.each([
    ['a draft', 'draft', submission, 'not_approved'],
    ['one that was submitted', 'submitted', submission, 'not_approved'],
    ['to nobody', 'approved', { ...submission, to: ' ' }, 'recipient_missing'],
    ['tomorrow', 'approved', { ...submission, on: localDate('2026-11-24') }, 'day_not_come'],
  ] as const)('is not submitted: %s', (_sentence, state, given, code) => {
    expect(submitVersion(version(state), given, today)).toEqual({ refused: code });
  });

  it.each([
    ['before it was submitted', version('approved'), answer, 'not_submitted'],
    ['twice', version('submitted', true), answer, 'already_answered'],
    ['by nobody', version('submitted'), { ...answer, from: '' }, 'sender_missing'],
    ['without words', version('submitted'), { ...answer, text: ' ' }, 'response_missing'],
    ['tomorrow', version('submitted'), { ...answer, on: localDate('2026-11-24') }, 'day_not_come'],
    ['the day before', version('submitted'), { ...answer, on: localDate('2026-11-19') }, 'before_submission'],
  ])('is not answered %s', (_sentence, of, given, code) => {
    expect(recordResponse(of, given, today)).toEqual({ refused: code });
  });
});
