import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export interface TestRedis {
  redisUrl: string;
  /** Forgets everything. */
  flush(): Promise<void>;
  /** Killed, and started again where it was, with nothing in it. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether redis-server is installed; with CI=true a missing one is a failure, else its tests are passed over. */
export function redisIsInstalled(): boolean {
  const installed = spawnSync('redis-server', ['--version']).status === 0;
  if (!installed && process.env['CI'] === 'true') throw new Error('redis-server is not installed');
  if (!installed) console.warn('redis-server is not installed: its tests are skipped');
  return installed;
}

/** A Redis server of its own, in memory, on a free port. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-redis-'));
  const port = await freePort();
  const redisUrl = `redis://127.0.0.1:${port}`;
  let server = await serve(port, folder);
  return {
    redisUrl,
    flush: () => ask(redisUrl, (client) => client.flushall()),
    crash: async () => {
      await end(server, 'SIGKILL');
      server = await serve(port, folder);
    },
    stop: async () => {
      await end(server, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Answers when it takes commands. */
async function serve(port: number, folder: string): Promise<ChildProcess> {
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    cwd: folder,
    stdio: 'ignore',
  });
  await ask(`redis://127.0.0.1:${port}`, (client) => client.ping());
  return server;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

async function ask(redisUrl: string, question: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(redisUrl, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await question(client);
  client.disconnect();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
