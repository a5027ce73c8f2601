import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { SignInDoor, type LinkPurpose } from '../../../platform/database/sign-in.door.js';
import { Refused } from '../../../web/errors/refusals.js';
import { hashOf } from '../../../web/sign-in/secrets.js';
import { AccountMailJobs } from '../account-mail.jobs.js';
import { AttemptLimit } from './attempt-limit.js';
import { hashPassword } from './password-hash.js';
import { passwordProblem } from './password-rules.js';
import { tooManyTries } from './sign-in.service.js';

const QUARTER = 15 * 60 * 1000;
/** Longer than any answer takes, so that the time does not tell whether a mail was written. */
const SAME_TIME_MS = 250;

/** Forgotten passwords and first ones: the link in a mail, and the password set with it. */
@Injectable()
export class PasswordsService {
  private readonly fromOneComputer = new AttemptLimit(20, QUARTER);

  constructor(
    private readonly door: SignInDoor,
    private readonly mails: AccountMailJobs,
    private readonly clock: Clock,
  ) {}

  /** Asks for a mail with a link. Tells nobody whether the address is known; one mail a minute at most. */
  async forgotten(email: string, from: string): Promise<void> {
    if (!this.fromOneComputer.take(from, this.clock.now())) throw tooManyTries();
    await Promise.all([this.askForMail(email), wait(SAME_TIME_MS)]);
  }

  private async askForMail(email: string): Promise<void> {
    const mailId = await this.door.askForMail(email, 'password');
    if (mailId !== null) await this.mails.send(mailId);
  }

  /** Whose link this is and what for; null when it was used, is too old, or never was. Uses nothing up. */
  async linkFor(token: string): Promise<{ email: string; purpose: LinkPurpose } | null> {
    return this.door.linkByHash(hashOf(token));
  }

  /**
   * Sets the password of the link's owner, uses up every link of theirs, ends their sessions and lifts a lock-out.
   * False when the link no longer works. Refuses `weak_password`.
   */
  async setByLink(token: string, password: string): Promise<boolean> {
    const link = await this.linkFor(token);
    if (link === null) return false;
    const problem = passwordProblem(password, link.email);
    if (problem !== null)
      throw new Refused('weak_password', problem, [{ field: 'password', message: problem }]);
    return (await this.door.setPasswordByLink(hashOf(token), await hashPassword(password))) !== null;
  }
}
