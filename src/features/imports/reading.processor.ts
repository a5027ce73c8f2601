import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { JobProcessor, workerOptions } from '../../platform/queues/job-processor.js';
import { ChildProcessReader } from './child-process-reader.js';
import type { ReadingJob } from './reading-queue.js';
import { ReadingService } from './reading.service.js';

/** Reads documents in the worker, each in a process of its own. */
@Processor('reading', workerOptions('reading'))
export class ReadingProcessor extends JobProcessor {
  constructor(
    private readonly reading: ReadingService,
    private readonly reader: ChildProcessReader,
  ) {
    super();
  }

  async process(job: Job<ReadingJob>): Promise<void> {
    await this.reading.read(job.data.authorityId, job.data.documentId, this.reader);
  }
}
