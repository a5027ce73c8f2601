import { OnWorkerEvent, Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { JobProcessor, workerOptions } from '../../../platform/queues/job-processor.js';
import { type PaperJob, PapersMaking } from './papers-making.service.js';

/** Writes long papers in the worker. */
@Processor('papers', workerOptions('papers'))
export class PapersProcessor extends JobProcessor {
  constructor(private readonly making: PapersMaking) {
    super();
  }

  async process(job: Job<PaperJob>): Promise<void> {
    await this.making.make(job.data);
  }

  @OnWorkerEvent('failed')
  override jobFailed(job: Job<PaperJob> | undefined, error: Error): void {
    super.jobFailed(job, error);
    if (job === undefined || job.attemptsMade < (job.opts.attempts ?? 1)) return;
    this.making
      .giveUp(job.data)
      .catch((cause: unknown) => this.logger.error(`${job.id} stays waiting: ${String(cause)}`));
  }
}
