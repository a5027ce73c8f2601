import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { datedReasons, isNotUpdated, isRedFromMidnight, rateAction } from './action-rating.js';
import { FACTS_OF_A_NEW_DRAFT, type RatingFacts } from './rating-facts.js';
import { RATING_PRESETS, type PresetName } from './rating-preset.js';
import { REASON_CODES, type Colour, type ReasonCode } from './reason-code.js';

const calendar = new WorkingCalendar();
const day = localDate;

/** In progress since September 2026, due Thursday 25 March 2027 (Maundy Thursday), owned, nothing wrong. */
const IN_PROGRESS: RatingFacts = {
  ...FACTS_OF_A_NEW_DRAFT,
  status: 'in_progress',
  startOn: day('2026-09-01'),
  dueOn: day('2027-03-25'),
  hasOwner: true,
};
const NOT_STARTED: RatingFacts = { ...IN_PROGRESS, status: 'not_started' };
const COMPLETE: RatingFacts = {
  ...IN_PROGRESS,
  status: 'complete',
  assurance: 'reported',
  provingFrom: day('2026-11-02'),
};
const request = (askedOn: string, decideBy: string, newDueOn = '2027-06-30') => ({
  pendingDateChange: { askedOn: day(askedOn), newDueOn: day(newDueOn), decideBy: day(decideBy) },
});
const windows = (...closed: [string, 'change' | 'no_change' | null][]) => ({
  windows: closed.map(([closesOn, answer]) => ({ closesOn: day(closesOn), answer })),
});
const milestone = (dueOn: string, critical = false) => ({ dueOn: day(dueOn), critical });

type Row = [string, RatingFacts, string, Colour, ReasonCode[], string | null];

const GREY_ROWS: Row[] = [
  ['a draft', FACTS_OF_A_NEW_DRAFT, '2026-11-22', 'grey', [], null],
  [
    'a draft past the date somebody wrote into it',
    { ...IN_PROGRESS, status: 'draft' },
    '2028-01-05',
    'grey',
    [],
    null,
  ],
  ['a cancelled action', { ...IN_PROGRESS, status: 'cancelled' }, '2028-01-05', 'grey', [], null],
  ['one that starts tomorrow', NOT_STARTED, '2026-08-31', 'grey', ['not_due_to_start'], '2026-09-01'],
  [
    'one whose start lies after its due date, once that is passed',
    { ...NOT_STARTED, startOn: day('2027-06-01') },
    '2027-03-26',
    'red',
    ['overdue', 'due_soon_not_started'],
    '2027-06-15',
  ],
  [
    'one that starts tomorrow but was called amber',
    { ...NOT_STARTED, calledAmberOn: day('2026-08-20') },
    '2026-08-31',
    'amber',
    ['called_amber'],
    '2026-09-15',
  ],
  [
    'one that starts tomorrow and has no owner stays Grey and says so',
    { ...NOT_STARTED, hasOwner: false },
    '2026-08-31',
    'grey',
    ['not_due_to_start', 'no_owner'],
    '2026-09-01',
  ],
];

const RED_ROWS: Row[] = [
  ['on its due date', IN_PROGRESS, '2027-03-25', 'green', ['on_track'], '2027-03-26'],
  ['on Good Friday, the day after its due date', IN_PROGRESS, '2027-03-26', 'red', ['overdue'], null],
  [
    'past due and never started: every reason is listed',
    NOT_STARTED,
    '2027-03-26',
    'red',
    ['overdue', 'due_soon_not_started', 'late_start'],
    null,
  ],
  [
    'past due, a later date asked for in time, within the decider’s 5 working days',
    { ...IN_PROGRESS, ...request('2027-03-24', '2027-04-02') },
    '2027-04-02',
    'amber',
    ['decision_awaited'],
    '2027-04-03',
  ],
  [
    'past due and the decider’s time is over',
    { ...IN_PROGRESS, ...request('2027-03-24', '2027-04-02') },
    '2027-04-03',
    'red',
    ['overdue', 'decision_awaited'],
    null,
  ],
  [
    'past due, a later date asked for only on the due date',
    { ...IN_PROGRESS, ...request('2027-03-25', '2027-04-06') },
    '2027-03-26',
    'red',
    ['overdue', 'decision_awaited'],
    null,
  ],
  [
    'past due while an earlier date is asked for',
    { ...IN_PROGRESS, ...request('2027-03-22', '2027-03-31', '2027-03-23') },
    '2027-03-26',
    'red',
    ['overdue', 'decision_awaited'],
    null,
  ],
  [
    'a decider whose time ends before the due date holds nothing back',
    { ...IN_PROGRESS, ...request('2027-01-04', '2027-01-11') },
    '2027-03-26',
    'red',
    ['overdue', 'decision_awaited'],
    null,
  ],
  [
    'a critical milestone 10 working days late is late',
    { ...IN_PROGRESS, openMilestones: [milestone('2026-11-02', true)] },
    '2026-11-16',
    'amber',
    ['milestone_late'],
    '2026-11-17',
  ],
  [
    'a critical milestone 11 working days late',
    { ...IN_PROGRESS, openMilestones: [milestone('2026-11-02', true)] },
    '2026-11-17',
    'red',
    ['critical_milestone_late', 'milestone_late'],
    '2027-03-26',
  ],
  [
    'an ordinary milestone however late',
    { ...IN_PROGRESS, openMilestones: [milestone('2026-10-01')] },
    '2027-03-01',
    'amber',
    ['milestone_late'],
    '2027-03-26',
  ],
  [
    'called red before it is due to start',
    { ...NOT_STARTED, calledRedOn: day('2026-08-20') },
    '2026-08-21',
    'red',
    ['called_red'],
    '2026-09-15',
  ],
  [
    'called red and amber by two people',
    { ...IN_PROGRESS, calledRedOn: day('2026-11-02'), calledAmberOn: day('2026-11-05') },
    '2026-11-22',
    'red',
    ['called_red', 'called_amber'],
    '2027-03-26',
  ],
];

const AMBER_ROWS: Row[] = [
  [
    'a milestone on its day is not late',
    { ...IN_PROGRESS, openMilestones: [milestone('2026-11-20')] },
    '2026-11-20',
    'green',
    ['on_track'],
    '2026-11-21',
  ],
  [
    'a milestone the day after',
    { ...IN_PROGRESS, openMilestones: [milestone('2026-12-31'), milestone('2026-11-20')] },
    '2026-11-21',
    'amber',
    ['milestone_late'],
    '2027-03-26',
  ],
  [
    'the last update names a later date',
    { ...IN_PROGRESS, lastUpdateOn: day('2026-11-10'), lastForecastOn: day('2027-03-26') },
    '2026-11-22',
    'amber',
    ['forecast_late'],
    '2027-03-26',
  ],
  [
    'the last update names the due date itself',
    { ...IN_PROGRESS, lastUpdateOn: day('2026-11-10'), lastForecastOn: day('2027-03-25') },
    '2026-11-22',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'the last update said "don’t know"',
    { ...IN_PROGRESS, lastUpdateOn: day('2026-11-10'), lastUpdateUnsure: true },
    '2026-11-22',
    'amber',
    ['unsure'],
    '2027-03-26',
  ],
  [
    'not started 11 working days before due',
    { ...NOT_STARTED, startOn: day('2027-03-08') },
    '2027-03-10',
    'green',
    ['on_track'],
    '2027-03-11',
  ],
  [
    'not started within 10 working days of due',
    { ...NOT_STARTED, startOn: day('2027-03-08') },
    '2027-03-11',
    'amber',
    ['due_soon_not_started'],
    '2027-03-22',
  ],
  ['started within 10 working days of due', IN_PROGRESS, '2027-03-11', 'green', ['on_track'], '2027-03-26'],
  [
    'not started 9 working days after its start',
    NOT_STARTED,
    '2026-09-14',
    'green',
    ['on_track'],
    '2026-09-15',
  ],
  [
    'not started 10 working days after its start',
    NOT_STARTED,
    '2026-09-15',
    'amber',
    ['late_start'],
    '2027-03-11',
  ],
  [
    'another date asked for and not decided',
    { ...IN_PROGRESS, ...request('2026-11-18', '2026-11-25') },
    '2026-11-22',
    'amber',
    ['decision_awaited'],
    '2027-03-26',
  ],
  [
    'moved once',
    { ...IN_PROGRESS, timesMoved: 1, lastMovedOn: day('2026-11-02') },
    '2026-11-22',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'moved a second time and no pack issued since, on the 24th working day',
    { ...IN_PROGRESS, timesMoved: 2, lastMovedOn: day('2026-11-02') },
    '2026-12-04',
    'amber',
    ['moved_again'],
    '2026-12-07',
  ],
  [
    'moved a second time, 25 working days ago',
    { ...IN_PROGRESS, timesMoved: 2, lastMovedOn: day('2026-11-02') },
    '2026-12-07',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'moved a third time and a pack has reported it',
    { ...IN_PROGRESS, timesMoved: 3, lastMovedOn: day('2026-11-02'), lastMoveReported: true },
    '2026-11-10',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'one window closed without an update',
    { ...IN_PROGRESS, ...windows(['2026-10-30', null]) },
    '2026-11-22',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'on the last day of the second window in a row without an update',
    { ...IN_PROGRESS, ...windows(['2026-10-30', null], ['2026-11-30', null]) },
    '2026-11-30',
    'green',
    ['on_track'],
    '2026-12-01',
  ],
  [
    'two windows running closed without an update',
    { ...IN_PROGRESS, ...windows(['2026-10-30', null], ['2026-11-30', null]) },
    '2026-12-01',
    'amber',
    ['not_updated_twice'],
    '2027-03-26',
  ],
  [
    'two windows running closed without an update, one made since',
    {
      ...IN_PROGRESS,
      ...windows(['2026-10-30', null], ['2026-11-30', null]),
      lastUpdateOn: day('2026-12-02'),
    },
    '2026-12-03',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'two windows missed, but not running',
    { ...IN_PROGRESS, ...windows(['2026-09-30', null], ['2026-10-30', 'change'], ['2026-11-30', null]) },
    '2026-12-01',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'three missed, the fourth open and answered by an update that was dated earlier',
    {
      ...IN_PROGRESS,
      ...windows(['2026-08-31', null], ['2026-09-30', null], ['2026-10-30', null], ['2026-11-30', 'change']),
    },
    '2026-11-20',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    'two windows running answered "no change"',
    {
      ...IN_PROGRESS,
      ...windows(['2026-10-30', 'no_change'], ['2026-11-30', 'no_change']),
      lastUpdateOn: day('2026-11-20'),
      lastUpdateNoChange: true,
    },
    '2026-11-22',
    'amber',
    ['no_progress'],
    '2027-03-26',
  ],
  [
    '"no change" once, then a change, then "no change"',
    {
      ...IN_PROGRESS,
      ...windows(['2026-09-30', 'no_change'], ['2026-10-30', 'change'], ['2026-11-30', 'no_change']),
      lastUpdateOn: day('2026-11-20'),
      lastUpdateNoChange: true,
    },
    '2026-11-22',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  [
    '"no change" twice running and then an update that told a change in the same window',
    {
      ...IN_PROGRESS,
      ...windows(['2026-10-30', 'no_change'], ['2026-11-30', 'no_change']),
      lastUpdateOn: day('2026-11-20'),
    },
    '2026-11-22',
    'green',
    ['on_track'],
    '2027-03-26',
  ],
  ['nobody owns it', { ...IN_PROGRESS, hasOwner: false }, '2026-11-22', 'amber', ['no_owner'], '2027-03-26'],
  [
    'called amber',
    { ...IN_PROGRESS, calledAmberOn: day('2026-11-05') },
    '2026-11-22',
    'amber',
    ['called_amber'],
    '2027-03-26',
  ],
];

const COMPLETE_ROWS: Row[] = [
  ['reported 19 working days ago without proof', COMPLETE, '2026-11-27', 'green', ['to_check'], '2026-11-30'],
  ['reported 20 working days ago without proof', COMPLETE, '2026-11-30', 'amber', ['unproven'], null],
  [
    'reported long ago, its proof waits for a checker',
    { ...COMPLETE, evidenceWaiting: true },
    '2027-03-01',
    'green',
    ['to_check'],
    null,
  ],
  [
    'reported long ago with accepted proof',
    { ...COMPLETE, assurance: 'evidenced', evidenceAccepted: true },
    '2027-03-01',
    'green',
    ['to_check'],
    null,
  ],
  [
    'imported as complete: no clock until the plan manager asks',
    { ...COMPLETE, provingFrom: null },
    '2028-03-01',
    'green',
    ['to_check'],
    null,
  ],
  [
    'verified',
    { ...COMPLETE, assurance: 'verified', evidenceAccepted: true },
    '2027-06-01',
    'green',
    ['verified'],
    null,
  ],
  [
    'embedded, years after its due date',
    { ...COMPLETE, assurance: 'embedded', evidenceAccepted: true },
    '2029-06-01',
    'blue',
    ['embedded'],
    null,
  ],
  [
    'embedded while inspectors found "improving, not yet good" loses Blue and nothing else',
    { ...COMPLETE, assurance: 'embedded', evidenceAccepted: true, improvingOpen: true },
    '2027-06-01',
    'green',
    ['verified'],
    null,
  ],
  [
    'embedded but done, not enough',
    { ...COMPLETE, assurance: 'embedded', evidenceAccepted: true, notEnoughOpen: true },
    '2027-06-01',
    'amber',
    ['not_enough'],
    null,
  ],
  [
    'reported, unproven and done, not enough',
    { ...COMPLETE, notEnoughOpen: true },
    '2026-11-30',
    'amber',
    ['unproven', 'not_enough'],
    null,
  ],
  [
    'complete: calls, milestones, requests and a missing owner no longer colour it',
    {
      ...COMPLETE,
      ...request('2026-10-01', '2026-10-08'),
      calledRedOn: day('2026-10-01'),
      hasOwner: false,
      openMilestones: [milestone('2026-09-15', true)],
      lastUpdateUnsure: true,
      timesMoved: 3,
      lastMovedOn: day('2026-10-20'),
    },
    '2026-11-22',
    'green',
    ['to_check'],
    '2026-11-30',
  ],
];

describe('the rating of an action by the standard preset', () => {
  it.each([...GREY_ROWS, ...RED_ROWS, ...AMBER_ROWS, ...COMPLETE_ROWS])(
    '%s',
    (_sentence, facts, today, colour, reasons, nextOn) => {
      const rating = rateAction(facts, day(today), calendar, RATING_PRESETS.standard);
      expect({ colour: rating.colour, reasons: rating.reasons, nextOn: rating.nextOn }).toEqual({
        colour,
        reasons,
        nextOn,
      });
    },
  );

  it('has a row above for every reason code', () => {
    const seen = new Set(
      [...GREY_ROWS, ...RED_ROWS, ...AMBER_ROWS, ...COMPLETE_ROWS].flatMap((row) => row[4]),
    );
    expect(REASON_CODES.filter((code) => !seen.has(code))).toEqual([]);
  });

  it.each([
    ['on track', IN_PROGRESS, 'on track'],
    ['complete, to be checked', COMPLETE, 'complete, to be checked'],
    [
      'complete, verified',
      { ...COMPLETE, assurance: 'verified', evidenceAccepted: true },
      'complete, verified',
    ],
    ['nothing for another colour', { ...IN_PROGRESS, hasOwner: false }, null],
  ] as [string, RatingFacts, string | null][])('Green has its word: %s', (_sentence, facts, word) => {
    expect(rateAction(facts, day('2026-11-20'), calendar, RATING_PRESETS.standard).word).toBe(word);
  });
});

describe('the three presets', () => {
  const firstDays: [string, RatingFacts, ReasonCode, Record<PresetName, string>][] = [
    [
      'a critical milestone due 2 November is late by more than 5, 10, 15 working days',
      { ...IN_PROGRESS, openMilestones: [milestone('2026-11-02', true)] },
      'critical_milestone_late',
      { strict: '2026-11-10', standard: '2026-11-17', gentle: '2026-11-24' },
    ],
    [
      'not started 15, 10, 5 working days before 25 March',
      NOT_STARTED,
      'due_soon_not_started',
      { strict: '2027-03-04', standard: '2027-03-11', gentle: '2027-03-18' },
    ],
    [
      'not started 5, 10, 20 working days after 1 September',
      NOT_STARTED,
      'late_start',
      { strict: '2026-09-08', standard: '2026-09-15', gentle: '2026-09-29' },
    ],
    [
      'unproven 15, 20, 30 working days after 2 November',
      COMPLETE,
      'unproven',
      { strict: '2026-11-23', standard: '2026-11-30', gentle: '2026-12-14' },
    ],
    [
      'windows missed 1, 2, 3 times running',
      { ...IN_PROGRESS, ...windows(['2026-10-30', null], ['2026-11-30', null], ['2026-12-31', null]) },
      'not_updated_twice',
      { strict: '2026-10-31', standard: '2026-12-01', gentle: '2027-01-01' },
    ],
  ];
  it.each(firstDays)('%s', (_sentence, facts, code, expected) => {
    for (const name of ['strict', 'standard', 'gentle'] as const) {
      const first = day(expected[name]);
      const dayBefore = calendar.workingDaysBefore(first, 1);
      expect(rateAction(facts, first, calendar, RATING_PRESETS[name]).reasons).toContain(code);
      expect(rateAction(facts, dayBefore, calendar, RATING_PRESETS[name]).reasons).not.toContain(code);
    }
  });
});

describe('since when a reason applies', () => {
  it.each([
    ['overdue: the day after the due date, also when a request held it back', 'overdue', '2027-03-26'],
    ['decision awaited: the day it was asked for', 'decision_awaited', '2027-03-24'],
    [
      'not updated: the day after the second window closed, whatever closed later',
      'not_updated_twice',
      '2026-12-01',
    ],
    ['no owner: nobody knows', 'no_owner', null],
  ])('%s', (_sentence, code, since) => {
    const facts = {
      ...IN_PROGRESS,
      ...request('2027-03-24', '2027-04-02'),
      ...windows(['2026-10-30', null], ['2026-11-30', null], ['2026-12-31', null]),
      hasOwner: false,
    };
    const dated = datedReasons(facts, day('2027-04-05'), calendar, RATING_PRESETS.standard);
    expect(dated.find((reason) => reason.code === code)).toEqual({ code, since });
  });
});

describe('the mark "not updated"', () => {
  it.each([
    ['the last closed window was missed', windows(['2026-10-30', null]), true],
    ['the last closed window was answered', windows(['2026-10-30', 'change']), false],
    ['the window that is missing an answer is still open', windows(['2026-11-30', null]), false],
    [
      'an update was made since',
      { ...windows(['2026-10-30', null]), lastUpdateOn: day('2026-11-02') },
      false,
    ],
    ['no window has asked yet', {}, false],
  ])('%s', (_sentence, change, expected) => {
    expect(isNotUpdated({ ...IN_PROGRESS, ...change }, day('2026-11-22'))).toBe(expected);
  });
});

describe('Red from midnight', () => {
  it.each([
    ['the due date passed', IN_PROGRESS, '2027-03-26', true],
    ['published late, during a day', IN_PROGRESS, '2027-04-07', false],
    ['called red during a day', { ...IN_PROGRESS, calledRedOn: day('2026-11-24') }, '2026-11-24', false],
    [
      'the decider’s time ran out',
      { ...IN_PROGRESS, ...request('2027-03-24', '2027-04-02') },
      '2027-04-03',
      true,
    ],
    [
      'a critical milestone became too late',
      { ...IN_PROGRESS, openMilestones: [milestone('2026-11-02', true)] },
      '2026-11-17',
      true,
    ],
  ] as [string, RatingFacts, string, boolean][])('%s', (_sentence, facts, since, expected) => {
    expect(isRedFromMidnight(facts, day(since), calendar, RATING_PRESETS.standard)).toBe(expected);
  });
});
