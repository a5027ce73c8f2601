import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { PageSection, PageVerb } from '../../web/pages/page-sections.js';
import type { Person } from '../../web/person.js';
import type { Accessed } from '../actions/action-access.js';
import type { RecommendationView } from '../recommendations/recommendation-view.js';
import { planPaths } from './plans.paths.js';

/** On the page of an action that is restricted: that it is; and for those who may say so, the way to change it. */
export const restrictedAction: PageSection<Accessed & { readonly today: LocalDate }> = {
  order: 1,
  template: 'plans/views/_restricted.njk',
  read: async (_tx, person, { action }) => ({
    model: action.restricted ? {} : null,
    verbs: verbsFor(person, action.restricted, planPaths.restrictAction(action.id)),
  }),
};

/** A recommendation says itself that it is restricted. */
export const restrictedRecommendation: PageSection<RecommendationView> = {
  order: 90,
  template: 'plans/views/_restricted.njk',
  read: async (_tx, person, { id, restricted }) => ({
    model: null,
    verbs: verbsFor(person, restricted, planPaths.restrictRecommendation(id)),
  }),
};

function verbsFor(person: Person, restricted: boolean, href: string): PageVerb[] {
  if (!may('restricted.set', person)) return [];
  return [{ text: restricted ? 'Lift the restriction' : 'Restrict it (Part 2)', href }];
}
