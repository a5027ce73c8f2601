import { Injectable } from '@nestjs/common';
import { SignInDoor } from '../../platform/database/sign-in.door.js';
import { AccountMailWriter } from '../people/account.mail.js';
import { PostOffice } from './post-office.js';

/** Mail about an account goes at once, in no digest: the link in it is made at this moment. */
@Injectable()
export class AccountMailSender {
  constructor(
    private readonly writer: AccountMailWriter,
    private readonly door: SignInDoor,
    private readonly post: PostOffice,
  ) {}

  /** Sends it if it waits. Throws when the mail server does not take it now, unless this was the last try. */
  async send(mailId: string, isLastTry: boolean): Promise<void> {
    const mail = await this.writer.write(mailId, this.post.baseUrl);
    if (mail === null) return;
    const messageId = this.post.mailer.messageIdOf(`account.${mailId}`);
    const outcome = await this.post.mailer.handOver({ ...mail, kind: 'account', messageId });
    if (outcome.state === 'accepted') {
      await this.door.mailDone(mailId, 'sent', messageId, null);
      return;
    }
    if (outcome.state === 'refused' || isLastTry) {
      await this.door.mailDone(mailId, 'failed', messageId, outcome.why);
      return;
    }
    throw new Error(`Not now: ${outcome.why}`);
  }
}
