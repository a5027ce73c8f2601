import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { askToRebaseline, decideRebaselining, refusalOfNewBaseline } from './rebaselining.js';

const today = localDate('2026-11-23');
const calendar = new WorkingCalendar({ closedDays: [] });
const action = {
  status: 'in_progress',
  startOn: localDate('2026-10-01'),
  dueOn: localDate('2026-12-18'),
  dateSetBy: 'us',
} as const;

describe('re-baselining', () => {
  it.each([
    ['an open action moves to a later day', {}, '2027-03-31', null],
    ['or to an earlier one', {}, '2026-12-01', null],
    ['a draft has no baseline', { status: 'draft' }, '2027-03-31', 'not_open'],
    ['a complete action keeps its date', { status: 'complete' }, '2027-03-31', 'not_open'],
    ['a date set by the department', { dateSetBy: 'department' }, '2027-03-31', 'date_set_by_them'],
    ['the date it has', {}, '2026-12-18', 'same_date'],
    ['today', {}, '2026-11-23', 'date_passed'],
    ['before its start', { startOn: localDate('2027-02-01') }, '2027-01-29', 'before_start'],
    ['too far away', {}, '2090-01-01', 'beyond_calendar'],
  ] as const)('%s', (_sentence, change, day, expected) => {
    expect(refusalOfNewBaseline({ ...action, ...change }, localDate(day), today, calendar)).toBe(expected);
  });

  it.each([
    [{ reason: 'New scope', dates: 2, alreadyAsked: false }, { state: 'waiting' }],
    [{ reason: ' ', dates: 2, alreadyAsked: false }, { refused: 'reason_missing' }],
    [{ reason: 'New scope', dates: 0, alreadyAsked: false }, { refused: 'no_dates' }],
    [{ reason: 'New scope', dates: 2, alreadyAsked: true }, { refused: 'already_asked' }],
  ])('asked for with %j: %j', (request, expected) => {
    expect(askToRebaseline(request)).toEqual(expected);
  });

  it.each([
    [{ approve: true, words: '', standsInTheWay: 0 }, { state: 'approved' }],
    [{ approve: true, words: '', standsInTheWay: 1 }, { refused: 'actions_have_changed' }],
    [{ approve: false, words: 'Not needed', standsInTheWay: 1 }, { state: 'refused' }],
    [{ approve: false, words: '', standsInTheWay: 0 }, { refused: 'reason_missing' }],
  ])('decided with %j: %j', (decision, expected) => {
    expect(decideRebaselining(decision)).toEqual(expected);
  });
});
