import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { FaultScene, forgetPreparedPlan, OWNERS, until } from '../support/fault-scene.js';

afterAll(forgetPreparedPlan);

const never = new Promise<void>(() => undefined);

/** Whose mail had come when the process died. */
const whoseHadCome = (scene: FaultScene) => new Set(scene.smtp.received.flatMap(({ to }) => to));

describe('a worker killed with the mail in its hands', () => {
  it.concurrent(
    'before it is handed over: everybody gets it once, from the next worker',
    () =>
      FaultScene.play(async (scene) => {
        let asked = 0;
        scene.smtp.beforeRecipient = () => {
          asked += 1;
          return never;
        };
        const first = await scene.work();
        await until('a mail in its hands', () => asked > 0);
        await first.kill();
        expect(scene.smtp.received).toHaveLength(0);
        scene.smtp.beforeRecipient = () => Promise.resolve();
        await scene.work();
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
      }),
    120_000,
  );

  it.concurrent(
    'while it is handed over: who had it may get it once more, as the same mail',
    () =>
      FaultScene.play(async (scene) => {
        scene.smtp.beforeAnswer = () => never;
        const first = await scene.work();
        await until('a mail that was not answered', () => scene.smtp.received.length > 0);
        await first.kill();
        const had = whoseHadCome(scene);
        scene.smtp.beforeAnswer = () => Promise.resolve();
        await scene.work();
        await scene.everythingSent();
        await scene.everybodyHasItOnce(had);
        // The mail server had not answered: nobody could know, so it went again.
        for (const owner of had) expect([owner, scene.smtp.to(owner).length]).toEqual([owner, 2]);
      }),
    120_000,
  );

  it.concurrent(
    'after it was accepted and before that was written down: the same mail once more',
    () =>
      FaultScene.play(async (scene) => {
        let accepted: string | null = null;
        const first = await scene.work({}, {});
        scene.smtp.beforeAnswer = async ({ to }) => {
          if (accepted !== null) return never;
          accepted = to[0]!;
          await first.freeze();
        };
        await until('an accepted mail', () => accepted !== null);
        // The answer lies in the socket of a process that will never read it.
        await wait(200);
        await first.kill();
        const had = whoseHadCome(scene);
        const before = (await scene.digests())
          .filter(({ state }) => state === 'sent')
          .map(({ email }) => email);
        expect(before).not.toContain(accepted);
        scene.smtp.beforeAnswer = () => Promise.resolve();
        await scene.work();
        await scene.everythingSent();
        for (const owner of before) had.delete(owner);
        await scene.everybodyHasItOnce(had);
        expect(scene.smtp.to(accepted!)).toHaveLength(2);
      }),
    120_000,
  );

  it.concurrent(
    'three times in a row: one repeat for each crash at most, and nothing lost',
    () =>
      FaultScene.play(async (scene) => {
        const crashes = 3;
        scene.smtp.slownessMs = 150;
        for (let crash = 1; crash <= crashes; crash += 1) {
          const before = scene.smtp.received.length;
          const worker = await scene.work();
          await until('another mail', () => scene.smtp.received.length > before);
          await worker.kill();
          if (scene.smtp.received.length >= OWNERS.length - 1) break;
        }
        await scene.work();
        await scene.everythingSent();
        for (const owner of OWNERS) {
          const ids = scene.smtp.to(owner).map(({ messageId }) => messageId);
          expect(new Set(ids).size).toBe(1);
          expect(ids.length).toBeLessThanOrEqual(1 + crashes);
        }
      }),
    120_000,
  );
});

it.concurrent(
  'a worker told to stop finishes the mail in its hands, and the next does the rest once',
  () =>
    FaultScene.play(async (scene) => {
      scene.smtp.slownessMs = 200;
      const first = await scene.work();
      await until('the first mail', () => scene.smtp.received.length >= 1);
      expect(await first.end()).toBe(0);
      await scene.work();
      await scene.everythingSent();
      await scene.everybodyHasItOnce();
    }),
  120_000,
);
