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
  /** Held until the end of the transaction: one sweep of an authority at a time, however many start at one moment. */
  async hold(tx: Tx): Promise<void> {
    await tx.rows(`select pg_advisory_xact_lock(hashtextextended('sweep ' || $1, 0))`, [tx.authorityId]);
  }

  /** The last morning swept, and whether the authority is demonstration data. */
  async last(tx: Tx): Promise<{ day: LocalDate | null; isDemonstration: boolean }> {
    const row = await tx.row<{ day: LocalDate | null; isDemonstration: boolean }>(
      `select (select max(day)::text from sweeps where authority_id = $1) as day,
              is_demonstration as "isDemonstration" from authorities where id = $1`,
      [tx.authorityId],
    );
    if (row === null) throw new Error('This authority does not exist');
    return row;
  }

  /** Writes that the morning is done; a repeated sweep adds what it found. */
  async done(
    tx: Tx,
    day: LocalDate,
    isWorkingDay: boolean,
    counts: SweepCounts,
    startedAt: Date,
    finishedAt: Date,
  ): Promise<void> {
    await tx.rows(
      `insert into sweeps (authority_id, day, state, working_day, started_at, finished_at, rated, written, cancelled,
                           superseded)
       values ($1, $2, 'done', $3, $4, $5, $6, $7, $8, $9)
       on conflict (authority_id, day) do update
         set state = 'done', working_day = excluded.working_day, finished_at = excluded.finished_at,
             rated = sweeps.rated + excluded.rated, written = sweeps.written + excluded.written,
             cancelled = sweeps.cancelled + excluded.cancelled, superseded = sweeps.superseded + excluded.superseded`,
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
  }
}
