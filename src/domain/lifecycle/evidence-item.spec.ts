import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import {
  isEvidenceLink,
  refusalOfEvidence,
  supplyAgain,
  withdrawEvidence,
  type EvidenceItem,
} from './evidence-item.js';

const today = localDate('2026-11-23');
const audit: EvidenceItem = {
  kind: 'audit',
  shows: 'Forty records were audited; 37 visits were in time',
  periodFrom: localDate('2026-10-01'),
  periodTo: localDate('2026-10-31'),
};

describe('an item of evidence', () => {
  it.each(['not_started', 'in_progress', 'complete'] as const)('is taken for an action %s', (status) => {
    expect(refusalOfEvidence({ status }, audit, today)).toBeNull();
  });

  it.each([
    ['for a draft', 'draft', {}, 'not_published'],
    ['for a cancelled action', 'cancelled', {}, 'cancelled'],
    ['that does not say what it shows', 'in_progress', { shows: ' ' }, 'shows_missing'],
    ['of no period', 'in_progress', { periodFrom: null, periodTo: null }, 'period_missing'],
    ['of half a period', 'in_progress', { periodTo: null }, 'period_incomplete'],
    [
      'of a period that runs backwards',
      'in_progress',
      { periodFrom: localDate('2026-11-01') },
      'period_backwards',
    ],
    ['of a period to come', 'in_progress', { periodTo: localDate('2026-11-24') }, 'period_in_the_future'],
  ] as const)('is refused %s', (_sentence, status, change, code) => {
    expect(refusalOfEvidence({ status }, { ...audit, ...change }, today)).toBe(code);
  });

  it('of the kind policy or record need not name a period', () => {
    const policy = { ...audit, kind: 'record', periodFrom: null, periodTo: null } as const;
    expect(refusalOfEvidence({ status: 'complete' }, policy, today)).toBeNull();
  });
});

describe('a link', () => {
  it.each(['https://westmarch.example/audits', 'https://westmarch.example', 'https://a.example/b?c=d#e'])(
    '%s is kept',
    (link) => expect(isEvidenceLink(link)).toBe(true),
  );
  it.each([
    'http://westmarch.example',
    'javascript:alert(1)',
    'https://name:secret@westmarch.example',
    'https://',
    'https://a b',
    'westmarch.example',
    `https://westmarch.example/${'a'.repeat(2000)}`,
  ])('%s is refused', (link) => expect(isEvidenceLink(link)).toBe(false));
});

describe('another version of a file', () => {
  it('waits to be checked, in place of one that waits or was refused', () => {
    expect(supplyAgain(['refused'])).toEqual({ state: 'waiting' });
    expect(supplyAgain(['waiting', 'refused'])).toEqual({ state: 'waiting' });
  });
  it('never takes the place of one that was accepted or withdrawn', () => {
    expect(supplyAgain(['refused', 'accepted'])).toEqual({ refused: 'already_accepted' });
    expect(supplyAgain(['withdrawn'])).toEqual({ refused: 'withdrawn' });
  });
});

describe('withdrawing evidence', () => {
  const use = { state: 'accepted', assurance: 'evidenced', counts: true } as const;
  it('needs a reason', () => {
    expect(withdrawEvidence([use], 'The figures were wrong')).toEqual({ state: 'withdrawn' });
    expect(withdrawEvidence([use], '')).toEqual({ refused: 'reason_missing' });
  });
  it.each(['verified', 'embedded'] as const)('is refused while a %s action rests on it', (assurance) => {
    expect(withdrawEvidence([{ ...use, assurance }], 'Why')).toEqual({ refused: 'proves_verified' });
    expect(withdrawEvidence([{ ...use, assurance, counts: false }], 'Why')).toEqual({ state: 'withdrawn' });
  });
  it('is done once', () => {
    expect(withdrawEvidence([{ ...use, state: 'withdrawn' }], 'Why')).toEqual({ refused: 'withdrawn' });
  });
});
