import { Injectable } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import { Refused } from '../../web/errors/refusals.js';
import { AuthorityDays } from './authority-days.service.js';

/** Reads an authority's data as it is now, or as it was committed at the end of a day. */
@Injectable()
export class PastReading {
  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
  ) {}

  /** `asAt` null or today: now. Refuses a day that has not come. Nothing can be changed while the past is read. */
  async within<T>(
    authorityId: string,
    actor: Actor,
    asAt: LocalDate | null,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    if (asAt === null) return this.database.forAuthority(authorityId, actor, work);
    const today = await this.database.forAuthority(authorityId, actor, (tx) => this.days.today(tx));
    if (asAt > today) {
      const message = `The day to look at must be today, ${formatLongDate(today)}, or earlier`;
      throw new Refused('as_at_not_come', message, [{ field: 'asAt', message }]);
    }
    return this.database.forAuthority(authorityId, actor, work, asAt === today ? null : asAt);
  }
}
