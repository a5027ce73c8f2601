import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentPage } from './document-page.entity.js';
import { Document } from './document.entity.js';
import { DocumentHolds } from './document-holds.js';
import { DocumentsApi } from './documents.api.js';
import { DocumentsController } from './documents.controller.js';
import { documentPaths } from './documents.paths.js';
import { DocumentsRepository } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { PublicationController } from './publication.controller.js';
import { PublicationService } from './publication.service.js';
import { PlanDueNotes } from './plan-due-notes.service.js';
import { Judgement } from './judgement.entity.js';

@Module({
  imports: [AuthoritiesModule, TypeOrmModule.forFeature([Document, DocumentPage, Judgement])],
  controllers: [DocumentsController, PublicationController, DocumentsApi],
  providers: [DocumentHolds, DocumentsRepository, DocumentsService, PlanDueNotes, PublicationService],
  exports: [DocumentHolds, DocumentsRepository, DocumentsService, PlanDueNotes, PublicationService],
})
export class DocumentsModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Documents',
      href: documentPaths.list(),
      permission: 'documents.read',
      order: 50,
    });
  }
}
