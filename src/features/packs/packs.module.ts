import { Module } from '@nestjs/common';
import { HomeSections } from '../../web/pages/home-sections.js';
import { ActionSections } from '../actions/action-sections.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { MeetingPapers } from '../meetings/meeting-papers.js';
import { MeetingSections } from '../meetings/meeting-sections.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { WaitingDecisions } from '../meetings/waiting-decisions.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { BoardController } from './board.controller.js';
import { BoardDetails } from './board-details.js';
import { BoardRepository } from './board.repository.js';
import { BoardService } from './board.service.js';
import { CommentaryService } from './commentary.service.js';
import { PackContentModule } from './content/pack-content.module.js';
import { PackPlanRepository } from './content/pack-plan.repository.js';
import { DashboardApi } from './dashboard.api.js';
import { ExplanationSection, ExplanationsWantedSection } from './explanation.sections.js';
import { ExplanationsApi, ExplanationsController } from './explanations.controller.js';
import { ExplanationsRepository } from './explanations.repository.js';
import { ExplanationsService } from './explanations.service.js';
import { LatestPackSection } from './latest-pack.section.js';
import { MeetingPackLinks, MeetingPackSection } from './meeting-pack.section.js';
import { PackCommentariesRepository } from './pack-commentaries.repository.js';
import { PackContentsRepository } from './pack-contents.repository.js';
import { PackDrafting } from './pack-drafting.js';
import { PackIssuingService } from './pack-issuing.service.js';
import { PackMakingController } from './pack-making.controller.js';
import { PackReadingService } from './pack-reading.service.js';
import { PackWaiting } from './pack-waiting.js';
import { MeetingPackApi, PacksApi } from './packs.api.js';
import { PacksController } from './packs.controller.js';
import { historyOfPacks } from './packs.history.js';
import { PacksRepository } from './packs.repository.js';
import { PacksService } from './packs.service.js';

/** What boards read: the page of now, and the packs that were issued to them. */
@Module({
  imports: [
    AuthoritiesModule,
    RecommendationsModule,
    ActionsModule,
    HistoryModule,
    MeetingsModule,
    PackContentModule,
  ],
  controllers: [
    BoardController,
    DashboardApi,
    PackMakingController,
    PacksController,
    ExplanationsController,
    PacksApi,
    MeetingPackApi,
    ExplanationsApi,
  ],
  providers: [
    BoardDetails,
    BoardRepository,
    BoardService,
    CommentaryService,
    ExplanationSection,
    ExplanationsWantedSection,
    ExplanationsRepository,
    ExplanationsService,
    LatestPackSection,
    MeetingPackLinks,
    MeetingPackSection,
    PackCommentariesRepository,
    PackContentsRepository,
    PackDrafting,
    PackIssuingService,
    PackPlanRepository,
    PackReadingService,
    PackWaiting,
    PacksRepository,
    PacksService,
  ],
  exports: [
    BoardService,
    CommentaryService,
    ExplanationsRepository,
    ExplanationsService,
    PackIssuingService,
    PackReadingService,
    PacksRepository,
    PacksService,
  ],
})
export class PacksModule {
  constructor(
    subjects: HistorySubjects,
    packs: PacksRepository,
    commentaries: PackCommentariesRepository,
    waiting: WaitingDecisions,
    packWaiting: PackWaiting,
    meetingSections: MeetingSections,
    meetingPack: MeetingPackSection,
    meetingPapers: MeetingPapers,
    packLinks: MeetingPackLinks,
    actionSections: ActionSections,
    explanation: ExplanationSection,
    homeSections: HomeSections,
    wanted: ExplanationsWantedSection,
    latest: LatestPackSection,
  ) {
    subjects.add(historyOfPacks(packs, commentaries));
    waiting.add(packWaiting);
    meetingSections.add(meetingPack);
    meetingPapers.comeFrom(packLinks);
    actionSections.add(explanation);
    homeSections.add(wanted);
    homeSections.add(latest);
  }
}
