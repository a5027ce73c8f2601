import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Membership } from '../../../platform/database/doors.js';
import { SignInDoor } from '../../../platform/database/sign-in.door.js';
import { NotFound, Refused } from '../../../web/errors/refusals.js';
import type { SignIn } from '../../../web/person.js';
import { newSecret } from '../../../web/sign-in/secrets.js';
import { AttemptLimit } from './attempt-limit.js';
import { isPassword } from './password-hash.js';

export const TRIES_ALLOWED = 5;
export const LOCKED_MINUTES = 15;
const SESSION_HOURS = 12;
const HOUR = 60 * 60 * 1000;

export interface StartedSession {
  token: string;
  expiresAt: Date;
  memberships: Membership[];
}

/** Signing in with a mail address and a password. Nothing it answers tells whether an address is known. */
@Injectable()
export class SignInService {
  private readonly fromOneComputer = new AttemptLimit(60, HOUR / 4);

  constructor(
    private readonly door: SignInDoor,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts a session of 12 hours. Five wrong tries in a row lock the address for 15 minutes, whether anybody has it
   * or not. Refuses: `wrong_sign_in`, `locked`, `too_many_tries`, and `account_closed` to somebody who gave the right
   * password but has no open account anywhere.
   */
  async signIn(email: string, password: string, from: string): Promise<StartedSession> {
    const moment = this.clock.now();
    if (!this.fromOneComputer.take(from, moment)) throw tooManyTries();
    const known = await this.door.tryToSignIn(email, moment, TRIES_ALLOWED, LOCKED_MINUTES);
    const isRight = await isPassword(known.passwordHash, password);
    if (known.lockedUntil !== null) throw locked(known.lockedUntil, moment);
    if (!isRight || known.loginId === null) {
      if (known.tries >= TRIES_ALLOWED) throw locked(minutesAfter(moment, LOCKED_MINUTES), moment);
      throw new Refused('wrong_sign_in', 'The email address or the password is not right', [
        { field: 'email', message: 'The email address or the password is not right' },
      ]);
    }
    await this.door.triesForgotten(email);
    this.fromOneComputer.giveBack(from);
    if (known.memberships.length === 0) {
      throw new Refused(
        'account_closed',
        'Your account is closed. An administrator of your authority can open it again',
      );
    }
    return this.start(known.loginId, known.memberships, moment);
  }

  /**
   * Goes on in another authority of the same person, in a new session that ends when the old one would have. Forms
   * still open from before belong to the old one: none of them can be sent into the wrong authority unseen.
   */
  async switchTo(signIn: SignIn, authorityId: string): Promise<StartedSession> {
    const old = await this.door.sessionByHash(signIn.hash);
    const isTheirs = old?.memberships.some((membership) => membership.authorityId === authorityId);
    if (!old || !isTheirs) throw new NotFound();
    const { token, hash } = newSecret();
    await this.door.startSession(old.loginId, hash, authorityId, old.expiresAt);
    await this.door.endSession(signIn.hash);
    return { token, expiresAt: old.expiresAt, memberships: old.memberships };
  }

  private async start(loginId: string, memberships: Membership[], moment: Date): Promise<StartedSession> {
    const { token, hash } = newSecret();
    const expiresAt = new Date(moment.getTime() + SESSION_HOURS * HOUR);
    const only = memberships.length === 1 ? memberships[0]!.authorityId : null;
    await this.door.startSession(loginId, hash, only, expiresAt);
    return { token, expiresAt, memberships };
  }
}

function minutesAfter(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}

function locked(until: Date, moment: Date): Refused {
  const minutes = Math.max(1, Math.ceil((until.getTime() - moment.getTime()) / 60_000));
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const message = `There were ${TRIES_ALLOWED} wrong tries for this email address, so it is locked. Try again in ${wait}, or ask for a new password`;
  return new Refused('locked', message, [{ field: 'email', message }]);
}

export function tooManyTries(): Refused {
  return new Refused(
    'too_many_tries',
    'There were too many tries from this computer or network. Try again in a quarter of an hour',
  );
}
