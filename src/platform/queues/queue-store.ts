import {
  createPostgresBackend,
  createRedisBackend,
  setDefaultBackendFactory,
  type BackendFactory,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the jobs lie: PostgreSQL in the role of the queue, or Redis. */
export type QueueConnection = { readonly queueUrl: string } | { readonly redisUrl: string };

/** One connection for all queues of a process, and how to end it. */
export interface QueueStore {
  readonly kind: 'postgres' | 'redis';
  readonly connection: pg.Pool | Redis;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A store is known by its connection, so that both kinds may be open in one process. */
const byConnection = ((name, options, extra) => {
  const create =
    (options.connection as unknown) instanceof pg.Pool ? createPostgresBackend : createRedisBackend;
  return (create as BackendFactory)(name, options, extra);
}) as BackendFactory;

/** Opens the store. `poolSize` must leave room beside the one connection that each working queue keeps to listen. */
export function openQueueStore(where: QueueConnection, poolSize: number): QueueStore {
  setDefaultBackendFactory(byConnection);
  return 'redisUrl' in where ? redisStore(where.redisUrl) : postgresStore(where.queueUrl, poolSize);
}

function postgresStore(queueUrl: string, poolSize: number): QueueStore {
  const pool = new pg.Pool({
    connectionString: queueUrl,
    max: poolSize,
    keepAlive: true,
    application_name: 'improvement-plan-tracker-queue',
    // Without it the functions of the queue are not found; a pool of ours cannot be told its schema otherwise.
    options: '-c search_path=bullmq',
  });
  pool.setMaxListeners(50);
  // A connection that is being closed may still be told that the server goes away; by then nobody listens any more.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    kind: 'postgres',
    connection: pool,
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

function redisStore(redisUrl: string): QueueStore {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 800),
    disconnectTimeout: 500,
  });
  redis.setMaxListeners(50);
  return {
    kind: 'redis',
    connection: redis,
    ping: async () => {
      await redis.ping();
    },
    close: async () => {
      // A server that is away would never answer a polite goodbye.
      if (redis.status === 'ready') await redis.quit();
      else redis.disconnect();
    },
  };
}
