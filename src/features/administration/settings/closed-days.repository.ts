import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';

export interface ClosedDay {
  readonly id: string;
  readonly day: LocalDate;
  readonly name: string;
  readonly isWithdrawn: boolean;
}

/** The days on which the authority is closed beside the bank holidays, and bank holidays it added. */
@Injectable()
export class ClosedDaysRepository {
  /** From that day on, the next first; those withdrawn too when asked for. */
  days(tx: Tx, from: LocalDate, withWithdrawn: boolean): Promise<ClosedDay[]> {
    return tx.rows<ClosedDay>(
      `select id, day::text as day, name, withdrawn_at is not null as "isWithdrawn" from closed_days
        where authority_id = $1 and day >= $2 and ($3 or withdrawn_at is null) order by day, id limit 400`,
      [tx.authorityId, from, withWithdrawn],
    );
  }

  /** Nothing when the day is closed already. */
  async add(tx: Tx, days: readonly LocalDate[], name: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `insert into closed_days (authority_id, day, name)
       select $1, day, $3 from unnest($2::date[]) as day on conflict do nothing returning id`,
      [tx.authorityId, days, name],
    );
    return rows.map(({ id }) => id);
  }

  /** Gives whether there was such a day. */
  async withdraw(tx: Tx, id: string, at: Date): Promise<boolean> {
    const row = await tx.row(
      `update closed_days set withdrawn_at = $3
        where authority_id = $1 and id = $2 and withdrawn_at is null returning id`,
      [tx.authorityId, id, at],
    );
    return row !== null;
  }

  /** Who is to be told what is decided anew, with the days of now. */
  async tellAnew(tx: Tx, today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions set next_notice_on = $2 where authority_id = $1 and next_notice_on is not null`,
      [tx.authorityId, today],
    );
  }
}
