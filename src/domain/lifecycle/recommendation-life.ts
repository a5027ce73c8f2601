import type { LocalDate } from '../calendar/local-date.js';
import type { ActionStatus } from '../rating/rating-facts.js';
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

/** Met: a decision of a board at a meeting on a date. Only what was proposed can be met. */
export function decideAsMet(
  recommendation: { readonly status: RecommendationStatus },
  decision: { readonly boardId: string | null; readonly meetingOn: LocalDate | null; readonly met: boolean },
): { readonly status: 'met' | 'open' } | Refusal<'not_proposed' | 'board_missing' | 'meeting_missing'> {
  if (recommendation.status !== 'proposed_as_met') return refuse('not_proposed');
  if (isBlank(decision.boardId)) return refuse('board_missing');
  if (decision.meetingOn === null) return refuse('meeting_missing');
  return { status: decision.met ? 'met' : 'open' };
}

export function reopenRecommendation(
  recommendation: { readonly status: RecommendationStatus },
  reason: string,
): { readonly status: 'open' } | Refusal<'not_met' | 'reason_missing'> {
  if (recommendation.status !== 'met') return refuse('not_met');
  return isBlank(reason) ? refuse('reason_missing') : { status: 'open' };
}

/** Superseded by a later recommendation, which must be named. */
export function supersedeRecommendation(
  recommendation: { readonly id: string; readonly status: RecommendationStatus },
  byId: string | null,
): { readonly status: 'superseded' } | Refusal<'already_superseded' | 'successor_missing'> {
  if (recommendation.status === 'superseded') return refuse('already_superseded');
  return byId === null || byId === recommendation.id ? refuse('successor_missing') : { status: 'superseded' };
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

export type RecommendationMark =
  'no_action_yet' | 'all_done_measure_not_moved' | 'effect_not_confirmed' | 'raised_before';

/** The marks beside a recommendation. Drafts and cancelled actions are no action. */
export function recommendationMarks(recommendation: {
  readonly actionStatuses: readonly ActionStatus[];
  /** Null where no measure is linked. */
  readonly measureHasMoved: boolean | null;
  readonly effectNotConfirmed: boolean;
  readonly raisedBefore: boolean;
}): readonly RecommendationMark[] {
  const counted = recommendation.actionStatuses.filter(
    (status) => status !== 'draft' && status !== 'cancelled',
  );
  const marks: RecommendationMark[] = [];
  if (counted.length === 0) marks.push('no_action_yet');
  else if (recommendation.measureHasMoved === false && counted.every((status) => status === 'complete')) {
    marks.push('all_done_measure_not_moved');
  }
  if (recommendation.effectNotConfirmed) marks.push('effect_not_confirmed');
  if (recommendation.raisedBefore) marks.push('raised_before');
  return marks;
}
