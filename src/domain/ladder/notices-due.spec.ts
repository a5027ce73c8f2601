import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { PresetName } from '../rating/rating-preset.js';
import { exceptionFrom, wasLateWhenPublished } from './action-rungs.js';
import { chainOf } from './chain.js';
import { heldUntil } from './held-until.js';
import { LADDER_PRESETS } from './ladder-preset.js';
import type { ActionNoticeFacts, NoticeFacts } from './notice-facts.js';
import { nextNoticeOn } from './notices-due.js';
import { RecordedSweeps } from './recorded-sweeps.js';

const calendar = new WorkingCalendar();
const day = localDate;
const CHAIN = chainOf({
  agencyKind: 'council',
  ownerId: 'owner',
  accountableLeadId: 'lead',
  agencyLeadId: null,
  agencySecondId: null,
  directorIds: ['director'],
  chiefExecutiveIds: ['chief'],
});
/** Published in 2026, due Thursday 25 March 2027; Red from Good Friday, overdue working day 1 is Tuesday the 30th. */
const ACTION: ActionNoticeFacts = {
  kind: 'action',
  id: 'a1',
  status: 'in_progress',
  chain: CHAIN,
  dueOn: day('2027-03-25'),
  noticesFrom: day('2026-09-01'),
  givenOn: null,
  onShortClock: false,
  heldUntil: null,
  redSince: null,
  redFromMidnight: false,
};
const OVERDUE: ActionNoticeFacts = { ...ACTION, redSince: day('2027-03-26'), redFromMidnight: true };
/** Nothing due for years: to see one step alone. */
const QUIET: ActionNoticeFacts = { ...ACTION, dueOn: day('2030-01-31') };

function swept(facts: NoticeFacts, first: string, last: string, preset: PresetName = 'standard'): string[] {
  const ladder = LADDER_PRESETS[preset];
  return new RecordedSweeps(calendar, ladder).sweepEveryDay(facts, day(first), day(last)).lines();
}

type Row = [string, NoticeFacts, string, string, string[]];

const ACTION_ROWS: Row[] = [
  [
    'given to you: the owner, when published or handed over',
    { ...QUIET, givenOn: day('2026-11-23') },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 given 0 → owner'],
  ],
  [
    'given to you on a Saturday: the owner on Monday',
    { ...QUIET, givenOn: day('2026-11-21') },
    '2026-11-21',
    '2026-12-31',
    ['2026-11-23 given 0 → owner'],
  ],
  [
    'due soon: the owner 10 and 3 working days before',
    ACTION,
    '2027-01-01',
    '2027-03-25',
    ['2027-03-11 due_soon -10 → owner', '2027-03-22 due_soon -3 → owner'],
  ],
  [
    'turned red for a passed date, overdue and escalation 1 on overdue working day 1, escalation 2 on day 6',
    OVERDUE,
    '2027-03-26',
    '2027-04-14',
    [
      '2027-03-30 turned_red 1 → owner',
      '2027-03-30 turned_red 1 → lead',
      '2027-03-30 overdue 1 → owner',
      '2027-03-30 escalation_1 1 → lead',
      '2027-04-06 overdue 6 → owner',
      '2027-04-06 escalation_2 6 → director',
      '2027-04-13 overdue 11 → owner',
    ],
  ],
  [
    'turned red when somebody called it red on a Tuesday: the next morning, owner and lead',
    { ...QUIET, redSince: day('2026-11-24') },
    '2026-11-24',
    '2026-12-31',
    ['2026-11-25 turned_red 1 → owner', '2026-11-25 turned_red 1 → lead'],
  ],
  [
    'escalation 2 comes on day 3 on the shorter clock',
    { ...ACTION, onShortClock: true },
    '2027-03-26',
    '2027-04-05',
    [
      '2027-03-30 overdue 1 → owner',
      '2027-03-30 escalation_1 1 → lead',
      '2027-04-01 escalation_2 3 → director',
    ],
  ],
  [
    'without an owner their steps go to the lead',
    { ...ACTION, givenOn: day('2027-03-01'), chain: { ...CHAIN, ownerId: null } },
    '2027-03-01',
    '2027-03-30',
    [
      '2027-03-11 due_soon -10 → lead',
      '2027-03-22 due_soon -3 → lead',
      '2027-03-30 overdue 1 → lead',
      '2027-03-30 escalation_1 1 → lead',
    ],
  ],
  [
    'the lead owns it: the step for the lead skips up',
    { ...ACTION, chain: { ...CHAIN, ownerId: 'lead' } },
    '2027-03-26',
    '2027-03-30',
    ['2027-03-30 overdue 1 → lead', '2027-03-30 escalation_1 1 → director'],
  ],
  [
    'explanation wanted: the owner of an exception, 5 working days before the paper deadline',
    { ...QUIET, redSince: day('2026-10-01'), redAtLastPack: true, nextPaperDeadline: day('2026-11-27') },
    '2026-11-10',
    '2026-12-31',
    [
      '2026-11-10 turned_red 1 → owner',
      '2026-11-10 turned_red 1 → lead',
      '2026-11-20 explanation_wanted -5 → owner',
    ],
  ],
  [
    'explanation wanted when it becomes an exception after that day: overdue working day 11 is 13 April',
    { ...ACTION, nextPaperDeadline: day('2027-04-14') },
    '2027-04-13',
    '2027-04-13',
    [
      '2027-04-13 overdue 1 → owner (superseded)',
      '2027-04-13 overdue 6 → owner (superseded)',
      '2027-04-13 overdue 11 → owner',
      '2027-04-13 escalation_1 1 → lead',
      '2027-04-13 escalation_2 6 → director',
      '2027-04-13 explanation_wanted -5 → owner',
    ],
  ],
  [
    'no explanation wanted where it was given',
    { ...ACTION, dueOn: null, redSince: null, redAtLastPack: true, nextPaperDeadline: day('2026-11-27') },
    '2026-11-10',
    '2026-12-31',
    [],
  ],
  [
    'completion refused, at once: owner and lead',
    { ...QUIET, refusedOn: day('2026-11-23') },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 refused 0 → owner', '2026-11-23 refused 0 → lead'],
  ],
  [
    'reopened, at once: owner and lead',
    { ...QUIET, reopenedOn: day('2026-11-23') },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 reopened 0 → owner', '2026-11-23 reopened 0 → lead'],
  ],
  [
    'not borne out, done but not enough: owner and lead of the complete action',
    { ...OVERDUE, status: 'complete', notBorneOutOn: day('2027-04-06') },
    '2027-04-06',
    '2027-06-30',
    ['2027-04-06 not_borne_out 0 → owner', '2027-04-06 not_borne_out 0 → lead'],
  ],
  [
    'to check: a completion with all its evidence after 5 and 10 working days',
    {
      ...ACTION,
      status: 'complete',
      awaitsCheckSince: day('2026-11-02'),
      qualityIds: ['quality', 'second quality'],
      planManagerIds: ['plan manager'],
    },
    '2026-11-02',
    '2026-12-31',
    [
      '2026-11-09 to_check 5 → quality',
      '2026-11-09 to_check 5 → second quality',
      '2026-11-16 to_check 10 → plan manager',
    ],
  ],
  [
    'a request to cancel: the chair once, then after the meeting',
    {
      ...QUIET,
      toCancel: { since: day('2026-11-23'), deciderIds: ['chair'], meetingOn: day('2026-12-04') },
    },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 to_decide 0 → chair', '2026-12-07 to_decide meeting → chair'],
  ],
  [
    'a draft: nobody',
    { ...OVERDUE, status: 'draft', givenOn: day('2027-03-01') },
    '2027-03-01',
    '2027-05-31',
    [],
  ],
  [
    'a cancelled action: nobody',
    { ...OVERDUE, status: 'cancelled', refusedOn: day('2027-03-01') },
    '2027-03-01',
    '2027-05-31',
    [],
  ],
  [
    'a complete action past its date: nobody',
    { ...OVERDUE, status: 'complete' },
    '2027-03-01',
    '2027-05-31',
    [],
  ],
];

const OTHER_ROWS: Row[] = [
  [
    'window opens and closing: each owner once, however many actions it asks about',
    {
      kind: 'window',
      id: 'w1',
      opensOn: day('2026-11-06'),
      closesOn: day('2026-11-20'),
      unanswered: [CHAIN, CHAIN, { ...CHAIN, ownerId: 'second owner' }],
    },
    '2026-11-01',
    '2026-12-31',
    [
      '2026-11-06 window_open 0 → owner',
      '2026-11-06 window_open 0 → second owner',
      '2026-11-17 window_closing -3 → owner',
      '2026-11-17 window_closing -3 → second owner',
    ],
  ],
  [
    'a fortnightly window that opens on Easter Monday: the owner on Tuesday, reminder on the Wednesday',
    {
      kind: 'window',
      id: 'w2',
      opensOn: day('2027-03-29'),
      remindsOn: day('2027-03-31'),
      closesOn: day('2027-04-02'),
      unanswered: [CHAIN],
    },
    '2027-03-25',
    '2027-04-30',
    ['2027-03-30 window_open 0 → owner', '2027-03-31 window_closing -2 → owner'],
  ],
  [
    'to check: evidence after 5 and 10 working days',
    {
      kind: 'evidence',
      id: 'e1',
      waitingSince: day('2026-11-20'),
      qualityIds: ['quality'],
      planManagerIds: ['plan manager'],
      chain: CHAIN,
    },
    '2026-11-20',
    '2026-12-31',
    ['2026-11-27 to_check 5 → quality', '2026-12-04 to_check 10 → plan manager'],
  ],
  [
    'evidence refused: owner and lead',
    {
      kind: 'evidence',
      id: 'e1',
      waitingSince: null,
      qualityIds: ['quality'],
      planManagerIds: [],
      refusedOn: day('2026-11-25'),
      chain: CHAIN,
    },
    '2026-11-25',
    '2026-12-31',
    ['2026-11-25 refused 0 → owner', '2026-11-25 refused 0 → lead'],
  ],
  [
    'to decide: on request, then every 3 working days',
    {
      kind: 'date_change',
      id: 'd1',
      waitingSince: day('2026-11-20'),
      deciderIds: ['lead'],
      byBoard: false,
      chain: CHAIN,
    },
    '2026-11-20',
    '2026-12-01',
    ['2026-11-20 to_decide 0 → lead', '2026-11-25 to_decide 3 → lead', '2026-11-30 to_decide 6 → lead'],
  ],
  [
    'to decide: the board once, then after the meeting',
    {
      kind: 'date_change',
      id: 'd1',
      waitingSince: day('2026-11-20'),
      deciderIds: ['chair'],
      byBoard: true,
      meetingOn: day('2026-12-04'),
      chain: CHAIN,
    },
    '2026-11-20',
    '2027-02-28',
    ['2026-11-20 to_decide 0 → chair', '2026-12-07 to_decide meeting → chair'],
  ],
  [
    'a date change refused: owner and lead',
    {
      kind: 'date_change',
      id: 'd1',
      waitingSince: null,
      deciderIds: ['director'],
      byBoard: false,
      refusedOn: day('2026-11-25'),
      chain: CHAIN,
    },
    '2026-11-25',
    '2026-12-31',
    ['2026-11-25 refused 0 → owner', '2026-11-25 refused 0 → lead'],
  ],
  [
    'challenge to answer when raised, overdue 1, 6, … after its date: the person asked',
    {
      kind: 'challenge',
      id: 'c1',
      isOpen: true,
      raisedOn: day('2026-11-21'),
      dueOn: day('2026-11-30'),
      askedIds: ['asked'],
    },
    '2026-11-21',
    '2026-12-08',
    [
      '2026-11-23 challenge 0 → asked',
      '2026-12-01 challenge_overdue 1 → asked',
      '2026-12-08 challenge_overdue 6 → asked',
    ],
  ],
  [
    'statutory deadline: plan manager and director 20, 10, 5 and 1 working days before',
    {
      kind: 'document',
      id: 'doc',
      deadlines: [day('2027-03-30')],
      planManagerIds: ['plan manager'],
      directorIds: ['director'],
    },
    '2027-01-01',
    '2027-05-31',
    [
      '2027-02-26 statutory -20 → plan manager',
      '2027-02-26 statutory -20 → director',
      '2027-03-12 statutory -10 → plan manager',
      '2027-03-12 statutory -10 → director',
      '2027-03-19 statutory -5 → plan manager',
      '2027-03-19 statutory -5 → director',
      '2027-03-25 statutory -1 → plan manager',
      '2027-03-25 statutory -1 → director',
    ],
  ],
  [
    'a recommendation not borne out: its lead',
    { kind: 'recommendation', id: 'r1', notBorneOutOn: day('2026-11-23'), leadIds: ['lead'] },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 not_borne_out 0 → lead'],
  ],
  [
    'a recommendation proposed as met: the chair once, then after the meeting',
    {
      kind: 'recommendation',
      id: 'r1',
      leadIds: ['lead'],
      toSignOff: { since: day('2026-11-20'), deciderIds: ['chair'], meetingOn: day('2026-12-04') },
    },
    '2026-11-20',
    '2026-12-31',
    ['2026-11-20 to_decide 0 → chair', '2026-12-07 to_decide meeting → chair'],
  ],
  [
    'a recommendation reopened: its lead',
    { kind: 'recommendation', id: 'r1', reopenedOn: day('2026-11-23'), leadIds: ['lead'] },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 reopened 0 → lead'],
  ],
  [
    'a pack is issued: its members',
    { kind: 'pack', id: 'p1', issuedOn: day('2026-11-23'), memberIds: ['chair', 'member'] },
    '2026-11-23',
    '2026-12-31',
    ['2026-11-23 pack_issued 0 → chair', '2026-11-23 pack_issued 0 → member'],
  ],
];

describe('the standard ladder, swept every day', () => {
  it.each([...ACTION_ROWS, ...OTHER_ROWS])('%s', (_sentence, facts, first, last, lines) => {
    expect(swept(facts, first, last)).toEqual(lines);
  });
});

describe('the three presets', () => {
  it.each<[PresetName, string[]]>([
    [
      'strict',
      [
        '2027-03-04 due_soon -15',
        '2027-03-11 due_soon -10',
        '2027-03-22 due_soon -3',
        '2027-04-01 escalation_2 3',
      ],
    ],
    ['standard', ['2027-03-11 due_soon -10', '2027-03-22 due_soon -3', '2027-04-06 escalation_2 6']],
    ['gentle', ['2027-03-18 due_soon -5', '2027-04-13 escalation_2 11']],
  ])('%s', (preset, expected) => {
    const lines = swept(ACTION, '2027-01-01', '2027-04-30', preset).filter((line) =>
      /due_soon|escalation_2/.test(line),
    );
    expect(lines.map((line) => line.replace(/ → .*/, ''))).toEqual(expected);
  });

  it.each<[PresetName, boolean, string]>([
    ['strict', false, '2027-04-06'],
    ['standard', false, '2027-04-13'],
    ['gentle', false, '2027-04-20'],
    ['standard', true, '2027-04-06'],
  ])('exception list, %s, shorter clock %s: from %s', (preset, onShortClock, expected) => {
    expect(exceptionFrom({ ...ACTION, onShortClock }, calendar, LADDER_PRESETS[preset])).toBe(expected);
  });
});

describe('late already when published or imported', () => {
  const imported = {
    ...ACTION,
    dueOn: day('2026-06-30'),
    noticesFrom: day('2026-11-20'),
    redSince: day('2026-11-20'),
  };

  it('starts at the first steps on the next working morning and climbs from there', () => {
    expect(wasLateWhenPublished(imported)).toBe(true);
    expect(swept(imported, '2026-11-20', '2026-11-30')).toEqual([
      '2026-11-23 turned_red 1 → owner',
      '2026-11-23 turned_red 1 → lead',
      '2026-11-23 overdue 1 → owner',
      '2026-11-23 escalation_1 1 → lead',
      '2026-11-30 overdue 6 → owner',
      '2026-11-30 escalation_2 6 → director',
    ]);
  });
});

describe('a timely request for a later date', () => {
  const request = {
    askedOn: day('2027-03-22'),
    newDueOn: day('2027-05-28'),
    decideBy: day('2027-03-31'),
    endedOn: null,
  };

  it.each([
    ['waits: until the decider’s last day', request, '2027-03-31'],
    ['was refused before that: until then', { ...request, endedOn: day('2027-03-30') }, '2027-03-30'],
    ['was refused after its time: until its time', { ...request, endedOn: day('2027-04-20') }, '2027-03-31'],
    ['was refused before the due date: not at all', { ...request, endedOn: day('2027-03-24') }, null],
    ['was asked for on the due date: not at all', { ...request, askedOn: day('2027-03-25') }, null],
    ['asks for an earlier date: not at all', { ...request, newDueOn: day('2027-03-24') }, null],
  ])('that %s', (_sentence, one, expected) => {
    expect(heldUntil([one], day('2027-03-25'))).toBe(expected);
  });

  it('makes the steps wait; timed out, they start at the first on the next working morning', () => {
    expect(swept({ ...ACTION, heldUntil: day('2027-03-31') }, '2027-03-26', '2027-04-08')).toEqual([
      '2027-04-01 overdue 1 → owner',
      '2027-04-01 escalation_1 1 → lead',
      '2027-04-08 overdue 6 → owner',
      '2027-04-08 escalation_2 6 → director',
    ]);
  });
});

describe('when the next notice could come', () => {
  const ladder = LADDER_PRESETS.standard;
  it.each<[string, NoticeFacts, string, string | null]>([
    ['a quiet action: 10 working days before due', ACTION, '2026-11-23', '2027-03-11'],
    ['on that day itself, not yet swept', ACTION, '2027-03-11', '2027-03-11'],
    ['a Saturday with something untold: Monday', ACTION, '2027-03-13', '2027-03-15'],
    ['a complete action: never', { ...ACTION, status: 'complete' }, '2027-03-11', null],
    ['a draft: never', { ...ACTION, status: 'draft' }, '2027-03-11', null],
  ])('%s', (_sentence, facts, from, expected) => {
    expect(nextNoticeOn(facts, day(from), calendar, ladder, [])).toBe(expected);
  });

  it('a notice that waits beyond its truth: the day after, to cancel it', () => {
    const window = {
      kind: 'window',
      id: 'w1',
      opensOn: day('2026-11-06'),
      closesOn: day('2026-11-20'),
      unanswered: [CHAIN],
    } as const;
    const recorded = new RecordedSweeps(calendar, ladder, false);
    recorded.sweepEveryDay(window, day('2026-11-06'), day('2026-11-18'));
    expect(nextNoticeOn(window, day('2026-11-19'), calendar, ladder, recorded.told())).toBe('2026-11-21');
    recorded.sweep(window, day('2026-11-21'));
    expect(recorded.all.map((one) => one.state)).toEqual(['superseded', 'cancelled']);
  });
});
