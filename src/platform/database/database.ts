import { Inject, Injectable } from '@nestjs/common';
import { escapeLiteral, type PoolClient } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AS_AT_SCHEMA } from './as-at.js';
import type { Actor } from './doors.js';
import { StatementNames } from './statement-names.js';

/** What a service works with inside one authority: one transaction, one authority, one named actor. */
export interface Tx {
  readonly manager: EntityManager;
  readonly authorityId: string;
  readonly actor: Actor;
  /** The day at whose end everything is read, Europe/London; null: now. Nothing can be changed in the past. */
  readonly asAt: LocalDate | null;
  /** Runs SQL and gives back the rows. */
  rows<T>(sql: string, parameters?: unknown[]): Promise<T[]>;
  /** Runs SQL that answers one row at most. */
  row<T>(sql: string, parameters?: unknown[]): Promise<T | null>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The door of an authority. Nothing inside `work` can see or touch another authority's rows: row-level security of
 * PostgreSQL holds it, under a role that cannot bypass it.
 */
@Injectable()
export class Database {
  private readonly names = new StatementNames();

  constructor(
    @Inject(DataSource) readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction for one authority in the name of one actor, and commits. Anything thrown rolls
   * back and is thrown on. Refuses an authority that is no uuid before it asks the database. With `asAt` every table
   * with a history is read as it was at the end of that day. `alone` names a kind of work of which an authority has one
   * at a time: the others wait here, before they have read anything.
   */
  async forAuthority<T>(
    authorityId: string,
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    asAt: LocalDate | null = null,
    alone: string | null = null,
  ): Promise<T> {
    if (!uuid.test(authorityId)) throw new Error('forAuthority needs the id of an authority');
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    try {
      await client.query(this.beginning(authorityId, actor, asAt, alone));
      setActive(runner, true);
      const rows = async <R>(sql: string, parameters: unknown[] = []): Promise<R[]> =>
        (await client.query({ name: this.names.of(sql), text: sql, values: parameters })).rows as R[];
      const answer = await work({
        manager: runner.manager,
        authorityId,
        actor,
        asAt,
        rows,
        row: async <R>(sql: string, parameters?: unknown[]) => (await rows<R>(sql, parameters))[0] ?? null,
      });
      const { command } = await client.query('commit');
      setActive(runner, false);
      // A statement failed and somebody caught it: PostgreSQL has thrown everything away and says so only here.
      if (command !== 'COMMIT')
        throw new Error('The transaction had failed before its end: nothing was saved');
      return answer;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      setActive(runner, false);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The transaction and who asks in one message to the server: every list is one way shorter for it. */
  private beginning(authorityId: string, actor: Actor, asAt: LocalDate | null, alone: string | null): string {
    const settings = {
      'app.authority': authorityId,
      'app.actor': actor.id ? `${actor.kind}:${actor.id}` : actor.kind,
      'app.pretended_moment': this.clock.pretended()?.toISOString() ?? '',
    };
    const set = Object.entries(settings).map(
      ([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`,
    );
    const lock =
      alone === null
        ? ''
        : `; select pg_advisory_xact_lock(hashtextextended(${escapeLiteral(`${alone} ${authorityId}`)}, 0))`;
    if (asAt === null) return `start transaction; select ${set.join(', ')}${lock}`;
    const end = `((${escapeLiteral(asAt)}::date + 1)::timestamp at time zone 'Europe/London')::text`;
    set.push(`set_config('app.as_at', ${end}, true)`);
    set.push(`set_config('search_path', '${AS_AT_SCHEMA}, public', true)`);
    return `start transaction read only; select ${set.join(', ')}`;
  }
}

/** TypeORM asks its runner whether it is in a transaction before it locks or saves. */
function setActive(runner: QueryRunner, isActive: boolean): void {
  Object.assign(runner, { isTransactionActive: isActive });
}
