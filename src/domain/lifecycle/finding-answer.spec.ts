import { describe, expect, it, test } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  answerState,
  consequenceFor,
  doubtedSince,
  isCheck,
  needsAgreement,
  proposedAnswer,
  refusalOfAnswer,
  sentenceStarts,
  type Answering,
} from './finding-answer.js';

const today = localDate('2026-11-23');
const answering = (change: Partial<Answering>): Answering => ({
  answer: 'supports',
  recommendations: 1,
  actions: [],
  note: '',
  concern: '',
  ...change,
});
const complete = { id: 'A1', status: 'complete', outcome: null, newDueOn: null } as const;

describe('The answer to a finding', () => {
  test.each([
    ['weakness', 'set_aside', true],
    ['weakness', 'supports', true],
    ['weakness', 'improving', false],
    ['weakness', 'not_borne_out', false],
    ['progress', 'set_aside', false],
    ['strength', 'supports', false],
    [null, 'set_aside', false],
  ] as const)('%s, %s: waits for a quality assurance lead is %s', (sentiment, answer, waits) => {
    expect(needsAgreement(sentiment, answer)).toBe(waits);
  });

  test.each([
    ['nothing at all', [], 'open'],
    ['set aside, not agreed yet', [{ answer: 'set_aside', isAgreed: false }], 'waiting'],
    ['set aside', [{ answer: 'set_aside', isAgreed: true }], 'set_aside'],
    ['linked', [{ answer: 'improving', isAgreed: true }], 'linked'],
    [
      'linked, and called support too, not agreed yet',
      [
        { answer: 'improving', isAgreed: true },
        { answer: 'supports', isAgreed: false },
      ],
      'linked',
    ],
  ] as const)('%s: %j is %s', (_said, links, state) => {
    expect(answerState(links)).toBe(state);
  });

  test.each<[string, Partial<Answering>, string | null]>([
    ['support of a recommendation', {}, null],
    ['support of nothing', { recommendations: 0 }, 'nothing_chosen'],
    ['set aside without a reason', { answer: 'set_aside', note: ' ' }, 'reason_missing'],
    ['set aside with one', { answer: 'set_aside', recommendations: 0, note: 'Describes the service' }, null],
    ['a new concern without words', { answer: 'new_concern', recommendations: 0 }, 'concern_missing'],
    ['not borne out without a reason', { answer: 'not_borne_out' }, 'reason_missing'],
    [
      'not borne out, a complete action without a choice',
      { answer: 'not_borne_out', note: 'Late again', actions: [complete] },
      'outcome_missing',
    ],
    [
      'not sustained without a date',
      { answer: 'not_borne_out', note: 'Late', actions: [{ ...complete, outcome: 'not_sustained' }] },
      'due_missing',
    ],
    [
      'not sustained with the date of today',
      {
        answer: 'not_borne_out',
        note: 'Late',
        actions: [{ ...complete, outcome: 'not_sustained', newDueOn: today }],
      },
      'due_not_after_today',
    ],
    [
      'done, but not enough',
      { answer: 'not_borne_out', note: 'Late', actions: [{ ...complete, outcome: 'not_enough' }] },
      null,
    ],
    [
      'not borne out, an action that is still open needs no choice',
      { answer: 'not_borne_out', note: 'Late', actions: [{ ...complete, status: 'in_progress' }] },
      null,
    ],
  ])('%s', (_said, change, code) => {
    expect(refusalOfAnswer(answering(change), today)?.code ?? null).toBe(code);
  });

  test.each([
    ['supports', 'in_progress', 'evidence_to_accept'],
    ['supports', 'draft', 'nothing_yet'],
    ['improving', 'complete', 'blocks_blue'],
    ['not_borne_out', 'complete', 'choose_outcome'],
    ['not_borne_out', 'in_progress', 'told'],
    ['not_borne_out', 'cancelled', 'nothing_yet'],
  ] as const)('%s of an action that is %s: %s', (answer, status, consequence) => {
    expect(consequenceFor(answer, status)).toBe(consequence);
  });

  it('doubts until a later document supports it, in whatever order the links were made', () => {
    const on = (answer: 'supports' | 'not_borne_out', day: string) => ({
      answer,
      documentOn: localDate(day),
    });
    const doubt = on('not_borne_out', '2026-06-01');
    expect(doubtedSince([doubt], 'not_borne_out')).toBe('2026-06-01');
    expect(doubtedSince([on('supports', '2026-03-01'), doubt], 'not_borne_out')).toBe('2026-06-01');
    expect(doubtedSince([on('supports', '2026-06-01'), doubt], 'not_borne_out')).toBe('2026-06-01');
    expect(doubtedSince([on('supports', '2026-09-01'), doubt], 'not_borne_out')).toBeNull();
    expect(doubtedSince([doubt], 'improving')).toBeNull();
  });

  it('is wanted for visits and audits, not for the inspection that the plan answers', () => {
    expect([isCheck('monitoring_visit'), isCheck('audit'), isCheck('ilacs_inspection')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('can be given for each sentence of a paragraph', () => {
    const text = 'Most plans are good. Some, e.g. of teenagers, are not. They drift.';
    expect(sentenceStarts(text).map((at) => text.slice(at, at + 4))).toEqual(['Some', 'They']);
  });
});

test.each([
  ['strength', 'supports'],
  ['progress', 'improving'],
  ['weakness', null],
  [null, null],
] as const)('of %s %s is ticked when a person begins', (sentiment, answer) => {
  expect(proposedAnswer(sentiment)).toBe(answer);
});
