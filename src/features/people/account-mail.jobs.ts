import { Injectable } from '@nestjs/common';
import { JobQueues } from '../../platform/queues/job-queues.js';

export const ACCOUNT_MAIL_JOB = 'account-mail';

/** Puts a mail about an account on its way. The row in `account_mails` is the memory; a lost job is found there. */
@Injectable()
export class AccountMailJobs {
  constructor(private readonly queues: JobQueues) {}

  async send(mailId: string): Promise<void> {
    await this.queues.add('mail', { name: ACCOUNT_MAIL_JOB, data: { mailId }, id: `account-${mailId}` });
  }
}
