import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { DocumentsService } from '../documents/documents.service.js';
import { historyOfDocuments } from './documents.history.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { FindingsModule } from '../findings/findings.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { AcceptanceController } from './acceptance.controller.js';
import { AcceptedDocument } from './accepted-document.service.js';
import { AddItemController } from './add-item.controller.js';
import { DocumentController } from './document.controller.js';
import { ImportsApi } from './imports.api.js';
import { ItemsController } from './items.controller.js';
import { ReviewController } from './review.controller.js';
import { UploadsController } from './uploads.controller.js';
import { AcceptanceService } from './acceptance.service.js';
import { DocumentFactsService } from './document-facts.service.js';
import { DocumentItem } from './document-item.entity.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import { ImportsService } from './imports.service.js';
import { ItemSurgery } from './item-surgery.service.js';
import { PlanEntries } from './plan-entries.js';
import { ReadingQueue } from './reading-queue.js';
import { ReadingService } from './reading.service.js';
import { ReviewService } from './review.service.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [
    HistoryModule,
    AuthoritiesModule,
    DocumentsModule,
    RecommendationsModule,
    FindingsModule,
    TypeOrmModule.forFeature([DocumentItem]),
  ],
  controllers: [
    UploadsController,
    DocumentController,
    ReviewController,
    ItemsController,
    AddItemController,
    AcceptanceController,
    ImportsApi,
  ],
  providers: [
    AcceptedDocument,
    DocumentItemsRepository,
    ReadingQueue,
    ReadingService,
    UploadsService,
    ReviewService,
    ItemSurgery,
    DocumentFactsService,
    PlanEntries,
    AcceptanceService,
    ImportsService,
  ],
  exports: [ImportsService, ReadingQueue, ReadingService],
})
export class ImportsModule {
  constructor(subjects: HistorySubjects, documents: DocumentsService, items: DocumentItemsRepository) {
    subjects.add(historyOfDocuments(documents, items));
  }
}
