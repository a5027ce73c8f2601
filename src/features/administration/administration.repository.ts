import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

export interface AccountCounts {
  open: number;
  closed: number;
  undelivered: number;
}

@Injectable()
export class AdministrationRepository {
  /** Accounts by state, and those whose last account mail was not delivered: as the list of people counts them. */
  async counts(tx: Tx): Promise<AccountCounts> {
    const row = await tx.row<AccountCounts>(
      `select count(*) filter (where p.closed_at is null)::int as open,
              count(*) filter (where p.closed_at is not null)::int as closed,
              count(*) filter (where m.state = 'failed')::int as undelivered
         from people p
         left join lateral (
           select a.state from account_mails a
            where a.authority_id = p.authority_id and a.login_id = p.login_id
            order by a.asked_at desc limit 1) m on true
        where p.authority_id = $1`,
      [tx.authorityId],
    );
    return row!;
  }
}
