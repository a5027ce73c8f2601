import { addMonths } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ActionStatus, Assurance } from '../rating/rating-facts.js';
import { refusalUnlessIndependent, type HandsInAction, type NotIndependent } from './independence.js';
import type { ActionKind } from './publishing.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

/** The second check of a practice action comes no sooner than this many months after the first. */
export const MONTHS_BEFORE_EMBEDDING = 3;
/** An embedded action of a priority recommendation is put up for another look after this many months. */
export const MONTHS_BETWEEN_LOOKS = 12;

/**
 * Verified: by a quality assurance lead who was never owner or contributor of the action, did not report it and did
 * not supply the evidence, when every required kind of evidence is accepted. An enabling action ends here.
 */
export function verify(
  action: { readonly status: ActionStatus; readonly assurance: Assurance },
  checkerId: string,
  hands: HandsInAction,
): { readonly assurance: 'verified' } | Refusal<'not_evidenced' | 'already_verified' | NotIndependent> {
  if (action.assurance === 'verified' || action.assurance === 'embedded') return refuse('already_verified');
  if (action.status !== 'complete' || action.assurance !== 'evidenced') return refuse('not_evidenced');
  const dependent = refusalUnlessIndependent(checkerId, hands);
  return dependent === null ? { assurance: 'verified' } : refuse(dependent);
}

export type EmbeddingRefusal =
  'not_verified' | 'already_embedded' | 'enabling_ends_at_verified' | 'too_soon' | NotIndependent;

/** Embedded: a second check of a practice action no sooner than three months after it was verified. */
export function embed(
  action: {
    readonly status: ActionStatus;
    readonly assurance: Assurance;
    readonly kind: ActionKind;
    readonly verifiedOn: LocalDate | null;
  },
  check: { readonly by: string; readonly on: LocalDate },
  hands: HandsInAction,
): { readonly assurance: 'embedded' } | Refusal<EmbeddingRefusal> {
  if (action.assurance === 'embedded') return refuse('already_embedded');
  if (action.status !== 'complete' || action.assurance !== 'verified' || action.verifiedOn === null) {
    return refuse('not_verified');
  }
  if (action.kind === 'enabling') return refuse('enabling_ends_at_verified');
  if (check.on < firstDayToEmbed(action.verifiedOn)) return refuse('too_soon');
  const dependent = refusalUnlessIndependent(check.by, hands);
  return dependent === null ? { assurance: 'embedded' } : refuse(dependent);
}

export function firstDayToEmbed(verifiedOn: LocalDate): LocalDate {
  return addMonths(verifiedOn, MONTHS_BEFORE_EMBEDDING);
}

/**
 * Another look at an embedded action, by somebody who had no hand in it: what it found is recorded, and the next year
 * counts from it. Whoever finds that it did not last reopens it instead.
 */
export function lookAgain(
  action: { readonly assurance: Assurance },
  checkerId: string,
  hands: HandsInAction,
): { readonly assurance: 'embedded' } | Refusal<'not_embedded' | NotIndependent> {
  if (action.assurance !== 'embedded') return refuse('not_embedded');
  const dependent = refusalUnlessIndependent(checkerId, hands);
  return dependent === null ? { assurance: 'embedded' } : refuse(dependent);
}

/** When an embedded action of a priority recommendation is put up for another look: every year. */
export function nextLookOn(lastCheckedOn: LocalDate): LocalDate {
  return addMonths(lastCheckedOn, MONTHS_BETWEEN_LOOKS);
}

export interface Reopened {
  readonly status: 'in_progress';
  readonly assurance: 'not_reported';
  readonly dueOn: LocalDate;
  /** The date from which slip is counted from now on. The first date of all stays shown. */
  readonly slipFrom: LocalDate;
  readonly reopenedOn: LocalDate;
  readonly timesMoved: 0;
  readonly daysSlipped: 0;
  readonly provingFrom: null;
}

export type ReopeningRefusal =
  'not_complete' | 'reason_missing' | 'due_missing' | 'due_not_after_reopening' | 'beyond_calendar';

/**
 * Not sustained: reopened with a new due date set in the same step. Every clock counts from the reopening and the
 * new date is not a move.
 */
export function reopen(
  action: { readonly status: ActionStatus },
  reopening: { readonly on: LocalDate; readonly newDueOn: LocalDate | null; readonly reason: string },
  calendar: Pick<WorkingCalendar, 'covers'>,
): Reopened | Refusal<ReopeningRefusal> {
  if (action.status !== 'complete') return refuse('not_complete');
  if (isBlank(reopening.reason)) return refuse('reason_missing');
  if (reopening.newDueOn === null) return refuse('due_missing');
  if (reopening.newDueOn <= reopening.on) return refuse('due_not_after_reopening');
  if (!calendar.covers(reopening.newDueOn)) return refuse('beyond_calendar');
  return {
    status: 'in_progress',
    assurance: 'not_reported',
    dueOn: reopening.newDueOn,
    slipFrom: reopening.newDueOn,
    reopenedOn: reopening.on,
    timesMoved: 0,
    daysSlipped: 0,
    provingFrom: null,
  };
}

/**
 * Done, but not enough: the action stays complete and loses Blue; the recommendation wants a further action. It ends
 * with a later supporting finding, or when a quality assurance lead closes it once the further action is verified.
 */
export function markNotEnough(
  action: { readonly status: ActionStatus },
  on: LocalDate,
): { readonly notEnoughSince: LocalDate } | Refusal<'not_complete'> {
  return action.status === 'complete' ? { notEnoughSince: on } : refuse('not_complete');
}

export function closeNotEnough(
  action: { readonly notEnoughSince: LocalDate | null },
  ground: 'later_finding_supports' | { readonly furtherActionAssurance: Assurance },
): { readonly notEnoughSince: null } | Refusal<'not_open' | 'further_action_not_verified'> {
  if (action.notEnoughSince === null) return refuse('not_open');
  if (ground !== 'later_finding_supports') {
    const assurance = ground.furtherActionAssurance;
    if (assurance !== 'verified' && assurance !== 'embedded') return refuse('further_action_not_verified');
  }
  return { notEnoughSince: null };
}
