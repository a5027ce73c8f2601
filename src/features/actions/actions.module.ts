import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { MeetingChanges } from '../meetings/meeting-changes.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RecommendationChanges } from '../recommendations/recommendation-changes.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { ActionAccess } from './action-access.js';
import { ActionController } from './action.controller.js';
import { ActionSections } from './action-sections.js';
import { ActionDetailsService } from './action-details.service.js';
import { ActionPageService } from './action-page.service.js';
import { ActionChoicesRepository } from './action-choices.repository.js';
import { ActionContributor } from './action-contributor.entity.js';
import { ActionLinks } from './action-links.js';
import { ActionListRepository } from './action-list.repository.js';
import { ActionPeople } from './action-people.js';
import { ActionReadingService } from './action-reading.service.js';
import { ActionRecommendation } from './action-recommendation.entity.js';
import { Action } from './action.entity.js';
import { ActionsApi } from './actions.api.js';
import { ActionsController } from './actions.controller.js';
import { historyOfActions } from './actions.history.js';
import { actionPaths } from './actions.paths.js';
import { ActionsRepository } from './actions.repository.js';
import { ActionsService } from './actions.service.js';
import { CalledWorse } from './called-worse.entity.js';
import { CallsService } from './calls.service.js';
import { DateChange } from './date-change.entity.js';
import { DraftsService } from './drafts.service.js';
import { FilterChoicesService } from './filter-choices.service.js';
import { Milestone } from './milestone.entity.js';
import { PlanFiguresRepository } from './plan-figures.repository.js';
import { ProgressUpdate } from './progress-update.entity.js';
import { PublishedActions } from './published-actions.js';
import { RatingFactsRepository } from './rating-facts.repository.js';
import { RatingService } from './rating.service.js';
import { RecommendationActionsController } from './recommendation-actions.controller.js';
import { SavedView } from './saved-view.entity.js';
import { SavedViewsApi, SavedViewsController } from './saved-views.controller.js';
import { SavedViewsRepository } from './saved-views.repository.js';
import { SavedViewsService } from './saved-views.service.js';
import { ServedController } from './served.controller.js';
import { AskedUpdates } from './asked-updates.service.js';
import { UpdateWriting } from './update-writing.service.js';
import { HandOversRepository } from './assignment/hand-overs.repository.js';
import { UpdateFormsService } from './update-forms.service.js';
import { AnswerByLinkController } from './answer-links/answer-by-link.controller.js';
import { AnswerByLink } from './answer-links/answer-by-link.service.js';
import { AnswerGround } from './answer-links/answer-ground.js';
import { AnswerLinks } from './answer-links/answer-links.service.js';
import { UpdatesApi } from './updates.api.js';
import { UpdatesController } from './updates.controller.js';
import { UpdatesRepository } from './updates.repository.js';
import { UpdatesService } from './updates.service.js';

const entities = [
  Action,
  ActionRecommendation,
  ActionContributor,
  Milestone,
  ProgressUpdate,
  CalledWorse,
  DateChange,
  SavedView,
];
const repositories = [
  ActionChoicesRepository,
  ActionsRepository,
  ActionListRepository,
  PlanFiguresRepository,
  RatingFactsRepository,
  UpdatesRepository,
  SavedViewsRepository,
  HandOversRepository,
];
const services = [
  ActionAccess,
  ActionDetailsService,
  ActionPageService,
  ActionSections,
  ActionPeople,
  ActionLinks,
  ActionReadingService,
  ActionsService,
  CallsService,
  DraftsService,
  FilterChoicesService,
  PublishedActions,
  RatingService,
  UpdatesService,
  UpdateWriting,
  AnswerLinks,
  AnswerByLink,
  AnswerGround,
  UpdateFormsService,
  AskedUpdates,
  SavedViewsService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    AuthoritiesModule,
    HistoryModule,
    MeetingsModule,
    PeopleModule,
    RecommendationsModule,
  ],
  controllers: [
    ActionsController,
    SavedViewsController,
    SavedViewsApi,
    ActionController,
    ServedController,
    UpdatesController,
    AnswerByLinkController,
    RecommendationActionsController,
    ActionsApi,
    UpdatesApi,
  ],
  providers: [...repositories, ...services],
  exports: [...repositories, ...services],
})
export class ActionsModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    access: ActionAccess,
    actions: ActionsRepository,
    meetings: MeetingChanges,
    ratings: RatingService,
    recommendations: RecommendationChanges,
  ) {
    navigation.add({
      text: 'Actions',
      href: actionPaths.list(),
      permission: 'actions.read',
      showsTheirs: true,
      order: 20,
    });
    subjects.add(historyOfActions(access, actions));
    meetings.add((tx) => ratings.rerateAll(tx));
    recommendations.add((tx, ids) => ratings.recommendationsChanged(tx, ids));
  }
}
