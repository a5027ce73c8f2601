import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { JobProcessor, workerOptions } from '../../platform/queues/job-processor.js';
import { ACCOUNT_MAIL_JOB } from '../people/account-mail.jobs.js';
import { AccountMailSender } from './account-mail.sender.js';
import { DIGESTS_JOB, type DigestsJob } from './digest.jobs.js';
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
      case DIGESTS_JOB:
        return this.sendDigests(job.data as DigestsJob);
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

  /** Those that could not go now fail the job: when it comes again, only they still wait. */
  private async sendDigests({ authorityId, digestIds }: DigestsJob): Promise<void> {
    const later: string[] = [];
    for (const [digestId, { outcome, why, error }] of await this.digests.sendAll(authorityId, digestIds)) {
      if (error) this.logger.error(`Digest ${digestId} was not sent: ${error.message}`);
      if (outcome === 'failed') this.logger.warn(`Digest ${digestId} was refused: ${why}`);
      if (outcome === 'later') later.push(why ?? '');
    }
    if (later.length > 0) throw new Error(`Not now, ${later.length} of ${digestIds.length}: ${later[0]}`);
  }
}
