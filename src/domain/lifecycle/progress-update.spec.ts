import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import {
  callsEndedByUpdate,
  callWorse,
  standingCalls,
  withdrawCall,
  type CallOfWorse,
} from './calling-worse.js';
import {
  applyUpdate,
  asksWhetherBegun,
  refusalOfCorrection,
  refusalOfRecording,
  type ActionBeingUpdated,
  type ProgressUpdate,
} from './progress-update.js';

const calendar = new WorkingCalendar();
const day = localDate;
const today = day('2026-11-23');
const NOT_STARTED: ActionBeingUpdated = { status: 'not_started', dueOn: day('2027-06-30'), begunOn: null };
const YES: ProgressUpdate = {
  answer: 'yes',
  forecastOn: null,
  begunOn: null,
  noChange: false,
  whatChanged: 'First audits done',
};
const apply = (action: Partial<ActionBeingUpdated>, update: Partial<ProgressUpdate>) =>
  applyUpdate({ ...NOT_STARTED, ...action }, { ...YES, ...update }, today, calendar);

describe('an update', () => {
  it('that says work began on 9 November starts the action', () => {
    expect(apply({}, { begunOn: day('2026-11-09') })).toEqual({
      status: 'in_progress',
      begunOn: '2026-11-09',
      lastUpdateOn: '2026-11-23',
      forecastOn: null,
      unsure: false,
      noChange: false,
    });
  });

  it('that says nothing of work having begun leaves the action not started, and it is asked again', () => {
    expect(apply({}, {})).toMatchObject({ status: 'not_started', begunOn: null });
    expect(asksWhetherBegun({ status: 'not_started' })).toBe(true);
    expect(asksWhetherBegun({ status: 'in_progress' })).toBe(false);
  });

  it('never undoes a start that was told before', () => {
    const started = { status: 'in_progress', begunOn: day('2026-10-01') } as const;
    expect(apply(started, { begunOn: day('2026-11-09') })).toMatchObject({
      status: 'in_progress',
      begunOn: '2026-10-01',
    });
  });

  it('"No, by 30 September" is a forecast and moves no date', () => {
    const effect = apply({}, { answer: 'no_by', forecastOn: day('2027-09-30') });
    expect(effect).toMatchObject({ forecastOn: '2027-09-30', unsure: false });
    expect(effect).not.toHaveProperty('dueOn');
  });

  it('"Don’t know" is kept as unsure, and "no change" as no change', () => {
    expect(apply({}, { answer: 'dont_know', noChange: true })).toMatchObject({
      unsure: true,
      noChange: true,
    });
  });

  it.each<[string, Partial<ActionBeingUpdated>, Partial<ProgressUpdate>, string]>([
    ['a draft has no updates', { status: 'draft' }, {}, 'not_published'],
    ['a complete action has no updates', { status: 'complete' }, {}, 'already_complete'],
    ['a cancelled action has no updates', { status: 'cancelled' }, {}, 'cancelled'],
    ['"No, by …" names a date', {}, { answer: 'no_by' }, 'forecast_missing'],
    ['"Yes" names no other date', {}, { forecastOn: day('2027-09-30') }, 'forecast_not_asked'],
    [
      'the date named has not passed',
      { dueOn: day('2026-10-01') },
      { answer: 'no_by', forecastOn: day('2026-11-22') },
      'forecast_passed',
    ],
    [
      'the date named is later than the due date, or the answer is yes',
      {},
      { answer: 'no_by', forecastOn: day('2027-06-30') },
      'forecast_not_later',
    ],
    [
      'the date named is within the calendar',
      {},
      { answer: 'no_by', forecastOn: day('2040-01-01') },
      'beyond_calendar',
    ],
    ['work cannot have begun tomorrow', {}, { begunOn: day('2026-11-24') }, 'begun_in_the_future'],
    ['something is said', {}, { whatChanged: ' ' }, 'what_changed_missing'],
    ['"No change" says because of what', {}, { noChange: true, whatChanged: '' }, 'what_changed_missing'],
  ])('%s', (_sentence, action, update, code) => {
    expect(apply(action, update)).toEqual({ refused: code });
  });
});

describe('calling an action worse', () => {
  const action = { status: 'in_progress', ownerId: 'owner' } as const;
  const call = { colour: 'red', reason: 'Nobody has been hired', by: 'owner', on: today } as const;
  const standing = (change: Partial<CallOfWorse>): CallOfWorse => ({
    colour: 'red',
    calledBy: 'lead',
    calledOn: day('2026-11-02'),
    asOwner: false,
    endedOn: null,
    ...change,
  });

  it('is kept with who called it, and whether as the owner', () => {
    expect(callWorse(action, call, [])).toEqual({
      colour: 'red',
      calledBy: 'owner',
      calledOn: today,
      asOwner: true,
      endedOn: null,
    });
    expect(callWorse(action, { ...call, by: 'lead' }, [])).toMatchObject({ asOwner: false });
  });

  it('needs a reason, an open action, and is not repeated by the same person', () => {
    expect(callWorse(action, { ...call, reason: '' }, [])).toEqual({ refused: 'reason_missing' });
    expect(callWorse({ ...action, status: 'complete' }, call, [])).toEqual({ refused: 'already_complete' });
    expect(callWorse(action, { ...call, by: 'lead' }, [standing({})])).toEqual({ refused: 'already_called' });
    expect(callWorse(action, { ...call, by: 'lead', colour: 'amber' }, [standing({})])).not.toHaveProperty(
      'refused',
    );
  });

  it('by the owner ends with the owner’s next update; nobody withdraws it', () => {
    const owners = standing({ calledBy: 'owner', asOwner: true });
    expect(callsEndedByUpdate([owners, standing({})])).toEqual([owners]);
    const byOwner = { by: 'owner', byDirector: false, reason: 'Better now', on: today };
    expect(withdrawCall(owners, byOwner)).toEqual({ refused: 'stands_until_update' });
    expect(withdrawCall(owners, { ...byOwner, by: 'director', byDirector: true })).toEqual({
      refused: 'stands_until_update',
    });
  });

  it.each([
    ['by whoever made it', 'lead', false, '', null],
    ['by the director with a reason', 'director', true, 'Post is filled', null],
    ['not by the director without a reason', 'director', true, '', 'reason_missing'],
    ['not by another', 'quality', false, 'I disagree', 'not_yours'],
  ])('by another than the owner is withdrawn %s', (_sentence, by, byDirector, reason, code) => {
    const answer = withdrawCall(standing({}), { by, byDirector, reason, on: today });
    expect(answer).toEqual(code === null ? standing({ endedOn: today }) : { refused: code });
  });

  it('counts for the rating while it stands, from its latest day', () => {
    const calls = [
      standing({}),
      standing({ calledBy: 'director', calledOn: day('2026-11-16') }),
      standing({ colour: 'amber', endedOn: day('2026-11-10') }),
    ];
    expect(standingCalls(calls)).toEqual({ calledRedOn: '2026-11-16', calledAmberOn: null });
  });
});

describe('An update that somebody recorded for the owner', () => {
  it.each([
    ['told today', '2026-11-23', null],
    ['told last week', '2026-11-16', null],
    ['told tomorrow', '2026-11-24', 'told_in_the_future'],
  ])('%s', (_sentence, toldOn, refused) => {
    const answer = refusalOfRecording({ how: 'call', toldOn: day(toldOn) }, today);
    expect(answer).toEqual(refused === null ? null : { refused });
  });

  it.each([
    ['is corrected by the owner', {}, 'olu', null],
    ['is not corrected by another', {}, 'priya', 'not_recorded_for_you'],
    ['that the owner wrote is not corrected', { recordedFor: null }, 'olu', 'not_recorded_for_you'],
    ['is corrected once', { isCorrected: true }, 'olu', 'corrected_already'],
    ['is not corrected once a later one stands', { isLatest: false }, 'olu', 'later_update'],
  ])('%s', (_sentence, change, by, refused) => {
    const update = { recordedFor: 'olu', isCorrected: false, isLatest: true, ...change };
    expect(refusalOfCorrection(update, by)).toEqual(refused === null ? null : { refused });
  });
});
