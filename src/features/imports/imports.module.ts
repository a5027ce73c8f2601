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
import { actionPaths } from '../actions/actions.paths.js';
import { DocumentHolds } from '../documents/document-holds.js';
import { PeopleModule } from '../people/people.module.js';
import { AcceptancePreviewService } from './acceptance-preview.service.js';
import { AcceptanceRepository } from './acceptance.repository.js';
import { DocumentChangesApi } from './document-changes.api.js';
import { FactsController } from './facts.controller.js';
import { ItemChanges } from './item-changes.service.js';
import { ReviewApi } from './review.api.js';
import { ReviewersRepository } from './reviewers.repository.js';
import { SplitController } from './split.controller.js';
import { UndoAcceptanceService } from './undo-acceptance.service.js';
import { WithdrawalController } from './withdrawal.controller.js';
import { WithdrawalService } from './withdrawal.service.js';
import { AcceptanceController } from './acceptance.controller.js';
import { PlanEntries } from './plan-entries.service.js';
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
import { ReadingQueue } from './reading-queue.js';
import { ReadingService } from './reading.service.js';
import { ReviewService } from './review.service.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [
    HistoryModule,
    AuthoritiesModule,
    PeopleModule,
    DocumentsModule,
    RecommendationsModule,
    FindingsModule,
    TypeOrmModule.forFeature([DocumentItem]),
  ],
  controllers: [
    UploadsController,
    DocumentController,
    ReviewController,
    FactsController,
    ItemsController,
    SplitController,
    AddItemController,
    AcceptanceController,
    WithdrawalController,
    ImportsApi,
    DocumentChangesApi,
    ReviewApi,
  ],
  providers: [
    AcceptedDocument,
    AcceptanceRepository,
    PlanEntries,
    DocumentItemsRepository,
    ReviewersRepository,
    ReadingQueue,
    ReadingService,
    UploadsService,
    ReviewService,
    ItemChanges,
    ItemSurgery,
    DocumentFactsService,
    AcceptanceService,
    AcceptancePreviewService,
    UndoAcceptanceService,
    WithdrawalService,
    ImportsService,
  ],
  exports: [ImportsService, ReadingQueue, ReadingService],
})
export class ImportsModule {
  constructor(
    subjects: HistorySubjects,
    documents: DocumentsService,
    items: DocumentItemsRepository,
    holds: DocumentHolds,
    acceptance: AcceptanceRepository,
  ) {
    subjects.add(historyOfDocuments(documents, items));
    holds.add(async (tx, documentId) => {
      const actions = await acceptance.actionsInTheWay(tx, documentId);
      return actions.map(({ id, reference, title }) => ({
        name: reference,
        text: `${reference} ${title}`,
        href: actionPaths.action(id),
      }));
    });
  }
}
