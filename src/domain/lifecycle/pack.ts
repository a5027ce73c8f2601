import type { LocalDate } from '../calendar/local-date.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export const PACK_STATES = ['draft', 'commentary', 'cleared', 'issued'] as const;
export type PackState = (typeof PACK_STATES)[number];

type MeetingState = 'planned' | 'held' | 'cancelled';

export type BeginRefusal = 'meeting_cancelled' | 'already_begun' | 'already_issued';

/** One pack for a meeting: what was issued for it is corrected, not made a second time. */
export function beginPack(meeting: {
  readonly state: MeetingState;
  readonly pack: PackState | null;
}): { readonly state: 'draft' } | Refusal<BeginRefusal> {
  if (meeting.state === 'cancelled') return refuse('meeting_cancelled');
  if (meeting.pack === 'issued') return refuse('already_issued');
  return meeting.pack === null ? { state: 'draft' } : refuse('already_begun');
}

/** From now on the director and each lead write what is better, what worries them, and what they ask of the board. */
export function openForCommentary(
  state: PackState,
): { readonly state: 'commentary' } | Refusal<'not_a_draft'> {
  return state === 'draft' ? { state: 'commentary' } : refuse('not_a_draft');
}

export interface CommentaryWords {
  readonly better: string;
  readonly worries: string;
  readonly asks: string;
}

export type CommentaryRefusal = 'not_in_commentary' | 'nothing_said';

/** Written, and written anew, while the pack is open for it; at least one of the three says something. */
export function writeCommentary(
  state: PackState,
  { better, worries, asks }: CommentaryWords,
): { readonly written: true } | Refusal<CommentaryRefusal> {
  if (state !== 'commentary') return refuse('not_in_commentary');
  return isBlank(better) && isBlank(worries) && isBlank(asks) ? refuse('nothing_said') : { written: true };
}

export type ClearRefusal = 'not_in_commentary' | 'commentary_missing';

/**
 * The director clears what the board will read. Where somebody's commentary is missing the director says why the pack
 * goes without it.
 */
export function clearPack(
  state: PackState,
  missing: number,
  because: string,
): { readonly state: 'cleared' } | Refusal<ClearRefusal> {
  if (state !== 'commentary') return refuse('not_in_commentary');
  return missing > 0 && isBlank(because) ? refuse('commentary_missing') : { state: 'cleared' };
}

/** Something is to be written anew: whoever clears it clears it again. */
export function openAgain(state: PackState): { readonly state: 'commentary' } | Refusal<'not_cleared'> {
  return state === 'cleared' ? { state: 'commentary' } : refuse('not_cleared');
}

export type IssueRefusal = 'not_cleared' | 'meeting_cancelled';

/** Issued once it is cleared, for a meeting that was not cancelled. From then on nothing of it changes. */
export function issuePack(
  state: PackState,
  meeting: MeetingState,
): { readonly state: 'issued' } | Refusal<IssueRefusal> {
  if (state !== 'cleared') return refuse('not_cleared');
  return meeting === 'cancelled' ? refuse('meeting_cancelled') : { state: 'issued' };
}

export type CorrectionRefusal = 'not_issued' | 'not_the_latest' | 'what_changed_missing';

/**
 * A correction is a new issue of the same number, with the figures of the day on which it is issued; it says what
 * changed. Only the latest issue of the board's latest pack: an older one was answered by those after it.
 */
export function correctPack(
  pack: { readonly state: PackState; readonly isLatest: boolean },
  whatChanged: string,
): { readonly state: 'commentary' } | Refusal<CorrectionRefusal> {
  if (pack.state !== 'issued') return refuse('not_issued');
  if (!pack.isLatest) return refuse('not_the_latest');
  return isBlank(whatChanged) ? refuse('what_changed_missing') : { state: 'commentary' };
}

export interface ExplanationWords {
  readonly inTheWay: string;
  readonly willBeDone: string;
  readonly recoveryOn: LocalDate | null;
}

export type ExplanationRefusal =
  'not_open' | 'no_meeting' | 'in_the_way_missing' | 'will_be_done_missing' | 'recovery_passed';

/** What is in the way of an open action, what will be done about it, and by when it will be done: not before today. */
export function explainException(
  subject: { readonly isOpen: boolean; readonly hasMeeting: boolean },
  words: ExplanationWords,
  today: LocalDate,
): { readonly explained: true } | Refusal<ExplanationRefusal> {
  if (!subject.isOpen) return refuse('not_open');
  if (!subject.hasMeeting) return refuse('no_meeting');
  if (isBlank(words.inTheWay)) return refuse('in_the_way_missing');
  if (isBlank(words.willBeDone)) return refuse('will_be_done_missing');
  if (words.recoveryOn !== null && words.recoveryOn < today) return refuse('recovery_passed');
  return { explained: true };
}

/** "Pack 3"; a correction of it is "Pack 3, issue 2". A draft has no number yet. */
export function packName(pack: { readonly number: number | null; readonly issue: number }): string {
  if (pack.number === null) return 'Draft pack';
  return pack.issue === 1 ? `Pack ${pack.number}` : `Pack ${pack.number}, issue ${pack.issue}`;
}
