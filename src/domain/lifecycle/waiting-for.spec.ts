import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { waitFor } from './waiting-for.js';

const action = { id: 'a', status: 'in_progress' } as const;
const outside = {
  actionId: null,
  words: 'The contract',
  contact: 'Procurement',
  expectedOn: localDate('2027-01-15'),
};
const another = { actionId: 'b', words: '', contact: '', expectedOn: null };
const other = { status: 'not_started', waitsForThis: false } as const;

describe('waiting for something', () => {
  it.each([
    ['something outside, with somebody to ask and a day', action, outside, null],
    ['another action', action, another, other],
    ['as a draft', { ...action, status: 'draft' }, another, other],
  ] as const)('is possible: %s', (_sentence, waiting, wait, on) => {
    expect(waitFor(waiting, wait, on)).toBeNull();
  });

  it.each([
    ['of a complete action', { ...action, status: 'complete' }, outside, null, 'closed'],
    ['for nothing', action, { ...outside, words: ' ' }, null, 'one_thing'],
    ['for two things at once', action, { ...another, words: 'The contract' }, other, 'one_thing'],
    [
      'for something outside with nobody to ask',
      action,
      { ...outside, contact: '' },
      null,
      'contact_missing',
    ],
    ['for something outside on no day', action, { ...outside, expectedOn: null }, null, 'expected_missing'],
    ['for itself', action, { ...another, actionId: 'a' }, other, 'itself'],
    ['for what is done', action, another, { ...other, status: 'complete' }, 'closed_already'],
    ['for an action that is not here', action, another, null, 'closed_already'],
    ['in a circle', action, another, { ...other, waitsForThis: true }, 'in_a_circle'],
  ] as const)('is refused %s', (_sentence, waiting, wait, on, code) => {
    expect(waitFor(waiting, wait, on)).toEqual({ refused: code });
  });
});
