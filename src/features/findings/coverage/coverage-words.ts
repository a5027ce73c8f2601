import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { RecommendationGap } from '../../../domain/lifecycle/recommendation-gaps.js';
import type { Covered } from './coverage-reading.js';

export const GAP_NAMES: Readonly<Record<RecommendationGap, string>> = {
  no_action: 'No action',
  no_evidence: 'No accepted evidence',
  effect_not_confirmed: 'Effect not confirmed',
  measure_not_moved: 'All done, the measure has not moved',
  not_looked_at: 'Nobody looked',
};

/** When it was last looked at and how we know. Having been looked at is never said to be agreement. */
export function lookedAtWords({ lookedAt, notLookedAtSince }: Covered): string {
  const since = `Not looked at since ${formatLongDate(notLookedAtSince)}`;
  if (lookedAt === null) return `${since}, when it was raised`;
  return lookedAt.by === 'finding'
    ? `${since}: ${lookedAt.title} has a finding about it`
    : `${since}: ${lookedAt.title} covered “${lookedAt.area}”`;
}
