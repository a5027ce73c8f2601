import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JobQueues } from '../../platform/queues/job-queues.js';
import { WRITTEN_TOGETHER } from './digest.sender.js';

export const DIGESTS_JOB = 'digests';

export interface WaitingDigest {
  readonly authorityId: string;
  readonly digestId: string;
}

/** As many of one authority as are written together. */
export interface DigestsJob {
  readonly authorityId: string;
  readonly digestIds: readonly string[];
}

/** Puts digests on their way. The table is the memory: one that no job was made for is found there. */
@Injectable()
export class DigestJobs {
  constructor(private readonly queues: JobQueues) {}

  async send(digests: readonly WaitingDigest[]): Promise<void> {
    await this.queues.addAll(
      'mail',
      batches(digests).map((data) => ({ name: DIGESTS_JOB, data, id: idOf(data) })),
    );
  }
}

function batches(digests: readonly WaitingDigest[]): DigestsJob[] {
  const ofAuthority = new Map<string, string[]>();
  for (const { authorityId, digestId } of digests) {
    const ids = ofAuthority.get(authorityId);
    if (ids) ids.push(digestId);
    else ofAuthority.set(authorityId, [digestId]);
  }
  const jobs: DigestsJob[] = [];
  for (const [authorityId, ids] of ofAuthority) {
    for (let from = 0; from < ids.length; from += WRITTEN_TOGETHER) {
      jobs.push({ authorityId, digestIds: ids.slice(from, from + WRITTEN_TOGETHER) });
    }
  }
  return jobs;
}

/** The same digests give the same id, so a round that finds them again adds nothing while their job is there. */
function idOf({ digestIds }: DigestsJob): string {
  return `digests-${createHash('sha256').update(digestIds.join()).digest('hex').slice(0, 32)}`;
}
