import type { RecommendationStatus } from '../lifecycle/recommendation-life.js';
import { isEffectNotConfirmed, type ActionsTowards } from '../lifecycle/recommendation-marks.js';
import { anyHasMoved, type Standing } from './measure-standing.js';
import type { CoverageGap } from './pack-content.js';

export interface CoveredRecommendation {
  readonly number: string | null;
  readonly text: string;
  readonly status: RecommendationStatus;
  /** Actions towards it that were not cancelled, drafts too. */
  readonly actions: number;
  readonly towards: ActionsTowards;
  readonly standings: readonly Standing[];
}

type Kind = Exclude<CoverageGap['kind'], 'not_looked_at'>;

/**
 * What each kind of gap is. Only recommendations that have not ended have one; those with no action at all are the
 * ones that the headline counts, which leaves out what is proposed as met.
 */
const IS_GAP: Readonly<Record<Kind, (one: CoveredRecommendation) => boolean>> = {
  no_action: (one) => one.status === 'open' && one.actions === 0,
  only_drafts: (one) => one.actions > 0 && one.towards.counted === 0,
  measure_not_moved: (one) =>
    one.towards.counted > 0 &&
    one.towards.complete === one.towards.counted &&
    anyHasMoved(one.standings) === false,
  effect_not_confirmed: (one) => isEffectNotConfirmed(one.towards),
  no_measure: (one) => one.standings.length === 0,
};

/** Where the plan has a hole, kind by kind; within a kind in the order of the recommendations. */
export function coverageGaps(recommendations: readonly CoveredRecommendation[]): CoverageGap[] {
  const standing = recommendations.filter(({ status }) => status === 'open' || status === 'proposed_as_met');
  return (Object.keys(IS_GAP) as Kind[]).flatMap((kind) =>
    standing
      .filter(IS_GAP[kind])
      .map(({ number, text }) => ({ kind, recommendationNumber: number, text, since: null })),
  );
}
