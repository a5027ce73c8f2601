import { Module } from '@nestjs/common';
import { DigestMail } from './digest-mail.js';
import { DigestNoticesRepository } from './digest-notices.repository.js';
import { DigestSender } from './digest.sender.js';
import { DigestWriter } from './digest.writer.js';
import { PostOffice } from './post-office.js';
import { LadderModule } from './ladder.module.js';
import { SweepNow } from './sweep-now.js';

/** Sweeping and sending, for the worker and the command line. Needs `MailModule` from the root. */
@Module({
  imports: [LadderModule],
  providers: [DigestMail, DigestNoticesRepository, DigestWriter, DigestSender, PostOffice, SweepNow],
  exports: [LadderModule, DigestSender, SweepNow],
})
export class SendingModule {}
