import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Processor } from '@nestjs/bullmq';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Job } from 'bullmq';
import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { JobProcessor, workerOptions } from '../../src/platform/queues/job-processor.js';
import { JobQueues } from '../../src/platform/queues/job-queues.js';
import { QUEUE_RULES, retryDelay } from '../../src/platform/queues/queue-rules.js';
import type { QueueConnection } from '../../src/platform/queues/queue-store.js';
import { QueuesModule } from '../../src/platform/queues/queues.module.js';
import { redisIsInstalled, startRedis } from '../support/redis.js';
import { cloneDatabase } from '../support/test-database.js';

interface Done {
  id: string;
  at: number;
}
let done: Done[] = [];
let fails: Record<string, number> = {};
let lasts = 0;

@Injectable()
@Processor('sweeps', workerOptions('sweeps', { firstRetryMs: 200, lockMs: 1500, lookForDeadMs: 500 }))
class RecordingProcessor extends JobProcessor {
  async process(job: Job<object, void, string>): Promise<void> {
    const id = String(job.id);
    done.push({ id, at: Date.now() });
    if ((fails[id] ?? 0) > 0) {
      fails[id]! -= 1;
      throw new Error('not this time');
    }
    if (lasts > 0) await wait(lasts);
    done.push({ id: `${id} finished`, at: Date.now() });
  }
}

async function open(where: QueueConnection, works: boolean): Promise<INestApplicationContext> {
  @Module({
    imports: [QueuesModule.connect(where, 6)],
    providers: works ? [RecordingProcessor] : [],
  })
  class TestModule {}
  return NestFactory.createApplicationContext(TestModule, { logger: false });
}

const finished = (id: string) => done.filter((entry) => entry.id === `${id} finished`);
const tries = (id: string) => done.filter((entry) => entry.id === id);

async function until(what: () => boolean, forMs = 15_000): Promise<void> {
  const deadline = Date.now() + forMs;
  while (!what()) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await wait(20);
  }
}

const stores: [string, () => Promise<{ where: QueueConnection; stop: () => Promise<void> }>][] = [
  [
    'PostgreSQL',
    async () => {
      const database = await cloneDatabase();
      return { where: { queueUrl: database.queueUrl }, stop: () => database.drop() };
    },
  ],
];
if (redisIsInstalled()) {
  stores.push([
    'Redis',
    async () => {
      const redis = await startRedis();
      return { where: { redisUrl: redis.redisUrl }, stop: () => redis.stop() };
    },
  ]);
}

describe.each(stores)('the queue on %s', (_, start) => {
  let where: QueueConnection;
  let stop: () => Promise<void>;
  let adding: INestApplicationContext;
  let working: INestApplicationContext | null = null;
  let killed: ChildProcess | null = null;
  const jobs = () => adding.get(JobQueues);

  beforeAll(async () => {
    ({ where, stop } = await start());
    adding = await open(where, false);
  }, 60_000);
  afterEach(async () => {
    await working?.close();
    working = null;
    killed?.kill('SIGKILL');
    killed = null;
    done = [];
    fails = {};
    lasts = 0;
  });
  afterAll(async () => {
    await adding?.close();
    await stop?.();
  });

  it('answers the health check', async () => {
    await expect(jobs().ready()).resolves.toBeUndefined();
  });

  it('hands every job out once, to two workers together', async () => {
    const ids = Array.from({ length: 100 }, (_unused, index) => `each-${index}`);
    await jobs().addAll(
      'sweeps',
      ids.map((id) => ({ name: 'try', data: { id }, id })),
    );
    working = await open(where, true);
    const second = await open(where, true);
    await until(() => done.filter((entry) => entry.id.endsWith('finished')).length >= 100);
    await wait(200);
    await second.close();
    expect(ids.filter((id) => finished(id).length !== 1)).toEqual([]);
  });

  it('tries a failed job again, after a delay that grows', async () => {
    fails = { 'again-1': 2 };
    working = await open(where, true);
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'again-1' });
    await until(() => finished('again-1').length === 1);
    const [first, second, third] = tries('again-1').map((entry) => entry.at);
    expect(second! - first!).toBeGreaterThanOrEqual(190);
    expect(third! - second!).toBeGreaterThanOrEqual(390);
  });

  it('gives up after the attempts of the queue, and then takes the same id again', async () => {
    fails = { 'hopeless-1': QUEUE_RULES.sweeps.attempts };
    working = await open(where, true);
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'hopeless-1' });
    await until(() => tries('hopeless-1').length === QUEUE_RULES.sweeps.attempts);
    await wait(1000);
    expect(tries('hopeless-1')).toHaveLength(QUEUE_RULES.sweeps.attempts);
    expect(finished('hopeless-1')).toHaveLength(0);
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'hopeless-1' });
    await until(() => finished('hopeless-1').length === 1);
  });

  it('takes an id once while its job waits', async () => {
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'twice-1' });
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'twice-1' });
    expect((await jobs().counts('sweeps')).waiting).toBe(1);
    working = await open(where, true);
    await until(() => finished('twice-1').length === 1);
    await wait(300);
    expect(tries('twice-1')).toHaveLength(1);
  });

  it('takes an id once while its job is being tried again', async () => {
    fails = { 'trying-1': 1 };
    working = await open(where, true);
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'trying-1' });
    await until(() => tries('trying-1').length === 1);
    await wait(50);
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'trying-1' });
    await until(() => finished('trying-1').length === 1);
    await wait(500);
    expect(tries('trying-1')).toHaveLength(2);
  });

  it('keeps its jobs when every process that knew of them has ended', async () => {
    const before = await open(where, false);
    await before.get(JobQueues).add('sweeps', { name: 'try', data: {}, id: 'kept-1' });
    await before.close();
    working = await open(where, true);
    await until(() => finished('kept-1').length === 1);
  });

  it('finishes the job at hand before a worker closes', async () => {
    lasts = 600;
    working = await open(where, true);
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'long-1' });
    await until(() => tries('long-1').length === 1);
    await working.close();
    working = null;
    expect(finished('long-1')).toHaveLength(1);
  });

  it('gives the job of a worker that was killed to another', async () => {
    const script = fileURLToPath(new URL('../support/queue-worker.mjs', import.meta.url));
    killed = fork(script, [JSON.stringify(where)], { execArgv: [] });
    const taken = new Promise((resolve) => killed!.once('message', resolve));
    await jobs().add('sweeps', { name: 'try', data: {}, id: 'orphan-1' });
    expect(await taken).toEqual({ taken: 'orphan-1' });
    killed.kill('SIGKILL');
    working = await open(where, true);
    await until(() => finished('orphan-1').length === 1);
    expect(tries('orphan-1')).toHaveLength(1);
  });

  it('runs a schedule again and again, once however often it is set', async () => {
    working = await open(where, true);
    for (let times = 0; times < 3; times += 1) {
      await jobs().schedule('sweeps', 'often', { everyMs: 300 }, { name: 'try', data: {} });
    }
    const from = Date.now();
    await until(() => done.filter((entry) => entry.id.endsWith('finished')).length >= 4);
    expect(Date.now() - from).toBeGreaterThan(500);
  });

  it('refuses an id with a colon before anything is stored', async () => {
    await expect(jobs().add('sweeps', { name: 'try', data: {}, id: 'a:b' })).rejects.toThrow('a:b');
  });
});

it('does not stop whoever adds a job when the store is away', async () => {
  const nowhere = await open({ redisUrl: 'redis://127.0.0.1:1' }, false);
  expect(await nowhere.get(JobQueues).add('mail', { name: 'digest', data: {}, id: 'x' })).toBe(false);
  await nowhere.close();
}, 20_000);

it.each([
  [1, 60_000],
  [2, 120_000],
  [3, 240_000],
  [8, 7_200_000],
  [19, 7_200_000],
])('a mail waits after failure %d for %d milliseconds', (failures, waits) => {
  expect(retryDelay('mail', failures)).toBe(waits);
});

it('tries a mail for more than a day', () => {
  let all = 0;
  for (let failure = 1; failure < QUEUE_RULES.mail.attempts; failure += 1) all += retryDelay('mail', failure);
  expect(all).toBeGreaterThan(24 * 60 * 60 * 1000);
});
