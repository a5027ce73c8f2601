import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { isBlank } from './refusal.js';

export const ACTION_KINDS = ['enabling', 'practice'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** audit, data, views of children and families, staff views, policy or record. */
export const EVIDENCE_KINDS = ['audit', 'data', 'voice', 'staff', 'record'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
/** A practice action must ask for at least one of these: what shows a difference for children. */
export const EVIDENCE_OF_PRACTICE: readonly EvidenceKind[] = ['audit', 'data', 'voice'];

export interface DraftAction {
  readonly status: ActionStatus;
  readonly title: string;
  readonly ownerId: string | null;
  /** False when the person has left or their account is closed. Left out: may. */
  readonly ownerMayAct?: boolean;
  readonly accountableLeadId: string | null;
  readonly leadMayAct?: boolean;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly kind: ActionKind | null;
  readonly requiredEvidence: readonly EvidenceKind[];
}

export type PublishingNeedCode =
  | 'not_a_draft'
  | 'title_missing'
  | 'owner_missing'
  | 'owner_left'
  | 'lead_missing'
  | 'lead_left'
  | 'start_missing'
  | 'due_missing'
  | 'start_after_due'
  | 'beyond_calendar'
  | 'kind_missing'
  | 'evidence_missing'
  | 'practice_evidence_missing';

/** What stands in the way of publishing, at the field where it is put right. */
export interface PublishingNeed {
  readonly field:
    'status' | 'title' | 'ownerId' | 'accountableLeadId' | 'startOn' | 'dueOn' | 'kind' | 'requiredEvidence';
  readonly code: PublishingNeedCode;
}

/**
 * To be published an action needs an owner, an accountable lead, a start and a due date (the start not after the
 * due date, both within the years the calendar counts), its kind, and at least one required kind of evidence; a
 * practice action at least one of audit, data, or views of children and families. Empty: it may be published.
 */
export function whatPublishingNeeds(
  draft: DraftAction,
  calendar: Pick<WorkingCalendar, 'covers'>,
): readonly PublishingNeed[] {
  if (draft.status !== 'draft') return [{ field: 'status', code: 'not_a_draft' }];
  const needs: PublishingNeed[] = [];
  const need = (field: PublishingNeed['field'], code: PublishingNeedCode) => needs.push({ field, code });

  if (isBlank(draft.title)) need('title', 'title_missing');
  if (draft.ownerId === null) need('ownerId', 'owner_missing');
  else if (draft.ownerMayAct === false) need('ownerId', 'owner_left');
  if (draft.accountableLeadId === null) need('accountableLeadId', 'lead_missing');
  else if (draft.leadMayAct === false) need('accountableLeadId', 'lead_left');

  if (draft.startOn === null) need('startOn', 'start_missing');
  else if (!calendar.covers(draft.startOn)) need('startOn', 'beyond_calendar');
  if (draft.dueOn === null) need('dueOn', 'due_missing');
  else if (!calendar.covers(draft.dueOn)) need('dueOn', 'beyond_calendar');
  else if (draft.startOn !== null && draft.startOn > draft.dueOn) need('startOn', 'start_after_due');

  if (draft.kind === null) need('kind', 'kind_missing');
  if (draft.requiredEvidence.length === 0) need('requiredEvidence', 'evidence_missing');
  else if (
    draft.kind === 'practice' &&
    !draft.requiredEvidence.some((kind) => EVIDENCE_OF_PRACTICE.includes(kind))
  ) {
    need('requiredEvidence', 'practice_evidence_missing');
  }
  return needs;
}

export type SmartGap =
  'no_success_measure' | 'no_start_date' | 'no_due_date' | 'no_owner' | 'no_evidence_named';

/**
 * What a SMART action lacks, by what can be checked: how success is measured, dates, an owner, what will prove it.
 * The wording of an action is never scored.
 */
export function smartGaps(action: {
  readonly successMeasure: string;
  readonly startOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly ownerId: string | null;
  readonly requiredEvidence: readonly EvidenceKind[];
}): readonly SmartGap[] {
  const gaps: SmartGap[] = [];
  if (isBlank(action.successMeasure)) gaps.push('no_success_measure');
  if (action.startOn === null) gaps.push('no_start_date');
  if (action.dueOn === null) gaps.push('no_due_date');
  if (action.ownerId === null) gaps.push('no_owner');
  if (action.requiredEvidence.length === 0) gaps.push('no_evidence_named');
  return gaps;
}
