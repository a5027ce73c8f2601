import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { chainOf } from './chain.js';
import { listsWhatIsOpen } from './digest-week.js';
import { LADDER_PRESETS } from './ladder-preset.js';
import type { ActionNoticeFacts } from './notice-facts.js';
import { RecordedSweeps } from './recorded-sweeps.js';

const calendar = new WorkingCalendar();
const day = localDate;
const standard = LADDER_PRESETS.standard;
const CHAIN = chainOf({
  agencyKind: 'council',
  ownerId: 'owner',
  accountableLeadId: 'lead',
  agencyLeadId: null,
  agencySecondId: null,
  directorIds: ['director'],
  chiefExecutiveIds: [],
});
const ACTION: ActionNoticeFacts = {
  kind: 'action',
  id: 'a1',
  status: 'in_progress',
  chain: CHAIN,
  dueOn: day('2026-11-02'),
  noticesFrom: day('2026-09-01'),
  givenOn: null,
  onShortClock: false,
  heldUntil: null,
  redSince: null,
  redFromMidnight: false,
};
const sweeps = (mailWorks = true) => new RecordedSweeps(calendar, standard, mailWorks);

describe('the memory of the ladder', () => {
  it('a second sweep on the same morning decides nothing', () => {
    const morning = sweeps();
    expect(morning.sweep(ACTION, day('2026-11-03'))).toBe(2);
    expect(morning.sweep(ACTION, day('2026-11-03'))).toBe(0);
  });

  it('after two weeks of downtime only the latest occurrence is sent, the missed ones are recorded', () => {
    const recorded = sweeps();
    recorded.sweep(ACTION, day('2026-11-03'));
    recorded.sweep(ACTION, day('2026-11-20'));
    expect(recorded.lines()).toEqual([
      '2026-11-03 overdue 1 → owner',
      '2026-11-03 escalation_1 1 → lead',
      '2026-11-20 overdue 6 → owner (superseded)',
      '2026-11-20 overdue 11 → owner',
      '2026-11-20 escalation_2 6 → director',
    ]);
    expect(recorded.all.map((one) => one.dueOn)).toEqual([
      '2026-11-03',
      '2026-11-03',
      '2026-11-10',
      '2026-11-17',
      '2026-11-10',
    ]);
  });

  it('nobody is told on a Saturday, and everything on Monday', () => {
    const recorded = sweeps();
    expect(recorded.sweep(ACTION, day('2026-11-14'))).toBe(0);
    recorded.sweep(ACTION, day('2026-11-16'));
    expect(recorded.lines()).toHaveLength(4);
  });

  it('moving the date cancels what waits, and the new date starts its own steps', () => {
    const recorded = sweeps(false);
    recorded.sweep(ACTION, day('2026-11-03'));
    recorded.sweep({ ...ACTION, dueOn: day('2026-11-18') }, day('2026-11-04'));
    expect(recorded.lines()).toEqual([
      '2026-11-03 overdue 1 → owner (cancelled)',
      '2026-11-03 escalation_1 1 → lead (cancelled)',
      '2026-11-04 due_soon -10 → owner (waiting)',
    ]);
  });

  it.each([
    ['completing', { status: 'complete' }],
    ['cancelling', { status: 'cancelled' }],
  ] as const)('%s the action cancels what waits, also on a day that is no working day', (_what, change) => {
    const recorded = sweeps(false);
    recorded.sweep(ACTION, day('2026-11-06'));
    recorded.sweep({ ...ACTION, ...change }, day('2026-11-07'));
    expect(recorded.all.map((one) => one.state)).toEqual(['cancelled', 'cancelled']);
  });

  it('changing the owner cancels what waits for the one and tells the other the latest only', () => {
    const recorded = sweeps(false);
    recorded.sweep(ACTION, day('2026-11-10'));
    const handedOver = { ...ACTION, givenOn: day('2026-11-11'), chain: { ...CHAIN, ownerId: 'successor' } };
    recorded.sweep(handedOver, day('2026-11-11'));
    const ofOwners = recorded.lines().filter((line) => /owner|successor/.test(line));
    expect(ofOwners).toEqual([
      '2026-11-10 overdue 1 → owner (superseded)',
      '2026-11-10 overdue 6 → owner (cancelled)',
      '2026-11-11 given 0 → successor (waiting)',
      '2026-11-11 overdue 6 → successor (waiting)',
    ]);
  });

  it('a waiting notice gives way to the next occurrence of its step', () => {
    const recorded = sweeps(false);
    recorded.sweep(ACTION, day('2026-11-03'));
    recorded.sweep(ACTION, day('2026-11-10'));
    expect(recorded.lines().filter((line) => line.includes(' overdue '))).toEqual([
      '2026-11-03 overdue 1 → owner (superseded)',
      '2026-11-10 overdue 6 → owner (waiting)',
    ]);
  });

  it('what became untrue and true again is told again', () => {
    const recorded = sweeps(false);
    recorded.sweep(ACTION, day('2026-11-03'));
    recorded.sweep({ ...ACTION, status: 'complete' }, day('2026-11-03'));
    recorded.sweep(ACTION, day('2026-11-04'));
    expect(recorded.lines()).toContain('2026-11-04 overdue 1 → owner (waiting)');
  });

  it('a permanent failure is not tried again', () => {
    const recorded = sweeps();
    recorded.sweep(ACTION, day('2026-11-03'));
    recorded.all.forEach((one) => (one.state = 'failed'));
    expect(recorded.sweep(ACTION, day('2026-11-04'))).toBe(0);
  });

  it('an action handed back to somebody is given to them again', () => {
    const recorded = sweeps();
    const quiet = { ...ACTION, dueOn: day('2030-01-31') };
    recorded.sweep({ ...quiet, givenOn: day('2026-11-03') }, day('2026-11-03'));
    recorded.sweep({ ...quiet, givenOn: day('2026-11-09') }, day('2026-11-09'));
    expect(recorded.lines()).toEqual(['2026-11-03 given 0 → owner', '2026-11-09 given 0 → owner']);
  });

  it('other numbers of the ladder repeat nothing that was told under the old ones', () => {
    const recorded = sweeps();
    recorded.sweepEveryDay(ACTION, day('2026-10-01'), day('2026-11-12'));
    const before = recorded.lines();
    recorded.sweep(ACTION, day('2026-11-13'), LADDER_PRESETS.strict);
    recorded.sweep(ACTION, day('2026-11-13'), LADDER_PRESETS.gentle);
    expect(recorded.lines()).toEqual(before);
  });

  it('a step told on day 6 is not told again on day 11 when the numbers become gentler', () => {
    const recorded = sweeps();
    recorded.sweepEveryDay(ACTION, day('2026-11-03'), day('2026-11-16'));
    recorded.sweep(ACTION, day('2026-11-17'), LADDER_PRESETS.gentle);
    expect(recorded.lines().filter((line) => line.includes('escalation_2'))).toEqual([
      '2026-11-10 escalation_2 6 → director',
    ]);
  });

  it('an occurrence that only the stricter numbers have is not recorded as missed', () => {
    const recorded = sweeps();
    recorded.sweepEveryDay(ACTION, day('2026-10-12'), day('2026-10-27'));
    recorded.sweep(ACTION, day('2026-10-28'), LADDER_PRESETS.strict);
    expect(recorded.lines()).toEqual(['2026-10-19 due_soon -10 → owner', '2026-10-28 due_soon -3 → owner']);
  });

  it('an occurrence that the gentler numbers lacked is not recorded as missed', () => {
    const recorded = new RecordedSweeps(calendar, LADDER_PRESETS.gentle);
    recorded.sweepEveryDay(ACTION, day('2026-10-12'), day('2026-10-27'));
    recorded.sweep(ACTION, day('2026-10-28'), standard);
    expect(recorded.lines()).toEqual(['2026-10-26 due_soon -5 → owner', '2026-10-28 due_soon -3 → owner']);
  });

  it('a step that the new numbers make true is told the next working morning', () => {
    const recorded = new RecordedSweeps(calendar, LADDER_PRESETS.gentle);
    recorded.sweepEveryDay(ACTION, day('2026-11-03'), day('2026-11-12'));
    expect(recorded.lines().join()).not.toContain('escalation_2');
    recorded.sweep(ACTION, day('2026-11-13'), standard);
    expect(recorded.lines()).toContain('2026-11-13 escalation_2 6 → director');
  });

  it('a meeting that moves keeps the opening told and tells the new closing', () => {
    const recorded = sweeps();
    const window = {
      kind: 'window',
      id: 'w1',
      opensOn: day('2026-11-06'),
      closesOn: day('2026-11-20'),
      unanswered: [CHAIN],
    } as const;
    recorded.sweepEveryDay(window, day('2026-11-06'), day('2026-11-18'));
    const moved = { ...window, closesOn: day('2026-11-27') };
    recorded.sweepEveryDay(moved, day('2026-11-19'), day('2026-11-30'));
    expect(recorded.lines()).toEqual([
      '2026-11-06 window_open 0 → owner',
      '2026-11-17 window_closing -3 → owner',
      '2026-11-24 window_closing -3 → owner',
    ]);
  });

  it('who missed the opening is told of the closing only, and after it of nothing', () => {
    const window = {
      kind: 'window',
      id: 'w1',
      opensOn: day('2026-11-06'),
      closesOn: day('2026-11-20'),
      unanswered: [CHAIN],
    } as const;
    const late = sweeps();
    late.sweep(window, day('2026-11-18'));
    expect(late.lines()).toEqual([
      '2026-11-18 window_open 0 → owner (superseded)',
      '2026-11-18 window_closing -3 → owner',
    ]);
    const tooLate = sweeps();
    tooLate.sweep(window, day('2026-11-23'));
    expect(tooLate.lines()).toEqual([]);
  });
});

describe('what is still open', () => {
  it.each([
    ['is listed on a Monday after a digest of last Friday', '2026-11-23', '2026-11-20', true],
    ['is not listed again on the Tuesday', '2026-11-24', '2026-11-23', false],
    ['is listed on a Wednesday when it is the first of the week', '2026-11-25', '2026-11-20', true],
    ['is listed in the first digest of all', '2026-11-25', null, true],
  ])('%s', (_sentence, today, last, expected) => {
    expect(listsWhatIsOpen(day(today), last === null ? null : day(last))).toBe(expected);
  });
});
