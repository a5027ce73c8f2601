import { Module } from '@nestjs/common';
import { ImportsModule } from './imports.module.js';
import { ReadingProcessor } from './reading.processor.js';

/** What the worker adds: reading. */
@Module({
  imports: [ImportsModule],
  providers: [ReadingProcessor],
  exports: [ImportsModule],
})
export class ImportsWorkerModule {}
