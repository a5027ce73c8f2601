import { describe, expect, it } from '@jest/globals';
import { localDate as day, type LocalDate } from './local-date.js';
import {
  paperDeadlineOf,
  rememberWindows,
  windowsOfCycle,
  type CycleWindow,
  type KnownWindow,
  type MeetingCycle,
} from './meeting-cycle.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar();
const FROM = day('2026-09-01');
const TO = day('2027-03-31');

const cycle = (standing: Record<string, string>, more: Partial<MeetingCycle> = {}): MeetingCycle => ({
  knownThrough: null,
  known: [],
  standing: Object.entries(standing).map(([id, paperDeadline]) => ({
    id,
    paperDeadline: day(paperDeadline),
  })),
  ...more,
});
const known = (meetingId: string | null, opensOn: string, closesOn: string): KnownWindow => ({
  id: `known ${opensOn}`,
  meetingId,
  opensOn: day(opensOn),
  closesOn: day(closesOn),
  endedOn: null,
});
const said = (windows: readonly CycleWindow[]) =>
  windows.map(
    ({ kind, opensOn, closesOn, endedOn }) =>
      `${kind} ${opensOn} to ${closesOn}${endedOn === null ? '' : `, ended ${endedOn}`}`,
  );
const opening = (of: MeetingCycle, from: LocalDate = FROM, to: LocalDate = TO) =>
  said(windowsOfCycle(of, from, to, calendar));

describe('the deadline for the papers of a meeting', () => {
  it.each([
    ['five clear working days lie between', '2026-11-30', '2026-11-20'],
    ['bank holidays do not count', '2027-04-06', '2027-03-25'],
    ['also for a meeting on a Saturday', '2026-11-28', '2026-11-20'],
  ])('%s: meeting %s, papers %s', (_sentence, meetsOn, papers) => {
    expect(paperDeadlineOf(day(meetsOn), calendar)).toBe(papers);
  });
});

describe('the windows of the meeting cycle', () => {
  it('are the last 10 working days of each month while no meeting is planned', () => {
    expect(opening(cycle({}), day('2026-10-01'), day('2026-12-31'))).toEqual([
      'monthly 2026-10-19 to 2026-10-30',
      'monthly 2026-11-17 to 2026-11-30',
      'monthly 2026-12-16 to 2026-12-31',
    ]);
  });

  it('open 10 working days before a paper deadline, and months have none while a later deadline is planned', () => {
    expect(opening(cycle({ december: '2026-12-04' }), day('2026-11-01'), day('2027-01-31'))).toEqual([
      'meeting 2026-11-20 to 2026-12-04',
      'monthly 2026-12-16 to 2026-12-31',
      'monthly 2027-01-18 to 2027-01-29',
    ]);
  });

  it('of a month that opened before the first meeting was planned stay', () => {
    const through = { knownThrough: day('2026-11-20'), known: [known(null, '2026-11-17', '2026-11-30')] };
    expect(opening(cycle({ january: '2027-01-22' }, through), day('2026-11-01'))).toEqual([
      'monthly 2026-11-17 to 2026-11-30',
      'meeting 2027-01-08 to 2027-01-22',
      'monthly 2027-02-15 to 2027-02-26',
      'monthly 2027-03-16 to 2027-03-31',
    ]);
  });

  it('say when the reminder is due: 3 working days before they close', () => {
    const [window] = windowsOfCycle(
      cycle({ a: '2026-12-04' }),
      day('2026-11-20'),
      day('2026-11-20'),
      calendar,
    );
    expect(window).toMatchObject({ remindsOn: '2026-12-01', meetingId: 'a' });
  });
});

describe('when a meeting changes', () => {
  const change = (
    today: string,
    of: MeetingCycle,
    before: string | null,
    after: string | null,
    from = '2026-11-18',
  ) =>
    said(
      rememberWindows(
        of,
        { id: 'a', before: before === null ? null : day(before), after: after === null ? null : day(after) },
        day(today),
        calendar,
      ).filter(({ opensOn }) => opensOn >= day(from)),
    );
  const december = cycle({ a: '2026-12-04' });

  it.each([
    [
      'later: an open window keeps its opening day and closes at the new deadline',
      '2026-11-25',
      '2026-12-18',
      ['meeting 2026-11-20 to 2026-12-18'],
    ],
    ['earlier: likewise', '2026-11-25', '2026-11-30', ['meeting 2026-11-20 to 2026-11-30']],
    [
      'to a deadline that has passed: it closes today',
      '2026-11-25',
      '2026-11-23',
      ['meeting 2026-11-20 to 2026-11-25'],
    ],
    [
      'cancelled: it ends today and nobody missed it',
      '2026-11-25',
      null,
      ['meeting 2026-11-20 to 2026-12-04, ended 2026-11-25'],
    ],
    ['before the window opened: nothing to remember', '2026-11-19', '2026-12-18', []],
    [
      'so near that the window should be open: it opens today',
      '2026-11-19',
      '2026-11-27',
      ['meeting 2026-11-19 to 2026-11-27'],
    ],
    ['after it closed: it stays as it was', '2026-12-07', '2027-01-15', ['meeting 2026-11-20 to 2026-12-04']],
  ])('%s', (_sentence, today, after, expected) => {
    expect(change(today, december, '2026-12-04', after)).toEqual(expected);
  });

  it('planned so late that its window should be open: it opens today, beside the month’s', () => {
    expect(change('2026-11-25', cycle({}), null, '2026-12-02', '2026-11-01')).toEqual([
      'monthly 2026-11-17 to 2026-11-30',
      'meeting 2026-11-25 to 2026-12-02',
    ]);
  });

  it('after its window closed and moved far: it is asked about again before the new deadline', () => {
    const moved = cycle(
      { a: '2027-01-15' },
      { knownThrough: day('2026-12-07'), known: [known('a', '2026-11-20', '2026-12-04')] },
    );
    expect(opening(moved, day('2026-11-18'), day('2027-01-15'))).toEqual([
      'meeting 2026-11-20 to 2026-12-04',
      'meeting 2026-12-31 to 2027-01-15',
    ]);
  });
});
