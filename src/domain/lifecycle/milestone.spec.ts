import { describe, expect, it } from '@jest/globals';
import { localDate as day } from '../calendar/local-date.js';
import { addMilestone, doMilestone, moveMilestone, withdrawMilestone } from './milestone.js';

const action = { status: 'in_progress', startOn: day('2026-11-02'), dueOn: day('2027-01-29') } as const;
const ordinary = { critical: false, dueOn: day('2026-11-30'), doneOn: null, timesMoved: 1 } as const;
const critical = { ...ordinary, critical: true };
const done = { ...ordinary, doneOn: day('2026-11-20') };
const TODAY = day('2026-11-23');

describe('adding a milestone', () => {
  it.each([
    ['between start and due date', action, '2026-12-15', null],
    ['on the due date', action, '2027-01-29', null],
    ['to a draft without dates', { status: 'draft', startOn: null, dueOn: null }, '2026-12-15', null],
    ['before the start', action, '2026-11-01', 'before_start'],
    ['after the due date', action, '2027-01-30', 'after_due'],
    ['to a complete action', { ...action, status: 'complete' }, '2026-12-15', 'already_complete'],
  ] as const)('%s', (_sentence, to, dueOn, code) => {
    const answer = addMilestone(to, { title: 'Policy agreed', dueOn: day(dueOn) });
    expect(answer).toEqual(code === null ? null : { refused: code });
  });

  it('needs a title', () => {
    expect(addMilestone(action, { title: ' ', dueOn: TODAY })).toEqual({ refused: 'title_missing' });
  });
});

describe('moving a milestone', () => {
  it('counts the move', () => {
    expect(moveMilestone(action, ordinary, day('2026-12-01'), false)).toEqual({
      dueOn: '2026-12-01',
      timesMoved: 2,
    });
  });

  it.each([
    ['a critical one by the owner', action, critical, '2026-12-01', false, 'critical'],
    ['one that is done', action, done, '2026-12-01', true, 'already_done'],
    ['to the date it has', action, ordinary, '2026-11-30', false, 'same_date'],
    ['beyond the due date of the action', action, critical, '2027-02-01', true, 'after_due'],
    [
      'of a complete action',
      { ...action, status: 'complete' },
      ordinary,
      '2026-12-01',
      false,
      'already_complete',
    ],
    [
      'of a draft, whose dates are written anew',
      { ...action, status: 'draft' },
      ordinary,
      '2026-12-01',
      false,
      'not_published',
    ],
  ] as const)('is refused: %s', (_sentence, of, milestone, to, byLead, code) => {
    expect(moveMilestone(of, milestone, day(to), byLead)).toEqual({ refused: code });
  });

  it('is the lead’s where it is critical', () => {
    expect(moveMilestone(action, critical, day('2026-12-01'), true)).toMatchObject({ dueOn: '2026-12-01' });
  });
});

describe('a milestone', () => {
  it.each([
    ['is done on a day that has come', ordinary, '2026-11-23', null],
    ['is not done tomorrow', ordinary, '2026-11-24', 'done_in_the_future'],
    ['is done once', done, '2026-11-23', 'already_done'],
  ] as const)('%s', (_sentence, milestone, on, code) => {
    const answer = doMilestone(action, milestone, day(on), TODAY);
    expect(answer).toEqual(code === null ? null : { refused: code });
  });

  it.each([
    ['ordinary, by the owner', action, ordinary, false, null],
    ['critical, by the owner', action, critical, false, 'critical'],
    ['critical, by the lead', action, critical, true, null],
    ['critical, of a draft', { ...action, status: 'draft' }, critical, false, null],
    ['done', action, done, true, 'already_done'],
  ] as const)('is withdrawn: %s', (_sentence, of, milestone, byLead, code) => {
    const answer = withdrawMilestone(of, milestone, byLead);
    expect(answer).toEqual(code === null ? null : { refused: code });
  });
});
