import type { PackContent } from '../../../domain/report/pack-content.js';
import { plural } from '../../../platform/templates/filters.js';

/** "12 of 17 recommendations met." */
export function recommendationsMet({ headline: { recommendations } }: PackContent): string {
  return `${recommendations.met} of ${plural(recommendations.total, 'recommendation')} met.`;
}

/** "71 of 98 actions complete; last pack 68 of 104: 2 added, 8 cancelled." */
export function completeWords({ headline: { actions } }: PackContent): string {
  const now = `${actions.complete} of ${plural(actions.total, 'action')} complete`;
  if (actions.completeThen === null || actions.totalThen === null)
    return `${now}; there was no pack before this one.`;
  const changes = [`${actions.added} added`, `${actions.cancelled} cancelled`];
  if (actions.withheld > 0) changes.push(`${actions.withheld} restricted since and left out`);
  return `${now}; last pack ${actions.completeThen} of ${actions.totalThen}: ${changes.join(', ')}.`;
}

/** Delivery and impact stand apart: "Delivery: 71 of 98 actions complete. Impact: 2 of 7 measures at target." */
export function deliveryAndImpact({ headline: { actions, measures } }: PackContent): string {
  return `Delivery: ${actions.complete} of ${plural(actions.total, 'action')} complete. Impact: ${measures.atTarget} of ${plural(measures.total, 'measure')} at target.`;
}
