import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anyFreePort,
  leftoversOf,
  processesOf,
  StartedTracker,
  type StartOptions,
} from '../support/started-tracker.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker start '));
const dataDir = join(folder, 'my data');
const running = new Set<StartedTracker>();
let port = 0;

function start(options: Partial<StartOptions> = {}): StartedTracker {
  const tracker = new StartedTracker({ dataDir, port, ...options });
  running.add(tracker);
  return tracker;
}

function passwordIn(output: string): string | undefined {
  return /^Password: (\S+)$/m.exec(output)?.[1];
}

async function isReady(tracker: StartedTracker): Promise<boolean> {
  const answer = await fetch(`${tracker.address}/health/ready`);
  return answer.status === 200;
}

function postmasterPid(): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

beforeAll(async () => {
  port = await anyFreePort();
});
afterAll(async () => {
  for (const tracker of running) await tracker.end('SIGTERM');
  await leftoversOf(folder);
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  let password: string | undefined;

  it('starts everything from nothing, in a path with spaces, and says where to go and how to sign in', async () => {
    const tracker = await start().ready();
    expect(tracker.output).toContain(`http://localhost:${port}`);
    password = passwordIn(tracker.output);
    expect(password).toHaveLength(14);
    expect(await isReady(tracker)).toBe(true);
  }, 90_000);

  it('does not start a second time on the same data', async () => {
    const second = start({ port: await anyFreePort() });
    expect(await second.end()).toBe(1);
    expect(second.output).toMatch(/^The tracker is already running from the data folder .*DATA_DIR\.$/m);
  });

  it('leaves nothing behind after Ctrl-C', async () => {
    const [tracker] = running;
    expect(await tracker!.end('SIGINT')).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  });

  it('finds the data and the password again the next time', async () => {
    const tracker = await start().ready();
    expect(passwordIn(tracker.output)).toBe(password);
    expect(tracker.output).not.toContain('Making the database files');
    expect(tracker.output).not.toContain('Loading the demonstration');
    await tracker.end('SIGTERM');
    expect(processesOf(dataDir)).toEqual([]);
  }, 60_000);

  it('recovers by itself after kill -9 of Node: web and worker follow, the database is taken over', async () => {
    const killed = await start().ready();
    await killed.end('SIGKILL');
    const next = await start().ready();
    expect(await isReady(next)).toBe(true);
    expect(passwordIn(next.output)).toBe(password);
    await next.end('SIGTERM');
    expect(await leftoversOf(dataDir)).toEqual([]);
  }, 90_000);

  it('starts the database again after kill -9, while running and the next time', async () => {
    const tracker = await start().ready();
    process.kill(postmasterPid(), 'SIGKILL');
    await expectSoon(() => tracker.output.includes('The database ended unexpectedly; starting it again.'));
    await expectSoon(() => isReady(tracker));
    process.kill(postmasterPid(), 'SIGKILL');
    await tracker.end('SIGKILL');
    const next = await start().ready();
    expect(await isReady(next)).toBe(true);
    await next.end('SIGTERM');
    expect(await leftoversOf(dataDir)).toEqual([]);
  }, 120_000);

  it('starts web again when that ends unexpectedly', async () => {
    const tracker = await start().ready();
    const web = processesOf(dataDir).find((line) => line.includes('dist/src/main.js'))!;
    process.kill(Number(web.split(' ')[0]), 'SIGKILL');
    await expectSoon(() => tracker.output.includes('web was ended unexpectedly; starting it again in 1 s.'));
    await expectSoon(() => isReady(tracker).catch(() => false));
    await tracker.end('SIGTERM');
    expect(processesOf(dataDir)).toEqual([]);
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops as well when only npm is told to by %s',
    async (signal) => {
      const tracker = await start({ command: ['npm', 'start'] }).ready();
      await tracker.end(signal);
      expect(await leftoversOf(dataDir)).toEqual([]);
      expect(tracker.output.match(/Stopping…/g)).toHaveLength(1);
    },
    60_000,
  );

  it('stops as well when only npm is killed', async () => {
    const tracker = await start({ command: ['npm', 'start'] }).ready();
    await tracker.end('SIGKILL');
    expect(await leftoversOf(dataDir)).toEqual([]);
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  }, 60_000);
});

describe('npm start says in one line what is wrong', () => {
  it('when Redis is asked for and not there', async () => {
    const env = { REDIS_URL: `redis://127.0.0.1:${await anyFreePort()}` };
    const tracker = start({ dataDir: join(folder, 'no redis'), env });
    expect(await tracker.end()).toBe(1);
    expect(tracker.output).toMatch(
      /The Redis of REDIS_URL does not answer \(.*ECONNREFUSED.*\)\. Start it, or leave/,
    );
  }, 60_000);

  it('when the port is taken', async () => {
    const other = createServer();
    const taken = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const tracker = start({ port: taken, dataDir: join(folder, 'unused') });
    expect(await tracker.end()).toBe(1);
    other.close();
    expect(tracker.output).toMatch(
      new RegExp(`^Port ${taken} is taken by another program\\. .*PORT=3000\\.\\n$`),
    );
  });

  it('when the folder cannot be written', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    // Root may write anywhere but into the kernel's own folders.
    const tracker = start({ dataDir: process.getuid?.() === 0 ? '/sys/tracker' : closed });
    expect(await tracker.end()).toBe(1);
    expect(tracker.output).toMatch(/^The data folder .* cannot be written: .*DATA_DIR\.\n$/);
  });

  it('when a setting is wrong, one line for each', async () => {
    const tracker = start({ env: { LOG_LEVEL: 'loud', MAIL_URL: 'pigeon:' } });
    expect(await tracker.end()).toBe(1);
    expect(tracker.output.trim().split('\n')).toHaveLength(2);
    expect(tracker.output).toContain('LOG_LEVEL must be');
    expect(tracker.output).toContain('MAIL_URL must be');
  });

  it('when production has no database and no secret', async () => {
    const tracker = start({ env: { NODE_ENV: 'production' } });
    expect(await tracker.end()).toBe(1);
    expect(tracker.output).toContain('DATABASE_URL is needed with NODE_ENV=production');
    expect(tracker.output).toContain('SESSION_SECRET is needed with NODE_ENV=production');
  });
});

async function expectSoon(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) expect(condition.toString()).toBe('true within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
