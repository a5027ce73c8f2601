import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { setTimeout as wait } from 'node:timers/promises';
import { RoundsService } from '../../src/features/notices/rounds.service.js';
import { SetClock } from '../../src/platform/clock/set-clock.js';
import { SignInDoor } from '../../src/platform/database/sign-in.door.js';
import { readSettings } from '../../src/platform/settings/read-settings.js';
import { Settings } from '../../src/platform/settings/settings.js';
import { WorkerModule } from '../../src/worker.module.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';
import { redisIsInstalled, startRedis } from '../support/redis.js';

let post: MorningPost;
let worker: INestApplicationContext | null = null;

beforeEach(async () => {
  post = await MorningPost.start();
});
afterEach(async () => {
  await worker?.close();
  worker = null;
  await post.stop();
});

/** The worker as it runs, with a clock of its own. */
async function startWorker(at: string, env: Record<string, string> = {}): Promise<SetClock> {
  const clock = new SetClock(new Date(at));
  const settings = readSettings({
    NODE_ENV: 'test',
    SESSION_SECRET: 'a secret of the tests that nobody else uses',
    DATABASE_URL: post.app.testDatabase.appUrl,
    QUEUE_DATABASE_URL: post.app.testDatabase.queueUrl,
    MAIL_URL: post.smtp.url,
    MAIL_FROM: 'Improvement plan <plan@westmarch.example>',
    BASE_URL: 'https://plan.westmarch.example',
    ...env,
  });
  if (!(settings instanceof Settings)) throw new Error(settings.problems.join());
  worker = await NestFactory.createApplicationContext(WorkerModule.with(settings, clock), {
    logger: ['error'],
  });
  return clock;
}

async function until(what: () => boolean | Promise<boolean>, forMs = 20_000): Promise<void> {
  const deadline = Date.now() + forMs;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await wait(50);
  }
}

const sweptDays = async () =>
  (await post.app.owner.query<{ day: string }>('select day::text from sweeps order by day')).rows.map(
    ({ day }) => day,
  );

describe('the worker', () => {
  it('sweeps a working morning from half past seven and sends the mail, without a schedule', async () => {
    await publishedAction(post.app, post.people);
    const clock = await startWorker('2026-11-24T07:29:00Z');
    const rounds = worker!.get(RoundsService);
    await rounds.goRound();
    await wait(500);
    expect(await sweptDays()).toEqual([]);
    clock.moveTo(new Date('2026-11-24T07:30:00Z'));
    await rounds.goRound();
    await until(() => post.smtp.received.length === 1);
    expect(await sweptDays()).toEqual(['2026-11-24']);
    expect(post.smtp.received[0]!.text).toContain('https://plan.westmarch.example/actions/');
    await rounds.goRound();
    await wait(500);
    expect(post.smtp.received).toHaveLength(1);
  });

  it('half past seven is by the clock in England, in summer as well', async () => {
    const clock = await startWorker('2027-06-01T06:29:00Z');
    await worker!.get(RoundsService).goRound();
    await wait(300);
    expect(await sweptDays()).toEqual([]);
    clock.moveTo(new Date('2027-06-01T06:30:00Z'));
    await worker!.get(RoundsService).goRound();
    await until(async () => (await sweptDays()).length === 1);
  });

  it('does in the afternoon what it missed in the morning', async () => {
    await publishedAction(post.app, post.people);
    await startWorker('2026-11-24T15:10:00Z');
    await until(() => post.smtp.received.length === 1);
    expect(await sweptDays()).toEqual(['2026-11-24']);
  });

  (redisIsInstalled() ? it : it.skip)('does the same with its queue on Redis', async () => {
    const redis = await startRedis();
    try {
      await publishedAction(post.app, post.people);
      await startWorker('2026-11-24T08:00:00Z', { REDIS_URL: redis.redisUrl });
      await until(() => post.smtp.received.length === 1);
      await worker?.close();
      worker = null;
    } finally {
      await redis.stop();
    }
  });

  it('picks up a digest that was written and never queued', async () => {
    await publishedAction(post.app, post.people);
    await startWorker('2026-11-24T06:00:00Z');
    await post.change(
      `insert into digests (authority_id, id, person_id, day, created_at)
       values ($1, gen_random_uuid(), $2, '2026-11-23', now() - interval '11 minutes')`,
      post.authorityId,
      post.people.owner.personId,
    );
    await post.change(
      `insert into notices (authority_id, subject_kind, subject_id, step, occurrence, about, person_id, due_on, digest_id,
                            written_at)
       select $1, 'action', a.id, 'given', '0', a.given_on, a.owner_id, a.given_on, d.id, now()
         from actions a, digests d`,
      post.authorityId,
    );
    await worker!.get(RoundsService).goRound();
    await until(() => post.smtp.received.length === 1);
  });

  it('sends mail about an account at once, and picks up one that was never queued', async () => {
    await post.app.get(SignInDoor).askForMail('owner@westmarch.example', 'password');
    await startWorker('2026-11-24T06:00:00Z');
    await until(() => post.smtp.received.length === 1);
    expect(post.smtp.received[0]!.subject).toBe('Set a new password');
    expect(post.smtp.received[0]!.text).toContain('https://plan.westmarch.example/set-password?link=');
    await until(
      async () =>
        (await post.app.owner.query(`select 1 from account_mails where state = 'sent'`)).rows.length === 1,
    );
  });
});
