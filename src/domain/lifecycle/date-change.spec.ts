import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { decideBy, deciderForSlip, whoDecides } from './date-change-decider.js';
import {
  answerProposal,
  askForDate,
  decideDate,
  dropRequest,
  moveDate,
  recordAgreement,
  timesOutOn,
  type ActionWithDate,
} from './date-change.js';

const calendar = new WorkingCalendar();
const day = localDate;
const CHAIN = { leadIds: ['lead'], secondIds: ['director', 'second director'], boardIds: ['chair'] };
const ACTION = {
  status: 'in_progress',
  startOn: day('2026-09-01'),
  dueOn: day('2026-12-11'),
  slipFrom: day('2026-12-11'),
  timesMoved: 0,
  dateSetBy: 'us',
  ownerId: 'owner',
  requestWaiting: false,
} satisfies ActionWithDate & { ownerId: string; requestWaiting: boolean };
const REQUEST = {
  newDueOn: day('2027-01-15'),
  reason: 'Recruitment took longer',
  meanwhile: 'Agency cover is in place',
  askedBy: 'owner',
  on: day('2026-11-23'),
  nextMeetingOn: day('2026-12-14'),
};

describe('who decides a date change', () => {
  it.each([
    [1, 'lead'],
    [20, 'lead'],
    [21, 'second'],
    [60, 'second'],
    [61, 'board'],
    [83, 'board'],
  ] as const)('a slip of %i working days: the %s', (slip, decider) => {
    expect(deciderForSlip(slip)).toBe(decider);
  });

  it.each([
    ['the lead, when the owner asks for 15 days', 15, false, 'owner', 'owner', 'lead', ['lead']],
    [
      'the directors, when the lead asks',
      15,
      false,
      'lead',
      'owner',
      'second',
      ['director', 'second director'],
    ],
    [
      'the directors, when the lead owns it',
      15,
      false,
      'plan manager',
      'lead',
      'second',
      ['director', 'second director'],
    ],
    [
      'the other director, when one director asks',
      40,
      false,
      'director',
      'owner',
      'second',
      ['second director'],
    ],
    ['the chair, beyond 60 days', 61, false, 'owner', 'owner', 'board', ['chair']],
    ['the lead, for an earlier date whatever the slip', 61, true, 'owner', 'owner', 'lead', ['lead']],
    ['the board in its meeting, when the chair asks', 61, false, 'chair', 'owner', 'board', []],
  ] as const)('%s', (_sentence, slip, isEarlier, askedBy, ownerId, decider, personIds) => {
    expect(whoDecides({ slip, isEarlier, askedBy, ownerId }, CHAIN)).toEqual({ decider, personIds });
  });

  it('goes to the next decider where a place is empty', () => {
    const chain = { ...CHAIN, leadIds: [], secondIds: [] };
    const request = { slip: 3, isEarlier: false, askedBy: 'owner', ownerId: 'owner' };
    expect(whoDecides(request, chain)).toEqual({ decider: 'board', personIds: ['chair'] });
  });
});

describe('the decider’s time', () => {
  it.each([
    ['5 working days for the lead', 'lead', '2027-03-22', null, '2027-03-31'],
    ['5 working days for the second', 'second', '2026-11-23', null, '2026-11-30'],
    ['until the next meeting for the board', 'board', '2026-11-23', '2026-12-14', '2026-12-14'],
    [
      '30 working days for the board where the meeting is later',
      'board',
      '2026-11-23',
      '2027-02-15',
      '2027-01-07',
    ],
    ['30 working days for the board where no meeting is planned', 'board', '2026-11-23', null, '2027-01-07'],
  ] as const)('is %s', (_sentence, decider, askedOn, meetingOn, expected) => {
    expect(decideBy(decider, day(askedOn), meetingOn === null ? null : day(meetingOn), calendar)).toBe(
      expected,
    );
  });
});

describe('asking for another date', () => {
  it('says the slip from the original date, who decides, and until when', () => {
    expect(askForDate(ACTION, REQUEST, CHAIN, calendar)).toEqual({
      decider: 'second',
      personIds: ['director', 'second director'],
      askedOn: '2026-11-23',
      newDueOn: '2027-01-15',
      slip: 22,
      isEarlier: false,
      decideBy: '2026-11-30',
    });
  });

  it('counts all moves together: a small second move can be the board’s', () => {
    const movedBefore = { ...ACTION, slipFrom: day('2026-09-18'), timesMoved: 1 };
    const request = { ...REQUEST, newDueOn: day('2026-12-18') };
    expect(askForDate(movedBefore, request, CHAIN, calendar)).toMatchObject({ slip: 65, decider: 'board' });
  });

  it.each([
    ['for a date set by the court', { dateSetBy: 'court' }, {}, 'set_by_them'],
    ['while another request waits', { requestWaiting: true }, {}, 'already_waiting'],
    ['for the same date', {}, { newDueOn: ACTION.dueOn }, 'same_date'],
    ['for a date that has passed', {}, { newDueOn: day('2026-11-20') }, 'date_passed'],
    [
      'for a date before the start',
      { startOn: day('2026-12-01') },
      { newDueOn: day('2026-11-30') },
      'before_start',
    ],
    ['for a date beyond the calendar', {}, { newDueOn: day('2039-01-04') }, 'beyond_calendar'],
    ['without a reason', {}, { reason: '' }, 'reason_missing'],
    ['without saying what is done meanwhile', {}, { meanwhile: ' ' }, 'meanwhile_missing'],
    ['for a draft', { status: 'draft' }, {}, 'not_published'],
    ['for a complete action', { status: 'complete' }, {}, 'already_complete'],
  ] as const)('is refused %s', (_sentence, change, changed, code) => {
    expect(askForDate({ ...ACTION, ...change }, { ...REQUEST, ...changed }, CHAIN, calendar)).toEqual({
      refused: code,
    });
  });
});

describe('deciding', () => {
  const waiting = {
    state: 'waiting',
    newDueOn: day('2027-01-15'),
    decider: 'second',
    personIds: ['director'],
  } as const;
  const by = { by: 'director', on: day('2026-11-25') };

  it('approves, refuses with a reason, or proposes another date', () => {
    expect(decideDate(ACTION, waiting, { kind: 'approve', ...by }, calendar)).toMatchObject({
      state: 'approved',
    });
    const refused = { kind: 'refuse', reason: 'Children are waiting', ...by } as const;
    expect(decideDate(ACTION, waiting, refused, calendar)).toMatchObject({ state: 'refused' });
    const proposed = { kind: 'propose', newDueOn: day('2027-01-08'), ...by } as const;
    expect(decideDate(ACTION, waiting, proposed, calendar)).toEqual({
      state: 'proposed',
      newDueOn: '2027-01-08',
    });
    expect(answerProposal({ state: 'proposed' }, true)).toEqual({ state: 'approved' });
    expect(answerProposal({ state: 'proposed' }, false)).toEqual({ state: 'dropped' });
    expect(answerProposal({ state: 'waiting' }, true)).toEqual({ refused: 'not_proposed' });
  });

  it.each([
    ['by somebody else', waiting, { kind: 'approve', by: 'owner', on: by.on }, 'not_your_decision'],
    ['twice', { ...waiting, state: 'refused' }, { kind: 'approve', ...by }, 'already_decided'],
    ['a refusal without a reason', waiting, { kind: 'refuse', reason: '', ...by }, 'reason_missing'],
    [
      'a proposal beyond the decider’s own slip',
      waiting,
      { kind: 'propose', newDueOn: day('2027-06-30'), ...by },
      'beyond_your_slip',
    ],
    [
      'a proposal of the present date',
      waiting,
      { kind: 'propose', newDueOn: ACTION.dueOn, ...by },
      'same_date',
    ],
  ] as const)('is refused %s', (_sentence, request, decision, code) => {
    expect(decideDate(ACTION, request, decision, calendar)).toEqual({ refused: code });
  });

  it('gives "moved 2 times, +83 working days"', () => {
    const moved = { ...ACTION, slipFrom: day('2026-03-31'), dueOn: day('2026-05-29'), timesMoved: 1 };
    expect(moveDate(moved, day('2026-07-30'), day('2026-05-20'), calendar)).toEqual({
      dueOn: '2026-07-30',
      timesMoved: 2,
      daysSlipped: 83,
      movedOn: '2026-05-20',
    });
  });

  it('an earlier date is no move', () => {
    expect(moveDate({ ...ACTION, timesMoved: 1 }, day('2026-12-04'), day('2026-11-23'), calendar)).toEqual({
      dueOn: '2026-12-04',
      timesMoved: 1,
      daysSlipped: -5,
      movedOn: null,
    });
  });

  it('times out on the day after the decider’s last', () => {
    expect(timesOutOn({ decideBy: day('2026-11-30') })).toBe('2026-12-01');
  });
});

describe('a date set by them', () => {
  const court = { ...ACTION, dateSetBy: 'court' } as const;
  const agreement = {
    newDueOn: day('2027-01-15'),
    agreedOn: day('2026-11-20'),
    documentReference: 'Order of 20 November 2026',
    on: day('2026-11-23'),
  };

  it('moves by their written agreement', () => {
    expect(recordAgreement(court, agreement, calendar)).toEqual({ newDueOn: '2027-01-15', slip: 22 });
  });

  it.each([
    ['where the date is ours', ACTION, agreement, 'set_by_us'],
    ['without a document', court, { ...agreement, documentReference: ' ' }, 'document_missing'],
    ['agreed tomorrow', court, { ...agreement, agreedOn: day('2026-11-24') }, 'agreed_in_the_future'],
    ['for the same date', court, { ...agreement, newDueOn: ACTION.dueOn }, 'same_date'],
    ['of a complete action', { ...court, status: 'complete' }, agreement, 'already_complete'],
  ] as const)('does not move %s', (_sentence, action, of, code) => {
    expect(recordAgreement(action, of, calendar)).toEqual({ refused: code });
  });
});

describe('dropping a request', () => {
  it.each([
    ['by whoever asked', 'waiting', 'owner', { state: 'dropped' }],
    ['when another date was proposed', 'proposed', 'owner', { state: 'dropped' }],
    ['by somebody else', 'waiting', 'lead', { refused: 'not_yours' }],
    ['once it is decided', 'approved', 'owner', { refused: 'already_decided' }],
  ] as const)('%s', (_sentence, state, by, answer) => {
    expect(dropRequest({ state, askedBy: 'owner' }, by)).toEqual(answer);
  });
});
