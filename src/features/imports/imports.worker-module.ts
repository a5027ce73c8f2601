import { Module } from '@nestjs/common';
import { ChildProcessReader } from './child-process-reader.js';
import { ImportsModule } from './imports.module.js';
import { ReadingProcessor } from './reading.processor.js';

/** What the worker adds: reading. */
@Module({
  imports: [ImportsModule],
  providers: [ReadingProcessor, { provide: ChildProcessReader, useFactory: () => new ChildProcessReader() }],
  exports: [ImportsModule],
})
export class ImportsWorkerModule {}
