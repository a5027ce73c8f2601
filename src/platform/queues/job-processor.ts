import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Job, WorkerOptions } from 'bullmq';
import { QUEUE_RULES, retryDelay, type QueueName } from './queue-rules.js';

/** Shorter times than the rules give, for tests that cannot wait. */
export interface Hurry {
  readonly firstRetryMs?: number;
  readonly lockMs?: number;
  readonly lookForDeadMs?: number;
}

/** For `@Processor('mail', workerOptions('mail'))`: everything about attempts, delays and locks in one place. */
export function workerOptions(queue: QueueName, hurry: Hurry = {}): Omit<WorkerOptions, 'connection'> {
  const rule = QUEUE_RULES[queue];
  return {
    concurrency: rule.concurrency,
    lockDuration: hurry.lockMs ?? rule.lockMs,
    stalledInterval: hurry.lookForDeadMs ?? rule.lookForDeadMs,
    // A worker killed in the middle of a job is no fault of the job.
    maxStalledCount: 10,
    settings: { backoffStrategy: (failures: number) => retryDelay(queue, failures, hurry.firstRetryMs) },
  };
}

/**
 * What every handler of a queue extends: `process(job)` throws to fail, and the job is tried again later. On
 * shutdown the job at hand is finished before the database and the queue are let go.
 */
export abstract class JobProcessor extends WorkerHost implements BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.close();
  }

  @OnWorkerEvent('failed')
  jobFailed(job: Job | undefined, error: Error): void {
    const last = job !== undefined && job.attemptsMade >= (job.opts.attempts ?? 1);
    const what = `${job?.name ?? 'A job'} ${job?.id ?? ''} failed, attempt ${job?.attemptsMade ?? '?'}`;
    if (last) this.logger.error(`${what}, the last: ${error.message}`);
    else this.logger.warn(`${what}: ${error.message}`);
  }

  @OnWorkerEvent('error')
  workerFailed(error: Error): void {
    this.logger.error(`The queue cannot be worked: ${error.message}`);
  }
}
