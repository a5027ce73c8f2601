import type { LocalDate } from '../calendar/local-date.js';
import { isBlank, refuse, type Refusal } from './refusal.js';

export const RECOMMENDATION_STATUSES = ['open', 'proposed_as_met', 'met', 'superseded'] as const;
export type RecommendationStatus = (typeof RECOMMENDATION_STATUSES)[number];

export const RECOMMENDATION_RESPONSES = ['accepted', 'in_part', 'not_accepted'] as const;
export type RecommendationResponse = (typeof RECOMMENDATION_RESPONSES)[number];

export type ProposalRefusal =
  'not_open' | 'effect_statement_missing' | 'measure_missing' | 'inspectors_word_missing';

/** Proposed as met: with an effect statement, the measure that shows it, and what inspectors last said. */
export function proposeAsMet(
  recommendation: { readonly status: RecommendationStatus },
  proposal: {
    readonly effectStatement: string;
    readonly measure: string;
    readonly whatInspectorsLastSaid: string;
  },
): { readonly status: 'proposed_as_met' } | Refusal<ProposalRefusal> {
  if (recommendation.status !== 'open') return refuse('not_open');
  if (isBlank(proposal.effectStatement)) return refuse('effect_statement_missing');
  if (isBlank(proposal.measure)) return refuse('measure_missing');
  if (isBlank(proposal.whatInspectorsLastSaid)) return refuse('inspectors_word_missing');
  return { status: 'proposed_as_met' };
}

/** Taken back by those who proposed it, before the board has decided. */
export function withdrawProposal(recommendation: {
  readonly status: RecommendationStatus;
}): { readonly status: 'open' } | Refusal<'not_proposed'> {
  return recommendation.status === 'proposed_as_met' ? { status: 'open' } : refuse('not_proposed');
}

export interface BoardsWord {
  readonly met: boolean;
  /** The meeting at which the board decided; null: its chair decides between meetings. */
  readonly meetingId: string | null;
  readonly byChair: boolean;
  readonly words: string;
}

export type SigningRefusal = 'not_proposed' | 'meeting_missing' | 'reason_missing';

/**
 * Met: a decision of the board at a meeting, or of its chair between meetings, who reports it at the next. Only what
 * was proposed can be met. Found not to be met, with the reason, it is open again.
 */
export function decideAsMet(
  recommendation: { readonly status: RecommendationStatus },
  { met, meetingId, byChair, words }: BoardsWord,
): { readonly status: 'met' | 'open' } | Refusal<SigningRefusal> {
  if (recommendation.status !== 'proposed_as_met') return refuse('not_proposed');
  if (meetingId === null && !byChair) return refuse('meeting_missing');
  if (!met && isBlank(words)) return refuse('reason_missing');
  return { status: met ? 'met' : 'open' };
}

export type ReopeningRefusal = 'not_ended' | 'reason_missing';

/** Reopened with a reason: what was met does not hold, or was superseded by mistake. */
export function reopenRecommendation(
  recommendation: { readonly status: RecommendationStatus },
  reason: string,
): { readonly status: 'open'; readonly was: 'met' | 'superseded' } | Refusal<ReopeningRefusal> {
  const { status } = recommendation;
  if (status !== 'met' && status !== 'superseded') return refuse('not_ended');
  return isBlank(reason) ? refuse('reason_missing') : { status: 'open', was: status };
}

export type SupersedingRefusal =
  'already_superseded' | 'successor_missing' | 'successor_not_later' | 'successor_ended' | 'runs_in_a_circle';

export interface Successor {
  readonly id: string;
  readonly status: RecommendationStatus;
  readonly receivedOn: LocalDate;
  /** What it is superseded by in its turn, and that by, to the last. */
  readonly supersededBy: readonly string[];
}

/**
 * Superseded by a later recommendation, which must be named, stand, and come from a document received on the same day
 * or later. It may be met already. What was superseded in its turn supersedes nothing any more.
 */
export function supersedeRecommendation(
  recommendation: {
    readonly id: string;
    readonly status: RecommendationStatus;
    readonly receivedOn: LocalDate;
  },
  by: Successor | null,
): { readonly status: 'superseded' } | Refusal<SupersedingRefusal> {
  if (recommendation.status === 'superseded') return refuse('already_superseded');
  if (by === null || by.id === recommendation.id) return refuse('successor_missing');
  if (by.supersededBy.includes(recommendation.id)) return refuse('runs_in_a_circle');
  if (by.status === 'superseded') return refuse('successor_ended');
  return by.receivedOn < recommendation.receivedOn ? refuse('successor_not_later') : { status: 'superseded' };
}

/**
 * Whether an action runs on the shorter clock: it serves any `priority_action` recommendation that is still open
 * (proposed as met is not yet met).
 */
export function isOnShortClock(
  recommendations: readonly { readonly priority: string; readonly status: RecommendationStatus }[],
): boolean {
  return recommendations.some(
    ({ priority, status }) =>
      priority === 'priority_action' && (status === 'open' || status === 'proposed_as_met'),
  );
}
