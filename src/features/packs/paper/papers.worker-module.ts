import { Module } from '@nestjs/common';
import { PapersModule } from './papers.module.js';
import { PapersProcessor } from './papers.processor.js';

/** What the worker adds: writing long papers. */
@Module({ imports: [PapersModule], providers: [PapersProcessor], exports: [PapersModule] })
export class PapersWorkerModule {}
