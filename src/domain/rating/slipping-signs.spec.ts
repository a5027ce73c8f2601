import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { slippingSigns, type MaySlip } from './slipping-signs.js';

const day = localDate;
const calendar = new WorkingCalendar();
const today = day('2026-11-23');
const calm: MaySlip = {
  status: 'in_progress',
  dueOn: day('2027-03-25'),
  ratingReasons: ['on_track'],
  lateMilestones: 0,
  notUpdated: false,
  waits: false,
  ahead: null,
};
const notStarted = { status: 'not_started' } as const;

describe('An action is about to slip', () => {
  it.each([
    ['not, when nothing says so', {}, []],
    ['not, when it is due soon and has begun', { dueOn: day('2026-11-27') }, []],
    [
      'due in 10 working days, not begun',
      { ...notStarted, dueOn: day('2026-12-07') },
      ['due_in_10_not_started'],
    ],
    [
      'due in 11 working days, not begun',
      { ...notStarted, dueOn: day('2026-12-08') },
      ['due_in_20_not_started'],
    ],
    [
      'due in 20 working days, not begun',
      { ...notStarted, dueOn: day('2026-12-21') },
      ['due_in_20_not_started'],
    ],
    [
      'not, when it is due in 21 working days and has not begun',
      { ...notStarted, dueOn: day('2026-12-22') },
      [],
    ],
    ['a milestone is late', { lateMilestones: 1 }, ['milestone_late']],
    ['its owner names a later date', { ratingReasons: ['forecast_late'] }, ['forecast_late']],
    ['its owner does not know', { ratingReasons: ['unsure'] }, ['unsure']],
    ['nobody updated it', { notUpdated: true }, ['not_updated']],
    ['two updates running said "no change"', { ratingReasons: ['no_progress'] }, ['not_updated']],
    ['it waits for somebody else', { waits: true }, ['waiting']],
    [
      'it turns Red, the most pressing sign',
      { waits: true, ahead: { on: day('2026-11-28'), colour: 'red', reasons: ['overdue'] } },
      ['turns_red', 'waiting'],
    ],
  ] as const)('%s', (_sentence, change, signs) => {
    expect(slippingSigns({ ...calm, ...change }, today, calendar)).toEqual(signs);
  });
});
