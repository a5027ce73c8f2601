import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../domain/calendar/local-date.js';
import { monthlyWindow } from '../../domain/calendar/update-windows.js';
import { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { AskedWindows, type AskedAction, type GivenUpdate } from './asked-windows.js';

const day = localDate;
const calendar = new WorkingCalendar();
const months = ['2026-10-01', '2026-11-01', '2026-12-01'].map((month) => ({
  ...monthlyWindow(day(month), calendar),
  id: null,
  meetingId: null,
  endedOn: null,
}));
const ACTION: AskedAction = {
  publishedOn: day('2026-09-01'),
  startOn: day('2026-09-07'),
  priorityAction: false,
};
const NOVEMBER = { opensOn: '2026-11-17', closesOn: '2026-11-30' };

/** The window of November 2026 is open from Tuesday the 17th to Monday the 30th. */
describe('The window that asks about an action today', () => {
  it.each<[string, string, Partial<AskedAction>, GivenUpdate[], object | null]>([
    ['on the day it opens', '2026-11-17', {}, [], { ...NOVEMBER, answer: null }],
    ['on the day it closes', '2026-11-30', {}, [], { ...NOVEMBER, answer: null }],
    ['the day before it opens: none', '2026-11-16', {}, [], null],
    ['the day after it closes: none', '2026-12-01', {}, [], null],
    [
      'an action published while it is open: none',
      '2026-11-23',
      { publishedOn: day('2026-11-18') },
      [],
      null,
    ],
    [
      'an action that has not begun to be due to start: none',
      '2026-11-23',
      { startOn: day('2026-12-01') },
      [],
      null,
    ],
    [
      'answered by an update five working days before it opened',
      '2026-11-23',
      {},
      [{ on: day('2026-11-10'), noChange: false }],
      { ...NOVEMBER, answer: 'change' },
    ],
    [
      'answered with "no change, because"',
      '2026-11-23',
      {},
      [{ on: day('2026-11-20'), noChange: true }],
      { ...NOVEMBER, answer: 'no_change' },
    ],
    [
      'not answered by an update of the month before',
      '2026-11-23',
      {},
      [{ on: day('2026-10-30'), noChange: false }],
      { ...NOVEMBER, answer: null },
    ],
    [
      'towards a priority action: the fortnight',
      '2026-11-25',
      { priorityAction: true },
      [],
      { opensOn: '2026-11-23', closesOn: '2026-11-27', answer: null },
    ],
  ])('%s', (_sentence, today, action, updates, expected) => {
    const windows = new AskedWindows(day(today), calendar, months);
    expect(windows.openFor({ ...ACTION, ...action }, updates)).toEqual(expected);
  });
});
