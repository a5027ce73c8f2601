import { Injectable } from '@nestjs/common';
import { HomeSections } from '../../web/pages/home-sections.js';
import { ActionSections } from '../actions/action-sections.js';
import { RecommendationSections } from '../recommendations/recommendation-sections.js';
import { SaidOfAction, SaidOfRecommendation } from './said.sections.js';
import { VisitsToAnswer } from './waiting-visits.js';

/** What findings add to the pages of others: an action's, a recommendation's, somebody's first page. */
@Injectable()
export class FindingsOnPages {
  constructor(
    actions: ActionSections,
    saidOfAction: SaidOfAction,
    recommendations: RecommendationSections,
    saidOfRecommendation: SaidOfRecommendation,
    home: HomeSections,
    toAnswer: VisitsToAnswer,
  ) {
    actions.add(saidOfAction);
    recommendations.add(saidOfRecommendation);
    home.add(toAnswer);
  }
}
