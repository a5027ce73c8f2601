import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { type AccountMail, type LinkPurpose, SignInDoor } from '../../platform/database/sign-in.door.js';
import { Templates } from '../../platform/templates/templates.js';
import { newSecret } from '../../web/sign-in/secrets.js';
import { webPaths } from '../../web/web.paths.js';
import { peoplePaths } from './people.paths.js';

const HOUR = 60 * 60 * 1000;
/** How long a link works, counted from the moment its mail is made. */
export const LINK_HOURS: Record<LinkPurpose, number> = { invitation: 14 * 24, password: 1 };

export interface WrittenMail {
  to: string;
  subject: string;
  text: string;
}

/** The words of mail about an account. The link in it is made here, at sending, and only its hash is kept. */
@Injectable()
export class AccountMailWriter {
  constructor(
    private readonly door: SignInDoor,
    private readonly clock: Clock,
    private readonly templates: Templates,
  ) {}

  /**
   * The mail to hand over now, with this attempt counted; null when there is nothing to send any more. `baseUrl` is
   * where people reach the tracker, without a slash at its end.
   */
  async write(mailId: string, baseUrl: string): Promise<WrittenMail | null> {
    const mail = await this.door.mailById(mailId);
    if (mail === null || mail.state === 'sent') return null;
    const isKnown = mail.purpose === 'invitation' && mail.hasPassword;
    const link = isKnown ? `${baseUrl}${webPaths.signIn()}` : `${baseUrl}${await this.newLink(mail)}`;
    const where = mail.authorityName ?? 'the improvement plan tracker';
    const model = { where, link, email: mail.email, isKnown };
    return {
      to: mail.email,
      subject:
        mail.purpose === 'invitation'
          ? `Your account for the improvement plan of ${where}`
          : 'Set a new password',
      text: this.templates.render(`people/views/mail-${mail.purpose}.txt.njk`, model),
    };
  }

  private async newLink(mail: AccountMail): Promise<string> {
    const { token, hash } = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + LINK_HOURS[mail.purpose] * HOUR);
    await this.door.createLink(mail.loginId, mail.purpose, hash, expiresAt);
    return peoplePaths.setPassword(token);
  }
}
