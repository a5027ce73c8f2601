import type { RecommendationStatus } from '../lifecycle/recommendation-life.js';
import { recommendationGaps } from '../lifecycle/recommendation-gaps.js';
import type { ActionsTowards } from '../lifecycle/recommendation-marks.js';
import { anyHasMoved, type Standing } from './measure-standing.js';
import type { CoverageGap } from './pack-content.js';

export interface CoveredRecommendation {
  readonly number: string | null;
  readonly text: string;
  readonly status: RecommendationStatus;
  /** Actions towards it that were not cancelled, drafts too. */
  readonly actions: number;
  readonly towards: ActionsTowards;
  readonly notBorneOut: boolean;
  readonly standings: readonly Standing[];
}

/** The gaps that follow from the recommendation itself, in the order in which a pack lists them. */
const KINDS = [
  'no_action',
  'only_drafts',
  'measure_not_moved',
  'effect_not_confirmed',
  'no_measure',
] as const;
type Kind = (typeof KINDS)[number];

/**
 * Where the plan has a hole, kind by kind; within a kind in the order of the recommendations. Those without any action
 * are the ones that the headline counts, so open and not proposed as met; those with drafts alone stand by themselves.
 */
export function coverageGaps(recommendations: readonly CoveredRecommendation[]): CoverageGap[] {
  const found = recommendations.map((one) => ({ one, kinds: kindsOf(one) }));
  return KINDS.flatMap((kind) =>
    found
      .filter(({ kinds }) => kinds.includes(kind))
      .map(({ one }) => ({ kind, recommendationNumber: one.number, text: one.text, since: null })),
  );
}

function kindsOf(one: CoveredRecommendation): Kind[] {
  const gaps = recommendationGaps({
    status: one.status,
    actions: one.towards,
    notBorneOut: one.notBorneOut,
    measureHasMoved: anyHasMoved(one.standings),
    // Told elsewhere: here it is as if nothing were missing.
    withEvidence: one.towards.counted,
    wasLookedAt: true,
  });
  const hasEnded = one.status !== 'open' && one.status !== 'proposed_as_met';
  const holds: Readonly<Record<Kind, boolean>> = {
    no_action: one.status === 'open' && one.actions === 0,
    only_drafts: gaps.includes('no_action') && one.actions > 0,
    measure_not_moved: gaps.includes('measure_not_moved'),
    effect_not_confirmed: gaps.includes('effect_not_confirmed'),
    no_measure: !hasEnded && one.standings.length === 0,
  };
  return KINDS.filter((kind) => holds[kind]);
}
