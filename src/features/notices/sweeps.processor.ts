import { Processor } from '@nestjs/bullmq';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { JobProcessor, workerOptions } from '../../platform/queues/job-processor.js';
import { JobQueues } from '../../platform/queues/job-queues.js';
import { DigestJobs } from './digest.jobs.js';
import { RoundsService, type SweepJob, type TellJob } from './rounds.service.js';
import { SweepRefused } from './sweep-refused.js';

/** How often a worker goes round, in milliseconds. */
export const ROUNDS = { everyMs: 3 * 60 * 1000 };
const ROUND = { name: 'round', data: {} };

/** The mornings: schedules that wake the worker, and the jobs that do what is due. */
@Processor('sweeps', workerOptions('sweeps'))
export class SweepsProcessor extends JobProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rounds: RoundsService,
    private readonly queues: JobQueues,
    private readonly digests: DigestJobs,
  ) {
    super();
  }

  /** Not awaited: a queue that is away does not keep the worker from starting; the next time round it is asked again. */
  onApplicationBootstrap(): void {
    void this.wake();
    this.timer = setInterval(() => void this.wake(), ROUNDS.everyMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async process(job: Job): Promise<void> {
    switch (job.name) {
      case 'round':
        return this.rounds.goRound();
      case 'sweep':
        return this.sweep(job.data as SweepJob);
      case 'tell':
        return this.rounds.tell(job.data as TellJob, this.digests);
      default:
        throw new Error(`Nobody knows how to do ${job.name}`);
    }
  }

  private async sweep(job: SweepJob): Promise<void> {
    try {
      await this.rounds.sweep(job, this.digests);
    } catch (error) {
      // Somebody swept a later morning meanwhile: there is nothing left to do for this one.
      if (!(error instanceof SweepRefused)) throw error;
      this.logger.warn(`Passed over: ${error.message}`);
    }
  }

  /** Sets the schedules again, in case the store lost them, and goes round. */
  private async wake(): Promise<void> {
    try {
      await this.queues.schedule('sweeps', 'after-midnight', { pattern: '5 0 * * *' }, ROUND);
      await this.queues.schedule('sweeps', 'morning', { pattern: '30 7 * * *' }, ROUND);
      await this.queues.add('sweeps', { ...ROUND, id: 'round' });
    } catch (error) {
      this.logger.error(`The worker's round was not started: ${String(error)}`);
    }
  }
}
