import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

/** Logins and the mail about them, as far as one authority may reach: through functions, inside its transaction. */
@Injectable()
export class AccountsRepository {
  /** The login of a mail address, made where there is none. */
  async loginFor(tx: Tx, email: string): Promise<string> {
    const row = await tx.row<{ id: string }>('select login_for($1) as id', [email]);
    return row!.id;
  }

  async askForInvitation(tx: Tx, loginId: string): Promise<string> {
    const row = await tx.row<{ id: string }>('select account_mail_invite($1) as id', [loginId]);
    return row!.id;
  }

  async hasMailWaiting(tx: Tx, loginId: string): Promise<boolean> {
    const row = await tx.row(
      `select 1 from account_mails where authority_id = $1 and login_id = $2 and state = 'waiting' limit 1`,
      [tx.authorityId, loginId],
    );
    return row !== null;
  }

  /** Ends the sessions and tokens that a person has in this authority. */
  async endHere(tx: Tx, personId: string): Promise<void> {
    await tx.rows('select account_ends_here($1)', [personId]);
  }
}
