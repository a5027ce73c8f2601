import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '../documents/documents.module.js';
import { Finding } from './finding.entity.js';
import { FindingsApi } from './findings.api.js';
import { FindingsController } from './findings.controller.js';
import { FindingsRepository } from './findings.repository.js';
import { FindingsService } from './findings.service.js';

@Module({
  imports: [DocumentsModule, TypeOrmModule.forFeature([Finding])],
  controllers: [FindingsController, FindingsApi],
  providers: [FindingsRepository, FindingsService],
  exports: [FindingsRepository, FindingsService],
})
export class FindingsModule {}
