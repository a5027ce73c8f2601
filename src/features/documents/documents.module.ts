import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentPage } from './document-page.entity.js';
import { Document } from './document.entity.js';
import { DocumentsRepository } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { Judgement } from './judgement.entity.js';

@Module({
  imports: [AuthoritiesModule, TypeOrmModule.forFeature([Document, DocumentPage, Judgement])],
  providers: [DocumentsRepository, DocumentsService],
  exports: [DocumentsRepository, DocumentsService],
})
export class DocumentsModule {}
