import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { JobProcessor, workerOptions } from '../../platform/queues/job-processor.js';
import { ACCOUNT_MAIL_JOB } from '../people/account-mail.jobs.js';
import { AccountMailSender } from './account-mail.sender.js';
import { DIGEST_JOB, type DigestJob } from './digest.jobs.js';
import { DigestSender } from './digest.sender.js';

/** Everything that goes out by mail. A mail server that is not there fails the job, and it is tried again later. */
@Processor('mail', workerOptions('mail'))
export class MailProcessor extends JobProcessor {
  constructor(
    private readonly digests: DigestSender,
    private readonly accounts: AccountMailSender,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    switch (job.name) {
      case DIGEST_JOB: {
        const { authorityId, digestId } = job.data as DigestJob;
        const { outcome, why } = await this.digests.send(authorityId, digestId);
        if (outcome === 'later') throw new Error(`Not now: ${why}`);
        if (outcome === 'failed') this.logger.warn(`Digest ${digestId} was refused: ${why}`);
        return;
      }
      case ACCOUNT_MAIL_JOB: {
        const { mailId } = job.data as { mailId: string };
        const isLastTry = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
        await this.accounts.send(mailId, isLastTry);
        return;
      }
      default:
        throw new Error(`Nobody knows how to do ${job.name}`);
    }
  }
}
