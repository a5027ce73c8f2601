import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { Recommendation } from './recommendation.entity.js';
import { RecommendationsApi } from './recommendations.api.js';
import { RecommendationsController } from './recommendations.controller.js';
import { recommendationPaths } from './recommendations.paths.js';
import { RecommendationsRepository } from './recommendations.repository.js';
import { RecommendationsService } from './recommendations.service.js';

@Module({
  imports: [DocumentsModule, TypeOrmModule.forFeature([Recommendation])],
  controllers: [RecommendationsController, RecommendationsApi],
  providers: [RecommendationsRepository, RecommendationsService],
  exports: [RecommendationsRepository, RecommendationsService],
})
export class RecommendationsModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Recommendations',
      href: recommendationPaths.list(),
      permission: 'plan.read',
      order: 30,
    });
  }
}
