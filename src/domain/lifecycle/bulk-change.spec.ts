import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { bulkOutcome, type BulkAction, type BulkChange } from './bulk-change.js';

const calendar = new WorkingCalendar();
const PUBLISHED: BulkAction = {
  status: 'in_progress',
  title: 'See every child in time',
  ownerId: 'olu',
  accountableLeadId: 'priya',
  agencyId: null,
  workstreamId: null,
  kind: 'practice',
  requiredEvidence: ['audit', 'record'],
  startOn: localDate('2026-09-01'),
  dueOn: localDate('2027-01-29'),
  ownerMayAct: true,
  leadMayAct: true,
};

describe('Setting the same on many actions', () => {
  it.each<[string, Partial<BulkAction>, BulkChange, string[], string | null]>([
    ['another owner', {}, { ownerId: 'sam' }, ['ownerId'], null],
    ['the owner it has changes nothing', {}, { ownerId: 'olu' }, [], null],
    ['an owner in place of one who left', { ownerMayAct: false }, { ownerId: 'sam' }, ['ownerId'], null],
    [
      'another lead although the owner has left',
      { ownerMayAct: false },
      { accountableLeadId: 'sam' },
      ['accountableLeadId'],
      null,
    ],
    ['no owner: a published action keeps one', {}, { ownerId: null }, ['ownerId'], 'owner_missing'],
    ['no owner: a draft may be without', { status: 'draft' }, { ownerId: null }, ['ownerId'], null],
    ['a later start', {}, { startOn: localDate('2026-12-01') }, ['startOn'], null],
    ['a start after it is due', {}, { startOn: localDate('2027-02-01') }, ['startOn'], 'start_after_due'],
    [
      'a start after it is due, a draft too',
      { status: 'draft' },
      { startOn: localDate('2027-02-01') },
      ['startOn'],
      'start_after_due',
    ],
    ['evidence that shows a difference', {}, { requiredEvidence: ['voice'] }, ['requiredEvidence'], null],
    ['the same evidence in another order', {}, { requiredEvidence: ['record', 'audit'] }, [], null],
    [
      'evidence of paper only, for practice',
      {},
      { requiredEvidence: ['record'] },
      ['requiredEvidence'],
      'practice_evidence_missing',
    ],
    [
      'practice, where only paper is asked for',
      { kind: 'enabling', requiredEvidence: ['record'] },
      { kind: 'practice' },
      ['kind'],
      'practice_evidence_missing',
    ],
    [
      'a workstream and an agency',
      {},
      { workstreamId: 'w', agencyId: 'g' },
      ['workstreamId', 'agencyId'],
      null,
    ],
    [
      'anything, when it is complete',
      { status: 'complete' },
      { ownerId: 'sam' },
      ['ownerId'],
      'already_complete',
    ],
    [
      'anything, when it was cancelled',
      { status: 'cancelled' },
      { ownerId: 'sam' },
      ['ownerId'],
      'cancelled',
    ],
  ])('%s', (_sentence, action, change, changed, refused) => {
    expect(bulkOutcome({ ...PUBLISHED, ...action }, change, calendar)).toEqual({ changed, refused });
  });
});
