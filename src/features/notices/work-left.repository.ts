import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { WaitingDigest } from './digest.jobs.js';

/** What the whole installation has left to do: ids only, so that each job then goes through its authority's door. */
@Injectable()
export class WorkLeftRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Authorities whose morning of that day, or of a later one, was not swept. */
  async authoritiesToSweep(today: LocalDate): Promise<string[]> {
    const rows: { authority_id: string }[] = await this.dataSource.query(
      'select authority_id from sweeps_left($1::date)',
      [today],
    );
    return rows.map(({ authority_id }) => authority_id);
  }

  /** Authorities with an action whose rating may have changed because a day has come: the others cost nothing. */
  async authoritiesToRate(today: LocalDate): Promise<string[]> {
    const rows: { authority_id: string }[] = await this.dataSource.query(
      'select authority_id from ratings_left($1::date)',
      [today],
    );
    return rows.map(({ authority_id }) => authority_id);
  }

  /** Digests that still wait ten minutes after they were written, or after their next try was due. */
  async digestsToSend(most: number): Promise<WaitingDigest[]> {
    const rows: { authority_id: string; id: string }[] = await this.dataSource.query(
      `select authority_id, id from digests_left('10 minutes', $1)`,
      [most],
    );
    return rows.map(({ authority_id, id }) => ({ authorityId: authority_id, digestId: id }));
  }
}
