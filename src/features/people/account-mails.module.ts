import { Module } from '@nestjs/common';
import { AccountMailWriter } from './account.mail.js';

/** For the worker: the words of mail about accounts, without the pages. */
@Module({ providers: [AccountMailWriter], exports: [AccountMailWriter] })
export class AccountMailsModule {}
