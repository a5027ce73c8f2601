import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Membership } from './doors.js';

export interface SignedIn {
  loginId: string;
  email: string;
  /** The authority chosen for this session or token, null while none was. */
  authorityId: string | null;
  memberships: Membership[];
}

/** One try to sign in, counted before the password is looked at. */
export interface SignInTry {
  /** Null: no such address. */
  loginId: string | null;
  passwordHash: string | null;
  /** The how-manieth in a row this one is. */
  tries: number;
  /** Set: locked since before this try; then nothing else is told. */
  lockedUntil: Date | null;
  memberships: Membership[];
}

/**
 * The door to logins: looks up one login, session, token or link by its hash or mail address. The application's role
 * has no right on these tables; it can only call these functions. Hashes are SHA-256 of 32 random bytes.
 */
@Injectable()
export class SignInDoor {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Counts a try for an address, known or not; at the `allowed`th in a row it is locked. */
  async tryToSignIn(email: string, moment: Date, allowed: number, lockMinutes: number): Promise<SignInTry> {
    const row = await this.one<SignInTryRow>('select * from sign_in_try($1, $2, $3, $4::interval)', [
      email,
      moment,
      allowed,
      `${lockMinutes} minutes`,
    ]);
    if (row === null) throw new Error('sign_in_try answers one row');
    return {
      loginId: row.login_id,
      passwordHash: row.password_hash,
      tries: row.tries,
      lockedUntil: row.locked_until,
      memberships: row.memberships,
    };
  }

  /** Forgets the tries of an address, after the right password. */
  async triesForgotten(email: string): Promise<void> {
    await this.dataSource.query('select sign_in_done($1)', [email]);
  }

  async startSession(
    loginId: string,
    hash: Buffer,
    authorityId: string | null,
    expiresAt: Date,
  ): Promise<void> {
    await this.dataSource.query('select session_start($1, $2, $3, $4)', [
      loginId,
      hash,
      authorityId,
      expiresAt,
    ]);
  }

  async sessionByHash(hash: Buffer): Promise<(SignedIn & { sessionId: string; expiresAt: Date }) | null> {
    const row = await this.one<SessionRow>('select * from session_by_hash($1)', [hash]);
    return row && { ...signedIn(row), sessionId: row.session_id, expiresAt: row.expires_at };
  }

  async endSession(hash: Buffer): Promise<void> {
    await this.dataSource.query('select session_end($1)', [hash]);
  }

  async tokenByHash(hash: Buffer): Promise<(SignedIn & { tokenId: string }) | null> {
    const row = await this.one<TokenRow>('select * from token_by_hash($1)', [hash]);
    return row && { ...signedIn(row), tokenId: row.token_id };
  }

  async createLink(loginId: string, purpose: LinkPurpose, hash: Buffer, expiresAt: Date): Promise<void> {
    await this.dataSource.query('select link_create($1, $2, $3, $4)', [loginId, purpose, hash, expiresAt]);
  }

  async linkByHash(hash: Buffer): Promise<{ loginId: string; email: string; purpose: LinkPurpose } | null> {
    const row = await this.one<{ login_id: string; email: string; purpose: LinkPurpose }>(
      'select * from link_by_hash($1)',
      [hash],
    );
    return row && { loginId: row.login_id, email: row.email, purpose: row.purpose };
  }

  /** Sets the password and uses up the link; null when the link is spent, expired or unknown. */
  async setPasswordByLink(hash: Buffer, passwordHash: string): Promise<string | null> {
    const row = await this.one<{ login: string | null }>('select password_by_link($1, $2) login', [
      hash,
      passwordHash,
    ]);
    return row?.login ?? null;
  }

  /** Asks for a mail with a new link. Null when the address is unknown or one was asked for within the minute. */
  async askForMail(email: string, purpose: LinkPurpose): Promise<string | null> {
    const row = await this.one<{ id: string | null }>('select account_mail_ask($1, $2) id', [email, purpose]);
    return row?.id ?? null;
  }

  async mailsDue(most: number): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query('select account_mails_due($1) id', [most]);
    return rows.map((row) => row.id);
  }

  /** One account mail, with this attempt counted. */
  async mailById(id: string): Promise<AccountMail | null> {
    const row = await this.one<AccountMailRow>('select * from account_mail_by_id($1)', [id]);
    return (
      row && {
        loginId: row.login_id,
        email: row.email,
        purpose: row.purpose,
        state: row.state,
        authorityName: row.authority_name,
        attempts: row.attempts,
        askedAt: row.asked_at,
        hasPassword: row.has_password,
      }
    );
  }

  async mailDone(id: string, outcome: 'sent' | 'failed', messageId: string | null, why: string | null) {
    await this.dataSource.query('select account_mail_done($1, $2, $3, $4)', [id, outcome, messageId, why]);
  }

  /** The link by which an owner answers without signing in; null: there never was one with this hash. */
  async answerLinkByHash(hash: Buffer): Promise<AnswerLinkFound | null> {
    const row = await this.one<AnswerLinkRow>('select * from answer_link_by_hash($1)', [hash]);
    return (
      row && {
        linkId: row.link_id,
        authorityId: row.authority_id,
        authorityName: row.authority_name,
        owner: { id: row.owner_id, name: row.owner_name },
        sentTo: { id: row.sent_to_id, name: row.sent_to_name, address: row.sent_to },
        validUntil: row.valid_until,
        isUsed: row.used_at !== null,
        mayBeUsed: row.may_be_used,
        asked: row.asked,
      }
    );
  }

  private async one<T>(sql: string, parameters: unknown[]): Promise<T | null> {
    const rows: T[] = await this.dataSource.query(sql, parameters);
    return rows[0] ?? null;
  }
}

export type LinkPurpose = 'invitation' | 'password';

export interface AnswerLinkFound {
  linkId: string;
  authorityId: string;
  authorityName: string;
  /** Whose actions it asks about. */
  owner: { id: string; name: string };
  /** To whom the mail with it went: the owner or, during an absence, their deputy. */
  sentTo: { id: string; name: string; address: string };
  /** The last day on which it works. */
  validUntil: string;
  isUsed: boolean;
  /** False: an account of theirs was closed, or the plan turned such links off. */
  mayBeUsed: boolean;
  /** The actions and the day on which the window opened that asked about each. */
  asked: { actionId: string; opensOn: string }[];
}

export interface AccountMail {
  loginId: string;
  email: string;
  purpose: LinkPurpose;
  state: 'waiting' | 'sent' | 'failed';
  authorityName: string | null;
  attempts: number;
  askedAt: Date;
  /** Known from before, perhaps from another authority: signs in as ever. */
  hasPassword: boolean;
}

interface SignInTryRow {
  login_id: string | null;
  password_hash: string | null;
  tries: number;
  locked_until: Date | null;
  memberships: Membership[];
}
interface SignedInRow {
  login_id: string;
  email: string;
  authority_id: string | null;
  memberships: Membership[];
}
interface AnswerLinkRow {
  link_id: string;
  authority_id: string;
  authority_name: string;
  owner_id: string;
  owner_name: string;
  sent_to_id: string;
  sent_to_name: string;
  sent_to: string;
  valid_until: string;
  used_at: Date | null;
  may_be_used: boolean;
  asked: { actionId: string; opensOn: string }[];
}
interface SessionRow extends SignedInRow {
  session_id: string;
  expires_at: Date;
}
interface TokenRow extends SignedInRow {
  token_id: string;
}
interface AccountMailRow {
  login_id: string;
  email: string;
  purpose: LinkPurpose;
  state: AccountMail['state'];
  authority_name: string | null;
  attempts: number;
  asked_at: Date;
  has_password: boolean;
}

function signedIn(row: SignedInRow): SignedIn {
  return {
    loginId: row.login_id,
    email: row.email,
    authorityId: row.authority_id,
    memberships: row.memberships,
  };
}
