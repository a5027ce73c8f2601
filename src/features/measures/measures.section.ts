import { may } from '../../domain/access/policy.js';
import { withUnit } from '../../domain/report/chart-sentences.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { STANDING_NAMES } from '../recommendations/recommendation-words.js';
import { measurePaths } from './measures.paths.js';

/** On the page of a recommendation: the measures that say whether it made a difference. */
export const measuresSection: PageSection<RecommendationView> = {
  order: 7,
  template: 'measures/views/_measures.njk',
  read: async (_tx, person, { id, measures }) => {
    const addPath = may('measures.manage', person) ? measurePaths.add(id) : null;
    const shown = measures.map((measure) => ({
      ...measure,
      latestText: measure.latestValue === null ? null : withUnit(measure.latestValue, measure.unit),
      baselineText: measure.baseline === null ? null : withUnit(measure.baseline, measure.unit),
      targetText: withUnit(measure.target, measure.unit),
      standingName: STANDING_NAMES[measure.standing],
      href: measurePaths.measure(measure.id),
    }));
    return { model: shown.length === 0 && addPath === null ? null : { measures: shown, addPath } };
  },
};
