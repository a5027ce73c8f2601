import { Global, Module } from '@nestjs/common';
import { HistoryApi } from './history.api.js';
import { HistoryController } from './history.controller.js';
import { HistoryRepository } from './history.repository.js';
import { HistoryService } from './history.service.js';
import { HistorySubjects } from './history.subjects.js';

/** Global: every feature says what its history tells and shows it on its pages. */
@Global()
@Module({
  controllers: [HistoryApi, HistoryController],
  providers: [HistoryRepository, HistoryService, HistorySubjects],
  exports: [HistoryService, HistorySubjects],
})
export class HistoryModule {}
