import { describe, expect, it, test } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  beginPack,
  clearPack,
  correctPack,
  explainException,
  issuePack,
  openAgain,
  openForCommentary,
  PACK_STATES,
  packName,
  writeCommentary,
  type PackState,
} from './pack.js';

const words = { better: 'Children are seen sooner', worries: '', asks: '' };
const nothing = { better: ' ', worries: '', asks: '\n' };
const today = localDate('2026-11-23');

describe('a pack', () => {
  test.each<[string, Parameters<typeof beginPack>[0], object]>([
    ['begins as a draft for a meeting that is planned', { state: 'planned', pack: null }, { state: 'draft' }],
    ['or was held', { state: 'held', pack: null }, { state: 'draft' }],
    ['not for one that was cancelled', { state: 'cancelled', pack: null }, { refused: 'meeting_cancelled' }],
    ['not twice', { state: 'planned', pack: 'draft' }, { refused: 'already_begun' }],
    ['not while it is being cleared', { state: 'planned', pack: 'cleared' }, { refused: 'already_begun' }],
    ['not anew once it is issued', { state: 'planned', pack: 'issued' }, { refused: 'already_issued' }],
  ])('%s', (_sentence, meeting, answer) => {
    expect(beginPack(meeting)).toEqual(answer);
  });

  test.each<[string, (state: PackState) => object, PackState]>([
    ['is opened for commentary as a draft', openForCommentary, 'draft'],
    ['takes commentary while it is open for it', (state) => writeCommentary(state, words), 'commentary'],
    ['is cleared while it is open for commentary', (state) => clearPack(state, 0, ''), 'commentary'],
    ['is opened again when it is cleared', openAgain, 'cleared'],
    ['is issued when it is cleared', (state) => issuePack(state, 'planned'), 'cleared'],
    [
      'is corrected when it is issued',
      (state) => correctPack({ state, isLatest: true }, 'A wrong date'),
      'issued',
    ],
  ])('%s, and in no other state', (_sentence, verb, only) => {
    for (const state of PACK_STATES) {
      expect([state, 'refused' in verb(state)]).toEqual([state, state !== only]);
    }
  });

  it('is not cleared with commentary missing, unless the director says why', () => {
    expect(clearPack('commentary', 2, ' ')).toEqual({ refused: 'commentary_missing' });
    expect(clearPack('commentary', 2, 'Both are on leave')).toEqual({ state: 'cleared' });
    expect(clearPack('commentary', 0, '')).toEqual({ state: 'cleared' });
  });

  it('is not issued for a meeting that was cancelled', () => {
    expect(issuePack('cleared', 'cancelled')).toEqual({ refused: 'meeting_cancelled' });
    expect(issuePack('cleared', 'held')).toEqual({ state: 'issued' });
  });

  it('is corrected as the latest only, and says what changed', () => {
    expect(correctPack({ state: 'issued', isLatest: false }, 'A date')).toEqual({
      refused: 'not_the_latest',
    });
    expect(correctPack({ state: 'issued', isLatest: true }, '')).toEqual({ refused: 'what_changed_missing' });
  });

  test.each([
    [{ number: null, issue: 1 }, 'Draft pack'],
    [{ number: 3, issue: 1 }, 'Pack 3'],
    [{ number: 3, issue: 2 }, 'Pack 3, issue 2'],
  ])('%j is called %s', (pack, name) => {
    expect(packName(pack)).toBe(name);
  });
});

describe('commentary', () => {
  it('says something in at least one of its three parts', () => {
    expect(writeCommentary('commentary', words)).toEqual({ written: true });
    expect(writeCommentary('commentary', nothing)).toEqual({ refused: 'nothing_said' });
  });
});

describe('the explanation of an exception', () => {
  const open = { isOpen: true, hasMeeting: true };
  const whole = { inTheWay: 'No tutors', willBeDone: 'A new provider', recoveryOn: today };
  test.each<[string, Parameters<typeof explainException>[0], typeof whole | object, object]>([
    ['is given for an open action', open, whole, { explained: true }],
    ['may leave the day open', open, { ...whole, recoveryOn: null }, { explained: true }],
    ['not for one that is done', { ...open, isOpen: false }, whole, { refused: 'not_open' }],
    ['not while no meeting is planned', { ...open, hasMeeting: false }, whole, { refused: 'no_meeting' }],
    ['says what is in the way', open, { ...whole, inTheWay: '' }, { refused: 'in_the_way_missing' }],
    [
      'says what will be done about it',
      open,
      { ...whole, willBeDone: ' ' },
      { refused: 'will_be_done_missing' },
    ],
    [
      'names no day that has passed',
      open,
      { ...whole, recoveryOn: localDate('2026-11-22') },
      { refused: 'recovery_passed' },
    ],
  ])('%s', (_sentence, subject, given, answer) => {
    expect(explainException(subject, given as typeof whole, today)).toEqual(answer);
  });
});
