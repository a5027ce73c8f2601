import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { todayInLondon } from '../../src/domain/calendar/london-time.js';
import { WorkingCalendar } from '../../src/domain/calendar/working-calendar.js';
import { SweepService } from '../../src/features/notices/sweep.service.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

const WORKER = fileURLToPath(new URL('../../dist/src/worker.js', import.meta.url));
const PEOPLE = 8;

let post: MorningPost;
let folder: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  post = await MorningPost.start();
  folder = mkdtempSync(join(tmpdir(), 'tracker-worker-'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await post.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A worker process as it runs in a council. */
async function startWorker(): Promise<ChildProcess> {
  const child = fork(WORKER, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATA_DIR: folder,
      DATABASE_URL: post.app.testDatabase.appUrl,
      QUEUE_DATABASE_URL: post.app.testDatabase.queueUrl,
      MAIL_URL: post.smtp.url,
      MAIL_FROM: 'Improvement plan <plan@westmarch.example>',
    },
  });
  running.add(child);
  const [message] = await once(child, 'message');
  expect(message).toBe('working');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
  running.delete(child);
}

async function until(what: () => boolean | Promise<boolean>, forMs: number): Promise<void> {
  const deadline = Date.now() + forMs;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await wait(50);
  }
}

const waiting = async (): Promise<number> => {
  const { rows } = await post.app.owner.query(
    `select count(*)::int as n from digests where state = 'waiting'`,
  );
  return rows[0].n;
};

/** One action for each of several people, swept today by the clock on the wall, and none of the mail sent yet. */
async function sweptToday(): Promise<string[]> {
  const today = todayInLondon(Date.now());
  post.app.clock.moveTo(new Date());
  const addresses: string[] = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    const email = `owner.${n}@westmarch.example`;
    const owner = await post.app.person({ email, roles: ['owner'] });
    await publishedAction(post.app, post.people, {
      ownerId: owner.personId,
      startOn: localDate(today),
      dueOn: localDate(`${Number(today.slice(0, 4)) + 1}-06-30`),
    });
    addresses.push(email);
  }
  await post.change(`update authorities set is_demonstration = true`);
  // A working day, whichever day the tests are run on.
  const on = new WorkingCalendar().workingDayOnOrAfter(today);
  const swept = await post.app.get(SweepService).sweep({ authorityId: post.authorityId, on });
  expect(swept.digestIds).toHaveLength(PEOPLE);
  // Written and never queued, eleven minutes ago: the worker finds them by itself.
  await post.change(`update digests set created_at = now() - interval '11 minutes'`);
  return addresses;
}

describe('a worker killed in the middle of the mail', () => {
  it('loses nothing; whoever gets a mail twice gets the same Message-ID, once for each crash at most', async () => {
    const addresses = await sweptToday();
    post.smtp.slownessMs = 400;
    const first = await startWorker();
    await until(() => post.smtp.received.length >= 2, 20_000);
    await kill(first);
    const second = await startWorker();
    await until(async () => (await waiting()) === 0, 90_000);
    second.kill('SIGTERM');
    const [code] = await once(second, 'exit');
    running.delete(second);
    expect(code).toBe(0);
    for (const address of addresses) {
      const mails = post.smtp.to(address);
      expect(mails.length).toBeGreaterThanOrEqual(1);
      expect(mails.length).toBeLessThanOrEqual(2);
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    }
    const { rows } = await post.app.owner.query(
      `select state, count(*)::int as n, max(attempts) as most from digests group by state`,
    );
    expect(rows).toEqual([{ state: 'sent', n: PEOPLE, most: expect.any(Number) }]);
  }, 180_000);

  it('a worker told to stop finishes the mail in its hands, and the next does the rest once', async () => {
    const addresses = await sweptToday();
    post.smtp.slownessMs = 300;
    const first = await startWorker();
    await until(() => post.smtp.received.length >= 1, 20_000);
    first.kill('SIGTERM');
    const [code] = await once(first, 'exit');
    running.delete(first);
    expect(code).toBe(0);
    const second = await startWorker();
    await until(async () => (await waiting()) === 0, 60_000);
    await kill(second);
    expect(addresses.filter((address) => post.smtp.to(address).length !== 1)).toEqual([]);
  }, 120_000);
});
