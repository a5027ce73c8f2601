import type { RecommendationStatus } from './recommendation-life.js';

export const RECOMMENDATION_MARKS = [
  'no_action_yet',
  'all_done_measure_not_moved',
  'effect_not_confirmed',
  'raised_before',
] as const;
export type RecommendationMark = (typeof RECOMMENDATION_MARKS)[number];

/** The actions towards a recommendation, counted. Drafts and cancelled actions are no action. */
export interface ActionsTowards {
  readonly counted: number;
  readonly complete: number;
  /** Verified or, further on, embedded. */
  readonly verified: number;
  /** Called "done, but not enough", or found "improving, not yet good", and not supported since. */
  readonly doubted: number;
}

/**
 * Whether somebody found, or nobody yet confirmed, that what was done had its effect: a finding did not bear out the
 * recommendation itself, one of its actions is doubted, or all are complete and not all verified.
 */
export function isEffectNotConfirmed(
  { counted, complete, verified, doubted }: ActionsTowards,
  notBorneOut: boolean,
): boolean {
  return notBorneOut || doubted > 0 || (counted > 0 && complete === counted && verified < counted);
}

/**
 * The marks beside a recommendation. One that has ended keeps only that it was raised before: the board has looked at
 * the rest.
 */
export function recommendationMarks(recommendation: {
  readonly status: RecommendationStatus;
  readonly actions: ActionsTowards;
  /** A finding linked to it did not bear it out, and none of a later document supports it. */
  readonly notBorneOut: boolean;
  /** Null where no measure is linked. */
  readonly measureHasMoved: boolean | null;
  readonly raisedBefore: boolean;
}): readonly RecommendationMark[] {
  const { status, actions, notBorneOut, measureHasMoved, raisedBefore } = recommendation;
  const marks: RecommendationMark[] = [];
  if (status === 'open' || status === 'proposed_as_met') {
    const allDone = actions.counted > 0 && actions.complete === actions.counted;
    if (actions.counted === 0) marks.push('no_action_yet');
    if (allDone && measureHasMoved === false) marks.push('all_done_measure_not_moved');
    if (isEffectNotConfirmed(actions, notBorneOut)) marks.push('effect_not_confirmed');
  }
  if (raisedBefore) marks.push('raised_before');
  return marks;
}
