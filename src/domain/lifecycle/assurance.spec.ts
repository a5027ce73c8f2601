import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { closeNotEnough, embed, lookAgain, markNotEnough, nextLookOn, reopen, verify } from './assurance.js';
import { askToCancel, decideCancellation } from './cancellation.js';
import { assuranceAfterEvidence, decideEvidence, refuseCompletion, reportComplete } from './completion.js';
import type { HandsInAction } from './independence.js';

const calendar = new WorkingCalendar();
const day = localDate;

describe('reporting an action complete', () => {
  const action = {
    status: 'in_progress',
    begunOn: day('2026-09-07'),
    provingFrom: null,
    requiredEvidence: ['audit', 'voice'],
    acceptedEvidence: ['audit'],
  } as const;
  const report = {
    on: day('2027-03-24'),
    impactStatement: 'Visits happen in time: audits show it',
    openMilestones: [],
  };

  it('starts the clock of its proof', () => {
    expect(reportComplete(action, report)).toEqual({
      status: 'complete',
      assurance: 'reported',
      reportedOn: '2027-03-24',
      begunOn: '2026-09-07',
      provingFrom: '2027-03-24',
    });
  });

  it('implies that work had begun', () => {
    expect(reportComplete({ ...action, status: 'not_started', begunOn: null }, report)).toMatchObject({
      begunOn: '2027-03-24',
    });
  });

  it('a second time keeps the first one’s clock', () => {
    expect(reportComplete({ ...action, provingFrom: day('2027-01-11') }, report)).toMatchObject({
      reportedOn: '2027-03-24',
      provingFrom: '2027-01-11',
    });
  });

  it('is evidenced at once when every required kind was accepted before', () => {
    const proved = { ...action, acceptedEvidence: ['voice', 'audit', 'data'] } as const;
    expect(reportComplete(proved, report)).toMatchObject({ assurance: 'evidenced' });
  });

  it.each([
    ['without saying what difference it made', {}, { impactStatement: ' ' }, 'impact_statement_missing'],
    [
      'with a milestone neither closed nor explained',
      {},
      {
        openMilestones: [
          { id: 'one', explanation: 'Not needed any more' },
          { id: 'two', explanation: '' },
        ],
      },
      'milestone_open',
    ],
    ['a draft', { status: 'draft' }, {}, 'not_published'],
    ['twice', { status: 'complete' }, {}, 'already_complete'],
    ['a cancelled one', { status: 'cancelled' }, {}, 'cancelled'],
  ] as const)('is refused %s', (_sentence, change, changedReport, code) => {
    expect(reportComplete({ ...action, ...change }, { ...report, ...changedReport })).toEqual({
      refused: code,
    });
  });
});

describe('evidence', () => {
  const reported = { assurance: 'reported', requiredEvidence: ['audit', 'voice'] } as const;
  it.each([
    ['all required kinds accepted: evidenced', { acceptedEvidence: ['audit', 'voice'] }, 'evidenced'],
    ['one kind lacking: reported', { acceptedEvidence: ['audit', 'data'] }, 'reported'],
    [
      'an accepted item withdrawn: reported again',
      { assurance: 'evidenced', acceptedEvidence: ['audit'] },
      'reported',
    ],
    [
      'before a report nothing changes',
      { assurance: 'not_reported', acceptedEvidence: ['audit', 'voice'] },
      'not_reported',
    ],
    ['what is verified stays', { assurance: 'verified', acceptedEvidence: [] }, 'verified'],
  ] as const)('%s', (_sentence, change, expected) => {
    expect(assuranceAfterEvidence({ ...reported, ...change })).toBe(expected);
  });

  it('is decided once, with a reason', () => {
    expect(decideEvidence({ state: 'waiting' }, { accept: true, reason: 'Read' })).toEqual({
      state: 'accepted',
    });
    expect(decideEvidence({ state: 'waiting' }, { accept: false, reason: 'Too old' })).toEqual({
      state: 'refused',
    });
    expect(decideEvidence({ state: 'waiting' }, { accept: false, reason: '' })).toEqual({
      refused: 'reason_missing',
    });
    expect(decideEvidence({ state: 'accepted' }, { accept: false, reason: 'Too old' })).toEqual({
      refused: 'already_decided',
    });
  });
});

describe('refusing a completion', () => {
  const complete = { status: 'complete', assurance: 'reported', timesRefused: 0 } as const;
  it('puts the action back in progress as if never reported', () => {
    expect(refuseCompletion(complete, 'The audit shows no change')).toEqual({
      status: 'in_progress',
      assurance: 'not_reported',
      reportedOn: null,
      timesRefused: 1,
      tellLead: false,
    });
  });

  it('the second time is told to the lead', () => {
    expect(refuseCompletion({ ...complete, timesRefused: 1 }, 'Still no change')).toMatchObject({
      tellLead: true,
    });
  });

  it.each([
    ['of an action that was not reported', { status: 'in_progress' }, 'Why', 'not_reported'],
    ['of what is verified: that is reopened', { assurance: 'verified' }, 'Why', 'already_verified'],
    ['without a reason', {}, '', 'reason_missing'],
  ] as const)('is refused %s', (_sentence, change, reason, code) => {
    expect(refuseCompletion({ ...complete, ...change }, reason)).toEqual({ refused: code });
  });
});

const HANDS: HandsInAction = [
  { personId: 'first owner', hand: 'owner' },
  { personId: 'owner', hand: 'owner' },
  { personId: 'helper', hand: 'contributor' },
  { personId: 'reporter', hand: 'reporter' },
  { personId: 'supplier', hand: 'supplier' },
];
const DEPENDENT = [
  ['an owner of before', 'first owner', 'was_owner_or_contributor'],
  ['a contributor', 'helper', 'was_owner_or_contributor'],
  ['whoever reported it', 'reporter', 'reported_it'],
  ['whoever supplied the evidence', 'supplier', 'supplied_evidence'],
] as const;

describe('verifying', () => {
  const evidenced = { status: 'complete', assurance: 'evidenced' } as const;
  it('is done by somebody who had no hand in the action', () => {
    expect(verify(evidenced, 'quality', HANDS)).toEqual({ assurance: 'verified' });
  });
  it.each(DEPENDENT)('is refused to %s', (_who, checker, code) => {
    expect(verify(evidenced, checker, HANDS)).toEqual({ refused: code });
  });
  it('waits until every required kind of evidence is accepted, and is not repeated', () => {
    expect(verify({ ...evidenced, assurance: 'reported' }, 'quality', HANDS)).toEqual({
      refused: 'not_evidenced',
    });
    expect(verify({ ...evidenced, assurance: 'verified' }, 'quality', HANDS)).toEqual({
      refused: 'already_verified',
    });
  });
});

describe('embedding', () => {
  const verified = {
    status: 'complete',
    assurance: 'verified',
    kind: 'practice',
    verifiedOn: day('2026-11-30'),
  } as const;
  const check = { by: 'quality', on: day('2027-02-28') };
  it('comes no sooner than three months after verification', () => {
    expect(embed(verified, check, HANDS)).toEqual({ assurance: 'embedded' });
    expect(embed(verified, { ...check, on: day('2027-02-27') }, HANDS)).toEqual({ refused: 'too_soon' });
  });
  it.each([
    ['an enabling action ends at verified', { kind: 'enabling' }, 'enabling_ends_at_verified'],
    ['only what is verified is embedded', { assurance: 'evidenced' }, 'not_verified'],
    ['only once', { assurance: 'embedded' }, 'already_embedded'],
  ] as const)('%s', (_sentence, change, code) => {
    expect(embed({ ...verified, ...change }, check, HANDS)).toEqual({ refused: code });
  });
  it.each(DEPENDENT)('is refused to %s', (_who, by, code) => {
    expect(embed(verified, { ...check, by }, HANDS)).toEqual({ refused: code });
  });
  it('is looked at again a year later', () => {
    expect(nextLookOn(day('2028-02-29'))).toBe('2029-02-28');
  });
});

describe('not borne out', () => {
  const complete = { status: 'complete' } as const;
  const reopening = {
    on: day('2027-05-04'),
    newDueOn: day('2027-09-30'),
    reason: 'Inspectors saw no change',
  };

  it('not sustained: reopened with a new date that is no move, every clock anew', () => {
    expect(reopen(complete, reopening, calendar)).toEqual({
      status: 'in_progress',
      assurance: 'not_reported',
      dueOn: '2027-09-30',
      slipFrom: '2027-09-30',
      reopenedOn: '2027-05-04',
      timesMoved: 0,
      daysSlipped: 0,
      provingFrom: null,
    });
  });
  it.each([
    ['without a new due date', {}, { newDueOn: null }, 'due_missing'],
    ['with a date that is not later', {}, { newDueOn: day('2027-05-04') }, 'due_not_after_reopening'],
    ['with a date beyond the calendar', {}, { newDueOn: day('2040-01-01') }, 'beyond_calendar'],
    ['without a reason', {}, { reason: '' }, 'reason_missing'],
    ['of an open action', { status: 'in_progress' }, {}, 'not_complete'],
  ] as const)('reopening is refused %s', (_sentence, change, changed, code) => {
    expect(reopen({ ...complete, ...change }, { ...reopening, ...changed }, calendar)).toEqual({
      refused: code,
    });
  });

  it('done, but not enough: ends with a later finding or a verified further action', () => {
    const marked = markNotEnough(complete, day('2027-05-04'));
    expect(marked).toEqual({ notEnoughSince: '2027-05-04' });
    expect(markNotEnough({ status: 'in_progress' }, day('2027-05-04'))).toEqual({ refused: 'not_complete' });
    const open = { notEnoughSince: day('2027-05-04') };
    expect(closeNotEnough(open, 'later_finding_supports')).toEqual({ notEnoughSince: null });
    expect(closeNotEnough(open, { furtherActionAssurance: 'verified' })).toEqual({ notEnoughSince: null });
    expect(closeNotEnough(open, { furtherActionAssurance: 'evidenced' })).toEqual({
      refused: 'further_action_not_verified',
    });
    expect(closeNotEnough({ notEnoughSince: null }, 'later_finding_supports')).toEqual({
      refused: 'not_open',
    });
  });
});

describe('another look at what is embedded', () => {
  it('keeps it embedded, and only what is embedded is looked at', () => {
    expect(lookAgain({ assurance: 'embedded' }, 'quality', HANDS)).toEqual({ assurance: 'embedded' });
    expect(lookAgain({ assurance: 'verified' }, 'quality', HANDS)).toEqual({ refused: 'not_embedded' });
  });
  it.each(DEPENDENT)('is refused to %s', (_who, by, code) => {
    expect(lookAgain({ assurance: 'embedded' }, by, HANDS)).toEqual({ refused: code });
  });
});

describe('cancelling', () => {
  const request = { reason: 'Replaced by another action', alreadyAsked: false };
  const decision = { approve: true, words: '' };
  it('is asked for with a reason, once at a time', () => {
    expect(askToCancel({ status: 'in_progress' }, request)).toEqual({ state: 'waiting' });
    expect(askToCancel({ status: 'in_progress' }, { ...request, reason: ' ' })).toEqual({
      refused: 'reason_missing',
    });
    expect(askToCancel({ status: 'in_progress' }, { ...request, alreadyAsked: true })).toEqual({
      refused: 'already_asked',
    });
  });
  it('is decided by the board, which says why when it refuses', () => {
    expect(decideCancellation({ status: 'not_started' }, decision)).toEqual({ state: 'approved' });
    expect(decideCancellation({ status: 'not_started' }, { approve: false, words: 'Still needed' })).toEqual({
      state: 'refused',
    });
    expect(decideCancellation({ status: 'not_started' }, { approve: false, words: '' })).toEqual({
      refused: 'reason_missing',
    });
  });
  it.each([
    ['draft', 'not_published'],
    ['complete', 'already_complete'],
    ['cancelled', 'cancelled'],
  ] as const)('is refused for an action that is %s', (status, code) => {
    expect(askToCancel({ status }, request)).toEqual({ refused: code });
    expect(decideCancellation({ status }, decision)).toEqual({ refused: code });
  });
});
