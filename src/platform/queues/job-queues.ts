import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue, type JobsOptions } from 'bullmq';
import { QUEUE_RULES, type QueueName } from './queue-rules.js';
import type { QueueStore } from './queue-store.js';

export const QUEUE_STORE = Symbol('the store of the queues');

/** A job: which handler, and the ids it works on. */
export interface Job<Data extends object = object> {
  readonly name: string;
  readonly data: Data;
  /** While a job of this id waits or is being worked on, adding it again does nothing. No colon in it. */
  readonly id: string;
}

/** A schedule: a cron pattern by the clock of Europe/London, or every so many milliseconds. */
export type Schedule = { readonly pattern: string } | { readonly everyMs: number };

const ANSWER_WITHIN_MS = 5000;

/** Puts jobs on the queues. Any process may; only the worker takes them off. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly logger = new Logger('Queues');
  private complaint = { of: '', at: 0 };
  private readonly queues: Readonly<Record<QueueName, Queue>>;

  constructor(
    @InjectQueue('reading') reading: Queue,
    @InjectQueue('mail') mail: Queue,
    @InjectQueue('sweeps') sweeps: Queue,
    @InjectQueue('papers') papers: Queue,
    @Inject(QUEUE_STORE) private readonly store: QueueStore,
  ) {
    this.queues = { reading, mail, sweeps, papers };
    for (const queue of Object.values(this.queues)) {
      queue.on('error', (error) => this.complain(error.message));
    }
  }

  /**
   * Adds one job. False when the store does not answer: that is logged, not thrown, because what is to be done
   * stands in its table and the worker looks there for what no job was made for.
   */
  add(queue: QueueName, job: Job): Promise<boolean> {
    return this.addAll(queue, [job]);
  }

  /** Adds many at once; true when all of them lie on the queue. */
  async addAll(queue: QueueName, jobs: readonly Job[]): Promise<boolean> {
    for (const job of jobs) {
      if (job.id === '' || job.id.includes(':')) throw new Error(`No job may have the id "${job.id}"`);
    }
    if (jobs.length === 0) return true;
    try {
      await withinTime(
        this.queues[queue].addBulk(
          jobs.map((job) => ({
            name: job.name,
            data: job.data,
            opts: { ...jobOptions(queue), jobId: job.id },
          })),
        ),
      );
      return true;
    } catch (error) {
      this.logger.warn(
        `${jobs.length} job(s) left to be picked up, ${queue} did not take them: ${said(error)}`,
      );
      return false;
    }
  }

  /** Sets a schedule, or changes it to this; repeating it does no harm. */
  async schedule(queue: QueueName, id: string, when: Schedule, job: Omit<Job, 'id'>): Promise<void> {
    await this.queues[queue].upsertJobScheduler(
      id,
      'pattern' in when ? { pattern: when.pattern, tz: 'Europe/London' } : { every: when.everyMs },
      { name: job.name, data: job.data, opts: jobOptions(queue) },
    );
  }

  /** Throws when the store does not answer in time: for the health check. */
  async ready(): Promise<void> {
    await withinTime(this.store.ping());
  }

  /** How many jobs of a queue wait, are being worked on, or are waiting to be tried again. */
  async counts(queue: QueueName): Promise<Record<'waiting' | 'active' | 'delayed', number>> {
    const counts = await this.queues[queue].getJobCounts('waiting', 'active', 'delayed');
    return { waiting: counts.waiting ?? 0, active: counts.active ?? 0, delayed: counts.delayed ?? 0 };
  }

  /** A store that is away says so many times a second, for each queue: once a minute is enough. */
  private complain(of: string): void {
    if (of === this.complaint.of && Date.now() < this.complaint.at + 60_000) return;
    this.complaint = { of, at: Date.now() };
    this.logger.error(`The store of the queues does not answer: ${of}`);
  }

  /** Last of all, when every worker of this process has closed. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.queues).map((queue) => queue.close()));
    await this.store.close();
  }
}

function jobOptions(queue: QueueName): JobsOptions {
  return {
    attempts: QUEUE_RULES[queue].attempts,
    backoff: { type: 'growing' },
    removeOnComplete: true,
    removeOnFail: true,
  };
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
