import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { BoardController } from './board.controller.js';
import { BoardRepository } from './board.repository.js';
import { BoardService } from './board.service.js';
import { DashboardApi } from './dashboard.api.js';

@Module({
  imports: [AuthoritiesModule, RecommendationsModule, ActionsModule],
  controllers: [BoardController, DashboardApi],
  providers: [BoardRepository, BoardService],
  exports: [BoardService],
})
export class PacksModule {}
