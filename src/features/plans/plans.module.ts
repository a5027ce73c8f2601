import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { ActionSections } from '../actions/action-sections.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { DecisionsWanted } from '../meetings/decisions-wanted.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { WaitingDecisions } from '../meetings/waiting-decisions.js';
import { RecommendationSections } from '../recommendations/recommendation-sections.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { WorkstreamsRepository } from '../recommendations/workstreams.repository.js';
import { LogoController } from './logo/logo.controller.js';
import { LogoRepository } from './logo/logo.repository.js';
import { LogoService } from './logo/logo.service.js';
import { PlanController } from './plan.controller.js';
import { PlanDocumentRepository } from './plan-document.repository.js';
import { PlanDocumentService } from './plan-document.service.js';
import { PlanVersionsApi } from './plan-versions.api.js';
import { PlanVersionsController } from './plan-versions.controller.js';
import { PlanVersionsRepository } from './plan-versions.repository.js';
import { PlanVersionsService } from './plan-versions.service.js';
import { historyOfPlanVersions, historyOfWorkstreams } from './plans.history.js';
import { planPaths } from './plans.paths.js';
import { RebaseliningDecisions } from './rebaselining-decisions.js';
import { RebaseliningSection } from './rebaselining.section.js';
import { RebaseliningsApi } from './rebaselinings.api.js';
import { RebaseliningsController } from './rebaselinings.controller.js';
import { RebaseliningsRepository } from './rebaselinings.repository.js';
import { RebaseliningsService } from './rebaselinings.service.js';
import { restrictedAction, restrictedRecommendation } from './restriction.sections.js';
import { RestrictionsApi, RestrictionsController } from './restrictions.controller.js';
import { RestrictionsService } from './restrictions.service.js';
import { WorkstreamChangesApi } from './workstream-changes.api.js';
import { WorkstreamsController } from './workstreams.controller.js';
import { WorkstreamsService } from './workstreams.service.js';

/** The plan as a whole: as a document and in versions, its workstreams, its baselines, and what of it is restricted. */
@Module({
  imports: [ActionsModule, AuthoritiesModule, HistoryModule, MeetingsModule, RecommendationsModule],
  controllers: [
    PlanVersionsController,
    RebaseliningsController,
    PlanController,
    WorkstreamsController,
    RestrictionsController,
    LogoController,
    PlanVersionsApi,
    RebaseliningsApi,
    WorkstreamChangesApi,
    RestrictionsApi,
  ],
  providers: [
    LogoRepository,
    LogoService,
    PlanDocumentRepository,
    PlanDocumentService,
    PlanVersionsRepository,
    PlanVersionsService,
    RebaseliningDecisions,
    RebaseliningSection,
    RebaseliningsRepository,
    RebaseliningsService,
    RestrictionsService,
    WorkstreamsService,
  ],
  exports: [LogoService, PlanDocumentService, PlanVersionsService, RebaseliningsService],
})
export class PlansModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    wanted: DecisionsWanted,
    waiting: WaitingDecisions,
    decisions: RebaseliningDecisions,
    actionSections: ActionSections,
    recommendationSections: RecommendationSections,
    baselines: RebaseliningSection,
    workstreams: WorkstreamsRepository,
    versions: PlanVersionsRepository,
  ) {
    navigation.add({ text: 'Plan', href: planPaths.plan(), permission: 'plan.read', order: 28 });
    navigation.add({
      text: 'Workstreams',
      href: planPaths.workstreams(),
      within: 'Plan',
      permission: 'plan.read',
      order: 29,
    });
    subjects.add(historyOfWorkstreams(workstreams));
    subjects.add(historyOfPlanVersions(versions));
    wanted.add(decisions);
    waiting.add(decisions.forChair);
    actionSections.add(restrictedAction);
    actionSections.add(baselines);
    recommendationSections.add(restrictedRecommendation);
  }
}
