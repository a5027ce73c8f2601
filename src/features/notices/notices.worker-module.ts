import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.js';
import { PapersModule } from '../packs/paper/papers.module.js';
import { AccountMailJobs } from '../people/account-mail.jobs.js';
import { AccountMailsModule } from '../people/account-mails.module.js';
import { AccountMailSender } from './account-mail.sender.js';
import { DigestJobs } from './digest.jobs.js';
import { MailProcessor } from './mail.processor.js';
import { PostOffice } from './post-office.js';
import { LeftBehind, RoundsService } from './rounds.service.js';
import { SendingModule } from './sending.module.js';
import { SweepsProcessor } from './sweeps.processor.js';
import { WorkLeftRepository } from './work-left.repository.js';

/** What the worker adds: the mornings and the mail. */
@Module({
  imports: [SendingModule, ImportsModule, PapersModule, AccountMailsModule],
  providers: [
    MailProcessor,
    SweepsProcessor,
    RoundsService,
    LeftBehind,
    WorkLeftRepository,
    DigestJobs,
    AccountMailJobs,
    AccountMailSender,
    PostOffice,
  ],
})
export class NoticesWorkerModule {}
