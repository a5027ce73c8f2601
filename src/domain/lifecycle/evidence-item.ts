import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus, Assurance } from '../rating/rating-facts.js';
import type { EvidenceKind } from './publishing.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export const EVIDENCE_FORMS = ['file', 'link', 'measure_value', 'finding'] as const;
export type EvidenceForm = (typeof EVIDENCE_FORMS)[number];

/** What became of an item for one action. */
export const EVIDENCE_STATES = ['waiting', 'accepted', 'refused', 'withdrawn'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** The longest address that is kept. */
export const LONGEST_LINK = 2000;

export interface EvidenceItem {
  readonly kind: EvidenceKind;
  readonly shows: string;
  readonly periodFrom: LocalDate | null;
  readonly periodTo: LocalDate | null;
}

export type EvidenceRefusal =
  | 'not_published'
  | 'cancelled'
  | 'shows_missing'
  | 'period_missing'
  | 'period_incomplete'
  | 'period_backwards'
  | 'period_in_the_future';

/**
 * An item of evidence for a published action that was not cancelled: it says what it shows and which period it covers,
 * first day and last, up to today. A policy or record need not name a period.
 */
export function refusalOfEvidence(
  action: { readonly status: ActionStatus },
  item: EvidenceItem,
  today: LocalDate,
): EvidenceRefusal | null {
  if (action.status === 'draft') return 'not_published';
  if (action.status === 'cancelled') return 'cancelled';
  if (isBlank(item.shows)) return 'shows_missing';
  const { periodFrom, periodTo } = item;
  if (periodFrom === null && periodTo === null) return item.kind === 'record' ? null : 'period_missing';
  if (periodFrom === null || periodTo === null) return 'period_incomplete';
  if (periodFrom > periodTo) return 'period_backwards';
  return periodTo > today ? 'period_in_the_future' : null;
}

/** A link is an https address of a named host, without name or password in it. It is kept, never opened by us. */
export function isEvidenceLink(link: string): boolean {
  return link.length <= LONGEST_LINK && /^https:\/\/[^\s/@]+([/?#]\S*)?$/.test(link);
}

/**
 * Another version of a file replaces one that waits or was refused; it then waits to be checked. What was accepted
 * stays as it was accepted: something newer is a new item.
 */
export function supplyAgain(
  states: readonly EvidenceState[],
): { readonly state: 'waiting' } | Refusal<'withdrawn' | 'already_accepted'> {
  if (states.includes('accepted')) return refuse('already_accepted');
  return states.some((state) => state === 'waiting' || state === 'refused')
    ? { state: 'waiting' }
    : refuse('withdrawn');
}

/**
 * An item is withdrawn with a reason, never deleted. What a verified or embedded action rests on is not withdrawn: that
 * action is reopened first.
 */
export function withdrawEvidence(
  uses: readonly { readonly state: EvidenceState; readonly assurance: Assurance; readonly counts: boolean }[],
  reason: string,
): { readonly state: 'withdrawn' } | Refusal<'withdrawn' | 'proves_verified' | 'reason_missing'> {
  if (uses.every(({ state }) => state === 'withdrawn')) return refuse('withdrawn');
  const holds = uses.some(
    ({ state, assurance, counts }) =>
      counts && state === 'accepted' && (assurance === 'verified' || assurance === 'embedded'),
  );
  if (holds) return refuse('proves_verified');
  return isBlank(reason) ? refuse('reason_missing') : { state: 'withdrawn' };
}
