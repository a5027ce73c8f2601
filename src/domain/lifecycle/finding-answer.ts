import type { LocalDate } from '../calendar/local-date.js';
import type { DocumentKind, Sentiment } from '../intake/extraction.js';
import type { ActionStatus } from '../rating/rating-facts.js';
import { isBlank } from './refusal.js';

/** What a finding says about a recommendation or an action. */
export const FINDING_LINKS = ['supports', 'improving', 'not_borne_out', 'new_concern'] as const;
export type FindingLink = (typeof FINDING_LINKS)[number];

/** What a person answers to a finding: one of the links, or that it is set aside. */
export const FINDING_ANSWERS = [...FINDING_LINKS, 'set_aside'] as const;
export type FindingAnswer = (typeof FINDING_ANSWERS)[number];

/** Where a finding stands: nobody answered, a quality assurance lead is waited for, or it is answered. */
export type AnswerState = 'open' | 'waiting' | 'linked' | 'set_aside';

/** What becomes of a complete action that a finding did not bear out. */
export const NOT_BORNE_OUT_OUTCOMES = ['not_sustained', 'not_enough'] as const;
export type NotBorneOutOutcome = (typeof NOT_BORNE_OUT_OUTCOMES)[number];

/** Kinds of documents that look at what was done, rather than being what the plan answers. */
const CHECKS: readonly DocumentKind[] = [
  'monitoring_visit',
  'focused_visit',
  'safeguarding_progress_inspection',
  'peer_review',
  'adviser_review',
  'audit',
  'other',
];

/** Whether every finding of the document wants an answer: of a visit, a review or an audit. */
export function isCheck(kind: DocumentKind): boolean {
  return CHECKS.includes(kind);
}

/** A weakness is set aside, or linked as support, only with the agreement of a quality assurance lead. */
export function needsAgreement(sentiment: Sentiment | null, answer: FindingAnswer): boolean {
  return sentiment === 'weakness' && (answer === 'set_aside' || answer === 'supports');
}

/**
 * What is ticked when a person begins: a strength supports, progress is improving. What a weakness says, and what only
 * describes, is for a person to think about. Never linked without one.
 */
export function proposedAnswer(sentiment: Sentiment | null): 'supports' | 'improving' | null {
  if (sentiment === 'strength') return 'supports';
  return sentiment === 'progress' ? 'improving' : null;
}

/** Where a finding stands by its links that were not refused and have not ended. A visit is answered when no finding is open or waiting. */
export function answerState(
  links: readonly { readonly answer: FindingAnswer; readonly isAgreed: boolean }[],
): AnswerState {
  const agreed = links.filter(({ isAgreed }) => isAgreed);
  if (agreed.some(({ answer }) => answer !== 'set_aside')) return 'linked';
  if (agreed.length > 0) return 'set_aside';
  return links.length > 0 ? 'waiting' : 'open';
}

export interface AnsweredAction {
  readonly id: string;
  readonly status: ActionStatus;
  readonly outcome: NotBorneOutOutcome | null;
  readonly newDueOn: LocalDate | null;
}

export interface Answering {
  readonly answer: FindingAnswer;
  readonly recommendations: number;
  readonly actions: readonly AnsweredAction[];
  readonly note: string;
  /** The words of the recommendation that a new concern becomes. */
  readonly concern: string;
}

export type AnswerRefusal =
  | 'nothing_chosen'
  | 'reason_missing'
  | 'concern_missing'
  | 'outcome_missing'
  | 'due_missing'
  | 'due_not_after_today';

/** What is asked first: setting aside and "not borne out" need a reason, a link a recommendation or an action. */
export function refusalOfChoice({
  answer,
  recommendations,
  actions,
  note,
}: Omit<Answering, 'concern'>): 'nothing_chosen' | 'reason_missing' | null {
  const isLink = answer !== 'set_aside' && answer !== 'new_concern';
  if (isLink && recommendations + actions.length === 0) return 'nothing_chosen';
  if ((answer === 'set_aside' || answer === 'not_borne_out') && isBlank(note)) return 'reason_missing';
  return null;
}

/**
 * The whole answer: a new concern has its words; a complete action that was not borne out has a choice, and where it
 * did not last a new date after today.
 */
export function refusalOfAnswer(
  given: Answering,
  today: LocalDate,
): { readonly code: AnswerRefusal; readonly actionId: string | null } | null {
  const refused = (code: AnswerRefusal, actionId: string | null = null) => ({ code, actionId });
  const wrong = refusalOfChoice(given);
  if (wrong !== null) return refused(wrong);
  if (given.answer === 'new_concern') return isBlank(given.concern) ? refused('concern_missing') : null;
  if (given.answer !== 'not_borne_out') return null;
  for (const { id, status, outcome, newDueOn } of given.actions) {
    if (status !== 'complete') continue;
    if (outcome === null) return refused('outcome_missing', id);
    if (outcome === 'not_enough') continue;
    if (newDueOn === null) return refused('due_missing', id);
    if (newDueOn <= today) return refused('due_not_after_today', id);
  }
  return null;
}

/** What follows for one action when a finding is linked to it. */
export type ActionConsequence =
  'evidence_to_accept' | 'blocks_blue' | 'choose_outcome' | 'told' | 'nothing_yet';

/**
 * Support becomes evidence that still has to be accepted; "improving, not yet good" keeps from Blue and reopens
 * nothing; a complete action that was not borne out is reopened or not enough; of an open one owner and lead are told.
 * For a draft or a cancelled action nothing follows.
 */
export function consequenceFor(answer: FindingAnswer, status: ActionStatus): ActionConsequence {
  if (status === 'draft' || status === 'cancelled') return 'nothing_yet';
  if (answer === 'supports') return 'evidence_to_accept';
  if (answer === 'improving') return 'blocks_blue';
  if (answer === 'not_borne_out') return status === 'complete' ? 'choose_outcome' : 'told';
  return 'nothing_yet';
}

/** A link that stands, and the day of the document whose finding it is. */
export interface DatedLink {
  readonly answer: FindingAnswer;
  readonly documentOn: LocalDate;
}

/**
 * Since when inspectors or a check doubt it: the latest finding "not borne out" or "improving, not yet good" that no
 * finding of a later document supports. Links are made in any order; the days of the documents count.
 */
export function doubtedSince(links: readonly DatedLink[], doubt: FindingLink): LocalDate | null {
  const days = (answer: FindingAnswer) =>
    links.filter((link) => link.answer === answer).map((link) => link.documentOn);
  const latest = days(doubt).sort().at(-1) ?? null;
  if (latest === null) return null;
  return days('supports').some((day) => day > latest) ? null : latest;
}

/** Where a text falls into two at a sentence: the places at which a next sentence begins. */
export function sentenceStarts(text: string): number[] {
  return [...text.matchAll(/[.!?]["”’)\]]*\s+(?=["“‘(]?\p{Lu})/gu)].map(
    (found) => found.index + found[0].length,
  );
}
