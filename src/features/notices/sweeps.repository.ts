import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';

export interface SweepCounts {
  readonly rated: number;
  /** Notices that were new and wait to be sent. */
  readonly written: number;
  readonly cancelled: number;
  readonly superseded: number;
}

/** Which mornings were swept. */
@Injectable()
export class SweepsRepository {
  /**
   * Writes that the morning is done; a repeated sweep adds what it found. Gives the digests that wait to be sent, written
   * by this sweep or left by an earlier one.
   */
  async done(
    tx: Tx,
    day: LocalDate,
    isWorkingDay: boolean,
    counts: SweepCounts,
    startedAt: Date,
    finishedAt: Date,
  ): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `with done as (
       insert into sweeps (authority_id, day, state, working_day, started_at, finished_at, rated, written, cancelled,
                           superseded)
       values ($1, $2, 'done', $3, $4, $5, $6, $7, $8, $9)
       on conflict (authority_id, day) do update
         set state = 'done', working_day = excluded.working_day, finished_at = excluded.finished_at,
             rated = sweeps.rated + excluded.rated, written = sweeps.written + excluded.written,
             cancelled = sweeps.cancelled + excluded.cancelled, superseded = sweeps.superseded + excluded.superseded)
       select id from digests where authority_id = $1 and state = 'waiting' order by created_at, id`,
      [
        tx.authorityId,
        day,
        isWorkingDay,
        startedAt,
        finishedAt,
        counts.rated,
        counts.written,
        counts.cancelled,
        counts.superseded,
      ],
    );
    return rows.map(({ id }) => id);
  }
}
