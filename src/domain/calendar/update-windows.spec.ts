import { describe, expect, it } from '@jest/globals';
import { localDate } from './local-date.js';
import { defaultPaperDeadline, statutoryDeadline } from './statutory-deadlines.js';
import {
  fortnightlyWindow,
  meetingWindow,
  monthlyWindow,
  windowAnsweredBy,
  windowAsksAbout,
  windowOfMovedMeeting,
  windowsOpeningOn,
} from './update-windows.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar();
const day = localDate;

describe('the window of a meeting', () => {
  it('opens 10 working days before the paper deadline, reminds at 3, closes on the deadline', () => {
    expect(meetingWindow(day('2026-11-20'), calendar)).toEqual({
      kind: 'meeting',
      opensOn: '2026-11-06',
      remindsOn: '2026-11-17',
      closesOn: '2026-11-20',
    });
  });

  it('steps over Easter', () => {
    expect(meetingWindow(day('2027-04-06'), calendar)).toMatchObject({
      opensOn: '2027-03-19',
      remindsOn: '2027-04-01',
    });
  });

  it('opens on the day of planning when the meeting is planned late', () => {
    expect(meetingWindow(day('2026-11-20'), calendar, day('2026-11-16')).opensOn).toBe('2026-11-16');
  });

  it('keeps its opening day when the meeting moves', () => {
    const open = meetingWindow(day('2026-11-20'), calendar);
    expect(windowOfMovedMeeting(open, day('2026-11-27'), calendar)).toEqual({
      kind: 'meeting',
      opensOn: '2026-11-06',
      remindsOn: '2026-11-24',
      closesOn: '2026-11-27',
    });
  });

  it('is counted from a paper deadline five clear working days before the meeting', () => {
    // Meeting on Monday 30 November: Monday 23 to Friday 27 lie between.
    expect(defaultPaperDeadline(day('2026-11-30'), calendar)).toBe('2026-11-20');
  });
});

describe('the window of a month', () => {
  it.each([
    ['November 2026', '2026-11-01', '2026-11-17', '2026-11-25', '2026-11-30'],
    ['December 2026, past Christmas', '2026-12-10', '2026-12-16', '2026-12-24', '2026-12-31'],
    ['January 2027, whose last day is a Sunday', '2027-01-01', '2027-01-18', '2027-01-26', '2027-01-29'],
  ])('is its last 10 working days: %s', (_month, anyDay, opensOn, remindsOn, closesOn) => {
    expect(monthlyWindow(day(anyDay), calendar)).toEqual({ kind: 'monthly', opensOn, remindsOn, closesOn });
  });

  it('opens only when no meeting with a later paper deadline is planned', () => {
    const opening = day('2026-11-17');
    expect(windowsOpeningOn(opening, [], calendar).map((window) => window.kind)).toEqual(['monthly']);
    expect(windowsOpeningOn(opening, [day('2026-11-16')], calendar)).toHaveLength(1);
    expect(windowsOpeningOn(opening, [day('2027-02-01')], calendar)).toEqual([]);
  });

  it("does not open beside a meeting's own", () => {
    const opened = windowsOpeningOn(day('2026-11-06'), [day('2026-11-20')], calendar);
    expect(opened.map((window) => window.kind)).toEqual(['meeting']);
  });
});

describe('the fortnightly window of a priority action', () => {
  it.each([
    ['its first Monday', '2026-01-05', '2026-01-05'],
    ['its Friday', '2026-01-09', '2026-01-05'],
    ['the Saturday after belongs to the next one', '2026-01-10', '2026-01-19'],
    ['the week between', '2026-01-14', '2026-01-19'],
    ['the second Monday', '2026-01-19', '2026-01-19'],
    ['a day in November', '2026-11-23', '2026-11-23'],
    ['before the first fortnight, counted backwards', '2025-12-23', '2025-12-22'],
  ])('%s', (_sentence, date, opensOn) => {
    expect(fortnightlyWindow(day(date)).opensOn).toBe(opensOn);
  });

  it('runs Monday to Friday with the reminder on Wednesday', () => {
    expect(fortnightlyWindow(day('2026-01-06'))).toEqual({
      kind: 'fortnightly',
      opensOn: '2026-01-05',
      remindsOn: '2026-01-07',
      closesOn: '2026-01-09',
    });
  });
});

describe('which window an update counts for', () => {
  const windows = [
    { opensOn: day('2026-11-06'), closesOn: day('2026-11-20') },
    { opensOn: day('2026-11-23'), closesOn: day('2026-12-04') },
  ];
  it.each([
    ['one made while it is open', '2026-11-10', 0],
    ['one made on the day it closes', '2026-11-20', 0],
    ['one made 5 working days before it opens', '2026-10-30', 0],
    ['one made 6 working days before it opens counts for none', '2026-10-29', -1],
    ['one that could count for two counts for the earliest', '2026-11-18', 0],
    ['one made at the weekend between', '2026-11-21', 1],
    ['one made after all of them', '2026-12-05', -1],
  ])('%s', (_sentence, updateOn, expected) => {
    expect(windowAnsweredBy(day(updateOn), windows, calendar)).toBe(expected);
  });

  it.each([
    ['published, open and past its start', {}, true],
    ['not published', { publishedOn: null }, false],
    ['published after the opening', { publishedOn: day('2026-11-09') }, false],
    ['starting on the opening day', { startOn: day('2026-11-06') }, false],
    ['completed before the opening', { closedOn: day('2026-11-05') }, false],
    ['completed while the window was open', { closedOn: day('2026-11-10') }, true],
  ])('asks about an action that was %s: %s', (_sentence, change, expected) => {
    const action = { publishedOn: day('2026-10-01'), startOn: day('2026-10-05'), closedOn: null, ...change };
    expect(windowAsksAbout({ opensOn: day('2026-11-06') }, action)).toBe(expected);
  });
});

describe('the statutory clock', () => {
  it('proposes 70 working days from receipt for the plan and 20 for the early draft', () => {
    const dates = { receivedOn: day('2016-08-02') };
    expect(statutoryDeadline('action_plan', dates, calendar)).toEqual({
      duty: 'action_plan',
      dueOn: '2016-11-09',
      basis: 'proposed',
      warnings: [],
    });
    expect(statutoryDeadline('early_draft', dates, calendar).dueOn).toBe('2016-08-31');
  });

  it('takes the printed date and only warns when it is a Saturday', () => {
    const dates = { receivedOn: day('2026-01-05'), printedOn: day('2026-04-11') };
    expect(statutoryDeadline('action_plan', dates, calendar)).toEqual({
      duty: 'action_plan',
      dueOn: '2026-04-11',
      basis: 'printed',
      warnings: ['not_a_working_day'],
    });
  });

  it('marks a proposed date in a year that is not published as provisional', () => {
    const proposed = statutoryDeadline('action_plan', { receivedOn: day('2027-11-01') }, calendar);
    expect(proposed).toMatchObject({ dueOn: '2028-02-10', warnings: ['provisional'] });
  });

  it.each([
    ['six weeks for the police', 'police_action_plan', '2026-02-16'],
    ['35 working days for area SEND', 'send_priority_action_plan', '2026-02-23'],
    ['three months for a peer challenge', 'peer_challenge_plan', '2026-04-05'],
    ['five working days for a serious incident', 'serious_incident', '2026-01-12'],
  ] as const)('%s', (_sentence, duty, expected) => {
    expect(statutoryDeadline(duty, { receivedOn: day('2026-01-05') }, calendar).dueOn).toBe(expected);
  });
});
