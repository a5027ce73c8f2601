import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { ageOfOverdue, coloursOverTime, monthEnds, planAgainstActual } from './chart-numbers.js';

const day = localDate;

describe('the days of a chart', () => {
  it.each([
    [
      'month ends and the day itself',
      '2026-09-10',
      '2026-11-23',
      13,
      ['2026-09-30', '2026-10-31', '2026-11-23'],
    ],
    ['the last of a month stands once', '2026-10-05', '2026-11-30', 13, ['2026-10-31', '2026-11-30']],
    ['a plan that begins today', '2026-11-23', '2026-11-23', 13, ['2026-11-23']],
    ['no more than fit', '2020-01-01', '2026-03-15', 3, ['2026-01-31', '2026-02-28', '2026-03-15']],
  ])('%s', (_sentence, first, today, most, expected) => {
    expect(monthEnds(day(first), day(today), most)).toEqual(expected);
  });
});

describe('colours over time', () => {
  const none = { red: 0, amber: 0, green: 0, blue: 0, grey: 0 };

  it('goes back from now through every change', () => {
    const now = [
      { id: 'a', status: 'in_progress', colour: 'red' },
      { id: 'b', status: 'cancelled', colour: 'grey' },
      { id: 'c', status: 'complete', colour: 'green' },
    ] as const;
    const changes = [
      { id: 'c', on: day('2026-11-20'), was: { status: 'in_progress' } },
      { id: 'b', on: day('2026-11-12'), was: { status: 'in_progress', colour: 'amber' } },
      { id: 'a', on: day('2026-11-01'), was: { colour: 'amber' } },
      { id: 'a', on: day('2026-10-31'), was: { colour: 'green' } },
      { id: 'draft', on: day('2026-10-31'), was: { colour: 'green' } },
      { id: 'c', on: day('2026-10-02'), was: null },
    ] as const;
    const days = ['2026-09-30', '2026-10-31', '2026-11-23'].map((one) => day(one));
    expect(coloursOverTime(now, changes, days)).toEqual([
      { on: '2026-09-30', counts: { ...none, green: 1, amber: 1 } },
      { on: '2026-10-31', counts: { ...none, green: 1, amber: 2 } },
      { on: '2026-11-23', counts: { ...none, red: 1, green: 1 } },
    ]);
  });

  it('of a plan without a change is now at every point', () => {
    const now = [{ id: 'a', status: 'in_progress', colour: 'green' }] as const;
    const points = coloursOverTime(now, [], [day('2026-10-31'), day('2026-11-23')]);
    expect(points.map(({ counts }) => counts.green)).toEqual([1, 1]);
  });
});

describe('plan against actual', () => {
  it('counts what should have been done, by both dates, and what was', () => {
    const action = (originalDueOn: string, dueOn: string, reportedOn: string | null, status: string) => ({
      originalDueOn: day(originalDueOn),
      dueOn: day(dueOn),
      reportedOn: reportedOn === null ? null : day(reportedOn),
      status: status as 'complete',
    });
    const actions = [
      action('2026-09-30', '2026-09-30', '2026-09-15', 'complete'),
      action('2026-10-15', '2026-11-15', '2026-11-10', 'complete'),
      action('2026-10-31', '2026-12-31', null, 'in_progress'),
      action('2026-10-31', '2026-10-31', null, 'cancelled'),
      action('2026-08-01', '2026-08-01', null, 'complete'),
    ];
    const days = ['2026-09-30', '2026-10-31', '2026-11-23'].map((one) => day(one));
    expect(planAgainstActual(actions, days)).toEqual([
      { on: '2026-09-30', byOriginalDate: 2, byCurrentDate: 2, done: 2 },
      { on: '2026-10-31', byOriginalDate: 4, byCurrentDate: 2, done: 2 },
      { on: '2026-11-23', byOriginalDate: 4, byCurrentDate: 3, done: 3 },
    ]);
  });
});

describe('the age of what is overdue', () => {
  // Due Thursday 25 March 2027, before Easter: overdue working day 1 is Tuesday 30 March.
  const calendar = new WorkingCalendar();
  const late = { status: 'in_progress', reasons: ['overdue'], dueOn: day('2027-03-25') } as const;

  it.each([
    ['Good Friday, past its date and no working day since', '2027-03-26', [1, 0, 0, 0]],
    ['overdue working day 5', '2027-04-05', [1, 0, 0, 0]],
    ['overdue working day 6', '2027-04-06', [0, 1, 0, 0]],
    ['overdue working day 10', '2027-04-12', [0, 1, 0, 0]],
    ['overdue working day 11', '2027-04-13', [0, 0, 1, 0]],
    ['overdue working day 20', '2027-04-26', [0, 0, 1, 0]],
    ['overdue working day 21', '2027-04-27', [0, 0, 0, 1]],
  ])('%s', (_sentence, today, expected) => {
    expect(ageOfOverdue([late], day(today), calendar).map(({ count }) => count)).toEqual(expected);
  });

  it('counts only what is overdue', () => {
    const held = { ...late, reasons: ['decision_awaited'] } as const;
    const ages = ageOfOverdue([held, { ...late, status: 'cancelled' }], day('2027-04-30'), calendar);
    expect(ages.every(({ count }) => count === 0)).toBe(true);
  });
});
