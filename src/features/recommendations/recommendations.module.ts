import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '../documents/documents.module.js';
import { Recommendation } from './recommendation.entity.js';
import { RecommendationsRepository } from './recommendations.repository.js';
import { RecommendationsService } from './recommendations.service.js';

@Module({
  imports: [DocumentsModule, TypeOrmModule.forFeature([Recommendation])],
  providers: [RecommendationsRepository, RecommendationsService],
  exports: [RecommendationsRepository, RecommendationsService],
})
export class RecommendationsModule {}
