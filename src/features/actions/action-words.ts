import type { EvidenceState } from '../../domain/lifecycle/evidence-item.js';
import type {
  ActionKind,
  EvidenceKind,
  PublishingNeed,
  PublishingNeedCode,
  SmartGap,
} from '../../domain/lifecycle/publishing.js';
import type { ActionStatus, Assurance } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { FieldError } from '../../web/errors/refusals.js';

export const ACTION_STATUS_NAMES: Readonly<Record<ActionStatus, string>> = {
  draft: 'Draft',
  not_started: 'Not started',
  in_progress: 'In progress',
  complete: 'Complete',
  cancelled: 'Cancelled',
};

export const ASSURANCE_NAMES: Readonly<Record<Assurance, string>> = {
  not_reported: 'Not reported complete',
  reported: 'Reported complete',
  evidenced: 'Evidenced',
  verified: 'Verified',
  embedded: 'Embedded',
};

export const KIND_NAMES: Readonly<Record<ActionKind, string>> = {
  enabling: 'Enabling',
  practice: 'Practice',
};

export const EVIDENCE_KIND_NAMES: Readonly<Record<EvidenceKind, string>> = {
  audit: 'Audit',
  data: 'Data',
  voice: 'Views of children and families',
  staff: 'Staff views',
  record: 'Policy or record',
};

/** What became of an item of evidence for an action. */
export const EVIDENCE_STATE_WORDS: Readonly<Record<EvidenceState, string>> = {
  waiting: 'Awaiting check',
  accepted: 'Accepted',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
};

export const COLOUR_NAMES: Readonly<Record<Colour, string>> = {
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  grey: 'Grey',
};

const NEED_WORDS: Readonly<Record<PublishingNeedCode, string>> = {
  not_a_draft: 'Only a draft can be published',
  title_missing: 'Enter a title',
  owner_missing: 'Choose an owner',
  owner_left: 'The owner has left. Choose somebody else',
  lead_missing: 'Choose an accountable lead',
  lead_left: 'The accountable lead has left. Choose somebody else',
  start_missing: 'Enter a start date',
  due_missing: 'Enter a due date',
  start_after_due: 'The start date must be on or before the due date',
  beyond_calendar: 'The date is too far away for working days to be counted',
  kind_missing: 'Choose whether it is enabling or practice',
  evidence_missing: 'Choose at least one kind of evidence',
  practice_evidence_missing:
    'A practice action needs audit, data, or views of children and families among its evidence',
};

/** What publishing needs, beside the field where it is put right. */
export function needErrors(needs: readonly PublishingNeed[]): FieldError[] {
  return needs.map(({ field, code }) => ({ field, message: NEED_WORDS[code] }));
}

export const SMART_GAP_WORDS: Readonly<Record<SmartGap, string>> = {
  no_success_measure: 'how you will know that it worked (success measure)',
  no_start_date: 'when it starts',
  no_due_date: 'by when it will be done',
  no_owner: 'who does it (owner)',
  no_evidence_named: 'what will prove it (required evidence)',
};

/** "Moved 2 times, +83 working days"; nothing for an action that was never moved. */
export function movedWords(timesMoved: number, daysSlipped: number): string {
  if (timesMoved === 0) return '';
  const times = timesMoved === 1 ? 'once' : `${timesMoved} times`;
  const days = Math.abs(daysSlipped) === 1 ? 'working day' : 'working days';
  return `Moved ${times}, ${daysSlipped < 0 ? '−' : '+'}${Math.abs(daysSlipped)} ${days}`;
}

/** The word that stands with the colour: "on track", "draft"; nothing where the colour says it all. */
export function ratingNote(colour: Colour, word: string): string {
  return colour === 'grey' && word === '' ? 'not due to start' : word;
}
