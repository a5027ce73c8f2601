import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { historyOfRecommendations } from './recommendations.history.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { Recommendation } from './recommendation.entity.js';
import { RecommendationsApi } from './recommendations.api.js';
import { RecommendationSections } from './recommendation-sections.js';
import { RecommendationsController } from './recommendations.controller.js';
import { recommendationPaths } from './recommendations.paths.js';
import { RecommendationsRepository } from './recommendations.repository.js';
import { RecommendationsService } from './recommendations.service.js';
import { WorkstreamsApi } from './workstreams.api.js';

@Module({
  imports: [HistoryModule, DocumentsModule, TypeOrmModule.forFeature([Recommendation])],
  controllers: [RecommendationsController, RecommendationsApi, WorkstreamsApi],
  providers: [RecommendationSections, RecommendationsRepository, RecommendationsService],
  exports: [RecommendationSections, RecommendationsRepository, RecommendationsService],
})
export class RecommendationsModule {
  constructor(navigation: Navigation, subjects: HistorySubjects, recommendations: RecommendationsRepository) {
    navigation.add({
      text: 'Recommendations',
      href: recommendationPaths.list(),
      permission: 'plan.read',
      order: 30,
    });
    subjects.add(historyOfRecommendations(recommendations));
  }
}
