import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DecisionsWanted } from '../meetings/decisions-wanted.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { WaitingDecisions } from '../meetings/waiting-decisions.js';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { OwnRecommendationsController } from './own-recommendations.controller.js';
import { OwnRecommendationsRepository } from './own-recommendations.repository.js';
import { OwnRecommendationsService } from './own-recommendations.service.js';
import { RaisedBeforeApi } from './raised-before.api.js';
import { RaisedBeforeComparison } from './raised-before-comparison.service.js';
import { RaisedBeforeController } from './raised-before.controller.js';
import { RaisedBefore } from './raised-before.entity.js';
import { RaisedBeforeRepository } from './raised-before.repository.js';
import { raisedBeforeSection } from './raised-before.section.js';
import { RaisedBeforeService } from './raised-before.service.js';
import { RecommendationSections } from './recommendation-sections.js';
import { Recommendation } from './recommendation.entity.js';
import { MetDecisions } from './met-decisions.js';
import { RecommendationChanges } from './recommendation-changes.js';
import { RecommendationEndings } from './recommendation-endings.service.js';
import { RecommendationLifeApi } from './recommendation-life.api.js';
import { RecommendationLifeController } from './recommendation-life.controller.js';
import { RecommendationLifeRepository } from './recommendation-life.repository.js';
import { RecommendationLifeSection } from './recommendation-life.section.js';
import { RecommendationLifeService } from './recommendation-life.service.js';
import { SentencesRepository } from './sentences.repository.js';
import { SentencesService } from './sentences.service.js';
import { WorkstreamsRepository } from './workstreams.repository.js';
import { RecommendationsApi } from './recommendations.api.js';
import { RecommendationsController } from './recommendations.controller.js';
import { historyOfRecommendations } from './recommendations.history.js';
import { recommendationPaths } from './recommendations.paths.js';
import { RecommendationsRepository } from './recommendations.repository.js';
import { RecommendationsService } from './recommendations.service.js';
import { WorkstreamsApi } from './workstreams.api.js';

const forOthers = [
  RaisedBeforeComparison,
  RaisedBeforeService,
  RecommendationChanges,
  RecommendationLifeRepository,
  RecommendationLifeService,
  RecommendationSections,
  SentencesRepository,
  SentencesService,
  WorkstreamsRepository,
  RecommendationsRepository,
  RecommendationsService,
];

@Module({
  imports: [
    AuthoritiesModule,
    HistoryModule,
    DocumentsModule,
    MeetingsModule,
    TypeOrmModule.forFeature([Recommendation, RaisedBefore]),
  ],
  controllers: [
    RaisedBeforeController,
    OwnRecommendationsController,
    RecommendationLifeController,
    RecommendationsController,
    RaisedBeforeApi,
    RecommendationLifeApi,
    RecommendationsApi,
    WorkstreamsApi,
  ],
  providers: [
    ...forOthers,
    RaisedBeforeRepository,
    OwnRecommendationsRepository,
    OwnRecommendationsService,
    RecommendationEndings,
    MetDecisions,
    RecommendationLifeSection,
  ],
  exports: forOthers,
})
export class RecommendationsModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    sections: RecommendationSections,
    recommendations: RecommendationsRepository,
    raised: RaisedBeforeService,
    links: RaisedBeforeRepository,
    lives: RecommendationLifeRepository,
    sentences: SentencesRepository,
    life: RecommendationLifeSection,
    met: MetDecisions,
    wanted: DecisionsWanted,
    waiting: WaitingDecisions,
  ) {
    navigation.add({
      text: 'Recommendations',
      href: recommendationPaths.list(),
      permission: 'plan.read',
      order: 30,
    });
    subjects.add(historyOfRecommendations(recommendations, links, lives, sentences));
    sections.add(life);
    sections.add(raisedBeforeSection(raised));
    wanted.add(met);
    waiting.add(met.forChair);
  }
}
