import type { RecommendationStatus } from './recommendation-life.js';
import { isEffectNotConfirmed, type ActionsTowards } from './recommendation-marks.js';

export const RECOMMENDATION_GAPS = [
  'no_action',
  'no_evidence',
  'effect_not_confirmed',
  'measure_not_moved',
  'not_looked_at',
] as const;
export type RecommendationGap = (typeof RECOMMENDATION_GAPS)[number];

export interface CoverageFacts {
  readonly status: RecommendationStatus;
  readonly actions: ActionsTowards;
  /** How many of these actions have evidence that was accepted. */
  readonly withEvidence: number;
  readonly notBorneOut: boolean;
  /** Null where no measure is linked. */
  readonly measureHasMoved: boolean | null;
  /** Whether a visit or check looked at it since its own document. */
  readonly wasLookedAt: boolean;
}

/**
 * What is missing between a recommendation and its end: an action that is more than a draft; accepted evidence for
 * any of its actions; a confirmed effect; a measure that moved once all actions were done; somebody who looked. One
 * that has ended has no gaps: the board has looked at it.
 */
export function recommendationGaps(facts: CoverageFacts): readonly RecommendationGap[] {
  const { status, actions, measureHasMoved } = facts;
  if (status !== 'open' && status !== 'proposed_as_met') return [];
  const allDone = actions.counted > 0 && actions.complete === actions.counted;
  const gaps: Readonly<Record<RecommendationGap, boolean>> = {
    no_action: actions.counted === 0,
    no_evidence: actions.counted > 0 && facts.withEvidence === 0,
    effect_not_confirmed: isEffectNotConfirmed(actions, facts.notBorneOut),
    measure_not_moved: allDone && measureHasMoved === false,
    not_looked_at: !facts.wasLookedAt,
  };
  return RECOMMENDATION_GAPS.filter((gap) => gaps[gap]);
}
