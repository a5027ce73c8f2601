import { Injectable } from '@nestjs/common';
import { JobQueues } from '../../platform/queues/job-queues.js';

export const DIGEST_JOB = 'digest';

export interface DigestJob {
  readonly authorityId: string;
  readonly digestId: string;
}

/** Puts digests on their way. The table is the memory: one that no job was made for is found there. */
@Injectable()
export class DigestJobs {
  constructor(private readonly queues: JobQueues) {}

  async send(digests: readonly DigestJob[]): Promise<void> {
    await this.queues.addAll(
      'mail',
      digests.map((data) => ({ name: DIGEST_JOB, data, id: `digest-${data.digestId}` })),
    );
  }
}
