import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FaultScene, forgetPreparedPlan, OWNERS, preparedPlan, until } from '../support/fault-scene.js';
import { OwnCluster } from '../support/own-cluster.js';
import { redisIsInstalled, startRedis, type TestRedis } from '../support/redis.js';

let cluster: OwnCluster;
beforeAll(async () => {
  cluster = new OwnCluster();
  await preparedPlan();
}, 120_000);
afterAll(async () => {
  await forgetPreparedPlan();
  await cluster.remove();
});

const everythingTried = async (scene: FaultScene) => {
  const digests = await scene.digests();
  return digests.length === OWNERS.length && digests.every(({ attempts }) => attempts > 0);
};

describe('the database killed and started again', () => {
  it(
    'in the middle of a sweep: the sweep is done anew, and everybody is told once',
    () =>
      FaultScene.play(async (scene) => {
        await cluster.keepsItsWord(scene.databaseUrl);
        await scene.holdNotices();
        const worker = await scene.work();
        await until('the sweep in the middle', async () => (await scene.waitingForLocks()) > 0);
        await cluster.crash();
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
        expect(worker.isRunning).toBe(true);
      }),
    180_000,
  );

  it(
    'in the middle of the mail: who was being sent theirs may get the same mail once more',
    () =>
      FaultScene.play(async (scene) => {
        await cluster.keepsItsWord(scene.databaseUrl);
        let answer: () => void = () => undefined;
        const answered = new Promise<void>((resolve) => (answer = resolve));
        scene.smtp.beforeAnswer = () => answered;
        const worker = await scene.work();
        await until('mail that waits for its answer', () => scene.smtp.received.length > 1);
        await cluster.crash();
        const had = new Set(scene.smtp.received.flatMap(({ to }) => to));
        answer();
        await scene.everythingSent();
        await scene.everybodyHasItOnce(had);
        expect(worker.isRunning).toBe(true);
      }),
    180_000,
  );
});

(redisIsInstalled() ? describe : describe.skip)('a queue on Redis', () => {
  const play = (story: (scene: FaultScene, redis: TestRedis) => Promise<void>) =>
    FaultScene.play(async (scene) => {
      const redis = await startRedis();
      try {
        await story(scene, redis);
      } finally {
        await scene.stopWorking();
        await redis.stop();
      }
    });

  it.concurrent(
    'flushed in the middle of the mail: everybody gets it once',
    () =>
      play(async (scene, redis) => {
        let answer: () => void = () => undefined;
        const answered = new Promise<void>((resolve) => (answer = resolve));
        scene.smtp.beforeAnswer = () => answered;
        const worker = await scene.work({}, { REDIS_URL: redis.redisUrl });
        await until('mail that waits for its answer', () => scene.smtp.received.length > 1);
        await redis.flush();
        answer();
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
        expect(worker.isRunning).toBe(true);
      }),
    180_000,
  );

  it.concurrent.each<[string, (redis: TestRedis) => Promise<void>]>([
    ['flushed', (redis) => redis.flush()],
    ['killed and empty', (redis) => redis.crash()],
  ])(
    '%s while mail waits: it is found in the tables, and the next morning is swept',
    (_, lose) =>
      play(async (scene, redis) => {
        scene.smtp.behaviour = () => ({ code: 451, words: 'Not now' });
        const worker = await scene.work({}, { REDIS_URL: redis.redisUrl });
        await until('everything tried', () => everythingTried(scene));
        await lose(redis);
        scene.smtp.behaviour = () => 'accept';
        // A round looks for what has waited ten minutes longer than its next try should have taken.
        await scene.change(
          `update digests set created_at = now() - interval '11 minutes', first_tried_at = now() - interval '9 days'`,
        );
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
        await worker.setClock('2026-11-25T07:31:00Z');
        await until('the next morning swept', async () => {
          return (await scene.rows(`select 1 from sweeps where day = '2026-11-25'`)).length === 1;
        });
        await scene.everybodyHasItOnce();
      }),
    180_000,
  );
});
