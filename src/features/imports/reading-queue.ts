import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobQueues } from '../../platform/queues/job-queues.js';

export interface ReadingJob {
  readonly authorityId: string;
  readonly documentId: string;
}

/** What a document waits before it is thought to have been forgotten. */
const FORGOTTEN_AFTER = '2 minutes';

/** Puts documents on the way to being read. */
@Injectable()
export class ReadingQueue {
  constructor(
    private readonly queues: JobQueues,
    private readonly dataSource: DataSource,
  ) {}

  /** Asks the worker to read a document; asking again while it waits does nothing. */
  async ask(job: ReadingJob): Promise<void> {
    await this.queues.add('reading', { name: 'read', data: job, id: `reading-${job.documentId}` });
  }

  /**
   * For the worker's housekeeping, every few minutes: asks again for every document of any authority that still
   * waits after two minutes, because the queue was away or the process was killed. Gives back how many.
   */
  async requeueLeftReading(): Promise<number> {
    const left: { authority_id: string; id: string }[] = await this.dataSource.query(
      'select authority_id, id from documents_left($1::interval)',
      [FORGOTTEN_AFTER],
    );
    for (const { authority_id, id } of left) await this.ask({ authorityId: authority_id, documentId: id });
    return left.length;
  }
}
