import { may } from '../../domain/access/policy.js';
import type { PageSection } from '../../web/pages/page-sections.js';
import { linkModel } from './raised-before.page.js';
import type { RaisedBeforeService } from './raised-before.service.js';
import { recommendationPaths } from './recommendations.paths.js';
import type { RecommendationView } from './recommendations.repository.js';

/** On the page of a recommendation: what it was raised as before, where it was raised again, and what waits to be decided. */
export function raisedBeforeSection(raised: RaisedBeforeService): PageSection<RecommendationView> {
  return {
    order: 10,
    template: 'recommendations/views/_raised-before.njk',
    read: async (tx, person, { id, raisedBefore }) => {
      const links = await raised.linksIn(tx, person, id);
      const confirmed = links.filter(({ state }) => state === 'confirmed');
      const own = new Set(confirmed.map(({ earlier }) => earlier.id));
      const model = {
        before: confirmed.filter(({ later }) => later.id === id).map(linkModel),
        // Raised before what it was raised as: found through a document between.
        further: raisedBefore
          .filter((earlier) => !own.has(earlier.id))
          .map((earlier) => ({ ...earlier, href: recommendationPaths.recommendation(earlier.id) })),
        again: confirmed.filter(({ earlier }) => earlier.id === id).map(linkModel),
        offers: links.filter(({ later, state }) => later.id === id && state === 'offered').length,
        decidePath: may('recommendations.edit', person) ? recommendationPaths.raisedBefore(id) : null,
      };
      const isEmpty = model.before.length + model.further.length + model.again.length === 0;
      return { model: isEmpty && model.decidePath === null ? null : model };
    },
  };
}
