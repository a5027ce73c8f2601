import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import {
  answerChallenge,
  answerDueOn,
  challengeStateOn,
  isAnswerOverdue,
  judgeAnswer,
  raiseChallenge,
  reassignChallenge,
  withdrawChallenge,
  type Challenge,
} from './challenge.js';

const today = localDate('2026-11-23');
const open: Challenge = { state: 'open', askedById: 'member', askedOfId: 'lead' };
const answered: Challenge = { ...open, state: 'answered' };
const closed: Challenge = { ...open, state: 'closed' };

describe('the day by which a challenge is to be answered', () => {
  const calendar = new WorkingCalendar();
  it.each([
    ['the next paper deadline', ['2026-12-09', '2027-01-13'], '2026-12-09'],
    ['the one after, where a deadline is today', ['2026-11-23', '2026-12-09'], '2026-12-09'],
    ['10 working days from now, where no meeting is planned', [], '2026-12-07'],
    ['10 working days from now, where every deadline has passed', ['2026-11-18'], '2026-12-07'],
  ])('is %s', (_sentence, deadlines, day) => {
    expect(answerDueOn(today, deadlines.map(localDate), calendar)).toBe(day);
  });
});

describe('a challenge', () => {
  const question = {
    words: 'Why do visits take longer?',
    askedById: 'member',
    askedOfId: 'lead',
    dueOn: today,
  };
  it('is a question to somebody else, to be answered today or later', () => {
    expect(raiseChallenge(question, today)).toEqual({ state: 'open' });
  });
  it.each([
    ['without a question', { words: ' ' }, 'question_missing'],
    ['to oneself', { askedOfId: 'member' }, 'of_oneself'],
    ['for a day that has passed', { dueOn: localDate('2026-11-22') }, 'date_passed'],
  ])('is refused %s', (_sentence, change, code) => {
    expect(raiseChallenge({ ...question, ...change }, today)).toEqual({ refused: code });
  });
});

describe('an answer', () => {
  const answer = { words: 'Because two posts are empty', byId: 'lead', standsInForIds: [] };
  it.each([
    ['the person asked', answer],
    ['their deputy, while they are away', { ...answer, byId: 'deputy', standsInForIds: ['lead'] }],
  ])('comes from %s', (_sentence, given) => {
    expect(answerChallenge(open, given)).toEqual({ state: 'answered' });
  });
  it.each([
    ['from somebody else', open, { byId: 'other' }, 'not_asked'],
    ['from the asker as deputy', open, { byId: 'member', standsInForIds: ['lead'] }, 'not_asked'],
    ['without words', open, { words: '' }, 'answer_missing'],
    ['a second time', answered, {}, 'answered_already'],
    ['once it is closed', closed, {}, 'closed'],
  ])('is refused %s', (_sentence, challenge, change, code) => {
    expect(answerChallenge(challenge, { ...answer, ...change })).toEqual({ refused: code });
  });
});

describe('a verdict on an answer', () => {
  const verdict = {
    accept: true,
    words: '',
    byId: 'member',
    isChair: false,
    answeredById: 'lead',
    dueOn: today,
  };
  const sentBack = { accept: false, words: 'It does not say by when' };
  it.each([
    ['accepted by the asker, it is closed', {}, 'closed'],
    ['accepted by the chair, it is closed', { byId: 'chair', isChair: true }, 'closed'],
    ['sent back with a reason, it is open again', sentBack, 'open'],
  ])('%s', (_sentence, change, state) => {
    expect(judgeAnswer(answered, { ...verdict, ...change }, today)).toEqual({ state });
  });
  it.each([
    ['by somebody else', answered, { byId: 'other' }, 'not_the_asker'],
    ['by the chair who was asked', answered, { byId: 'lead', isChair: true }, 'own_answer'],
    [
      'by the chair who answered for somebody away',
      answered,
      { byId: 'chair', isChair: true, answeredById: 'chair' },
      'own_answer',
    ],
    ['sending back without a reason', answered, { accept: false }, 'reason_missing'],
    [
      'sending back to a day that has passed',
      answered,
      { ...sentBack, dueOn: localDate('2026-11-22') },
      'date_passed',
    ],
    ['before there is an answer', open, {}, 'not_answered'],
    ['once it is closed', closed, {}, 'closed'],
  ])('is refused %s', (_sentence, challenge, change, code) => {
    expect(judgeAnswer(challenge, { ...verdict, ...change }, today)).toEqual({ refused: code });
  });
});

describe('withdrawing a challenge', () => {
  const withdrawal = { words: 'The report answers it', byId: 'member' };
  it.each([open, answered])('is for the asker, with a reason, while it is $state', (challenge) => {
    expect(withdrawChallenge(challenge, withdrawal)).toEqual({ state: 'closed' });
  });
  it.each([
    ['by somebody else', open, { byId: 'lead' }, 'not_the_asker'],
    ['without a reason', open, { words: ' ' }, 'reason_missing'],
    ['once it is closed', closed, {}, 'closed'],
  ])('is refused %s', (_sentence, challenge, change, code) => {
    expect(withdrawChallenge(challenge, { ...withdrawal, ...change })).toEqual({ refused: code });
  });
});

describe('giving a challenge to another person', () => {
  it('leaves it open, for them', () => {
    expect(reassignChallenge(open, { toId: 'director', dueOn: today }, today)).toEqual({ state: 'open' });
  });
  it.each([
    ['to the asker', open, { toId: 'member' }, 'of_oneself'],
    ['to whom it was asked of already', open, { toId: 'lead' }, 'same_person'],
    ['for a day that has passed', open, { dueOn: localDate('2026-11-20') }, 'date_passed'],
    ['once it is answered', answered, {}, 'answered_already'],
    ['once it is closed', closed, {}, 'closed'],
  ])('is refused %s', (_sentence, challenge, change, code) => {
    const given = { toId: 'director', dueOn: today, ...change };
    expect(reassignChallenge(challenge, given, today)).toEqual({ refused: code });
  });
});

describe('a challenge at the end of a day', () => {
  const exchange = [
    { kind: 'asked', on: localDate('2026-11-02') },
    { kind: 'answered', on: localDate('2026-11-04') },
    { kind: 'sent_back', on: localDate('2026-11-06') },
    { kind: 'reassigned', on: localDate('2026-11-09') },
    { kind: 'answered', on: localDate('2026-11-11') },
    { kind: 'accepted', on: localDate('2026-11-13') },
  ] as const;
  it.each([
    ['2026-11-01', null],
    ['2026-11-02', 'open'],
    ['2026-11-05', 'answered'],
    ['2026-11-06', 'open'],
    ['2026-11-10', 'open'],
    ['2026-11-11', 'answered'],
    ['2026-11-13', 'closed'],
  ])('of %s was %s', (day, state) => {
    expect(challengeStateOn(exchange, localDate(day))).toBe(state);
  });
});

describe('an answer is overdue', () => {
  it.each([
    ['open', '2026-11-22', true],
    ['open', '2026-11-23', false],
    ['answered', '2026-11-22', false],
    ['closed', '2026-11-22', false],
  ] as const)('%s and due on %s: %s', (state, dueOn, overdue) => {
    expect(isAnswerOverdue({ state, dueOn: localDate(dueOn) }, today)).toBe(overdue);
  });
});
