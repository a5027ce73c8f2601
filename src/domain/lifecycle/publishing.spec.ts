import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { smartGaps, whatPublishingNeeds, type DraftAction } from './publishing.js';

const calendar = new WorkingCalendar();
const READY: DraftAction = {
  status: 'draft',
  title: 'Audit twenty case files a month',
  ownerId: 'asha',
  accountableLeadId: 'ben',
  startOn: localDate('2026-12-01'),
  dueOn: localDate('2027-03-25'),
  kind: 'practice',
  requiredEvidence: ['audit'],
};

describe('what publishing needs', () => {
  it('is nothing when owner, lead, dates, kind and evidence are there', () => {
    expect(whatPublishingNeeds(READY, calendar)).toEqual([]);
  });

  it.each<[string, Partial<DraftAction>, string, string]>([
    ['a title', { title: '  ' }, 'title', 'title_missing'],
    ['an owner', { ownerId: null }, 'ownerId', 'owner_missing'],
    ['an owner who has not left', { ownerMayAct: false }, 'ownerId', 'owner_left'],
    ['an accountable lead', { accountableLeadId: null }, 'accountableLeadId', 'lead_missing'],
    ['a lead who has not left', { leadMayAct: false }, 'accountableLeadId', 'lead_left'],
    ['a start', { startOn: null }, 'startOn', 'start_missing'],
    ['a due date', { dueOn: null }, 'dueOn', 'due_missing'],
    ['a start not after the due date', { startOn: localDate('2027-03-26') }, 'startOn', 'start_after_due'],
    [
      'a due date within ten years of the calendar',
      { dueOn: localDate('2038-01-04') },
      'dueOn',
      'beyond_calendar',
    ],
    ['a kind', { kind: null }, 'kind', 'kind_missing'],
    ['a required kind of evidence', { requiredEvidence: [] }, 'requiredEvidence', 'evidence_missing'],
    [
      'for a practice action audit, data or voice',
      { requiredEvidence: ['staff', 'record'] },
      'requiredEvidence',
      'practice_evidence_missing',
    ],
    ['a draft', { status: 'in_progress' }, 'status', 'not_a_draft'],
  ])('is %s', (_need, change, field, code) => {
    expect(whatPublishingNeeds({ ...READY, ...change }, calendar)).toEqual([{ field, code }]);
  });

  it.each<[string, Partial<DraftAction>]>([
    ['one that starts on its due date', { startOn: localDate('2027-03-25') }],
    ['an enabling action proved by a record alone', { kind: 'enabling', requiredEvidence: ['record'] }],
    [
      'a practice action proved by the views of children among others',
      { requiredEvidence: ['record', 'voice'] },
    ],
    [
      'one whose due date has passed already',
      { startOn: localDate('2024-01-08'), dueOn: localDate('2024-02-01') },
    ],
  ])('is nothing for %s', (_sentence, change) => {
    expect(whatPublishingNeeds({ ...READY, ...change }, calendar)).toEqual([]);
  });

  it('is everything at once for an empty draft, so that all is pointed out together', () => {
    const empty: DraftAction = {
      status: 'draft',
      title: '',
      ownerId: null,
      accountableLeadId: null,
      startOn: null,
      dueOn: null,
      kind: null,
      requiredEvidence: [],
    };
    expect(whatPublishingNeeds(empty, calendar).map((need) => need.field)).toEqual([
      'title',
      'ownerId',
      'accountableLeadId',
      'startOn',
      'dueOn',
      'kind',
      'requiredEvidence',
    ]);
  });
});

describe('what a SMART action lacks', () => {
  it('is pointed out by what can be checked', () => {
    const bare = { successMeasure: ' ', startOn: null, dueOn: null, ownerId: null, requiredEvidence: [] };
    expect(smartGaps(bare)).toEqual([
      'no_success_measure',
      'no_start_date',
      'no_due_date',
      'no_owner',
      'no_evidence_named',
    ]);
    expect(smartGaps({ ...READY, successMeasure: '90% of visits in time' })).toEqual([]);
  });
});
