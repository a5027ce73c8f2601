import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';

/** How far back a review can look. */
@Injectable()
export class ReviewRepository {
  /** The first day at whose end there was a plan here; null: there never was one. */
  async firstDay(tx: Tx): Promise<LocalDate | null> {
    const row = await tx.row<{ day: LocalDate | null }>(
      `select (min(v.valid_from) at time zone 'Europe/London')::date::text as day
         from versions v where v.authority_id = $1 and v.entity = 'plans'`,
      [tx.authorityId],
    );
    return row?.day ?? null;
  }
}
