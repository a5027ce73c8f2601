import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { Actor } from './doors.js';

/** What a service works with inside one authority: one transaction, one authority, one named actor. */
export interface Tx {
  readonly manager: EntityManager;
  readonly authorityId: string;
  readonly actor: Actor;
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
  constructor(
    @Inject(DataSource) readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction for one authority in the name of one actor, and commits. Anything thrown rolls
   * back and is thrown on. Refuses an authority that is no uuid before it asks the database.
   */
  async forAuthority<T>(authorityId: string, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!uuid.test(authorityId)) throw new Error('forAuthority needs the id of an authority');
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(
        `select set_config('app.authority', $1, true), set_config('app.actor', $2, true),
                set_config('app.pretended_moment', $3, true)`,
        [
          authorityId,
          actor.id ? `${actor.kind}:${actor.id}` : actor.kind,
          this.clock.pretended()?.toISOString() ?? '',
        ],
      );
      const rows = async <R>(sql: string, parameters: unknown[] = []): Promise<R[]> =>
        rowsOf<R>(await runner.query(sql, parameters));
      const answer = await work({
        manager: runner.manager,
        authorityId,
        actor,
        rows,
        row: async <R>(sql: string, parameters?: unknown[]) => (await rows<R>(sql, parameters))[0] ?? null,
      });
      await runner.commitTransaction();
      return answer;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** TypeORM answers updates and deletes as [rows, count]; selects and inserts as rows. */
function rowsOf<R>(answer: unknown): R[] {
  if (
    Array.isArray(answer) &&
    answer.length === 2 &&
    Array.isArray(answer[0]) &&
    typeof answer[1] === 'number'
  ) {
    return answer[0] as R[];
  }
  return answer as R[];
}
