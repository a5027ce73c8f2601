import { afterAll, describe, expect, it } from '@jest/globals';
import { createServer, type Socket } from 'node:net';
import { FaultScene, forgetPreparedPlan, OWNERS, until } from '../support/fault-scene.js';
import { SmallDisk } from '../support/small-disk.js';

afterAll(forgetPreparedPlan);

const triedTwice = async (scene: FaultScene) => {
  const digests = await scene.digests();
  return digests.length === OWNERS.length && digests.every(({ attempts }) => attempts >= 2);
};

describe('a mail server that', () => {
  it.concurrent(
    'is not there: everybody gets their mail once when it is back',
    () =>
      FaultScene.play(async (scene) => {
        await scene.smtp.leave();
        await scene.work();
        await until('everything tried twice', () => triedTwice(scene));
        for (const { state, failure } of await scene.digests()) {
          expect([state, failure]).toEqual(['waiting', expect.stringContaining('ECONNREFUSED')]);
        }
        await scene.smtp.comeBack();
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
      }),
    120_000,
  );

  it.concurrent(
    'takes nothing now: its words are kept, and everybody gets it once later',
    () =>
      FaultScene.play(async (scene) => {
        scene.smtp.behaviour = () => ({ code: 451, words: 'Try again in a while' });
        await scene.work();
        await until('everything tried twice', () => triedTwice(scene));
        expect((await scene.digests()).map(({ failure }) => failure)).toEqual(
          OWNERS.map(() => expect.stringContaining('Try again in a while')),
        );
        scene.smtp.behaviour = () => 'accept';
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
      }),
    120_000,
  );

  it.concurrent(
    'refuses one person for good: that mail ends with its words, the others arrive',
    () =>
      FaultScene.play(async (scene) => {
        const [gone] = OWNERS as [string];
        scene.smtp.behaviour = (address) =>
          address === gone ? { code: 550, words: 'No such person here' } : 'accept';
        await scene.work();
        await until('nothing waits', async () => {
          const digests = await scene.digests();
          return digests.length === OWNERS.length && digests.every(({ state }) => state !== 'waiting');
        });
        for (const { email, state, attempts } of await scene.digests()) {
          expect([email, state, attempts]).toEqual([email, email === gone ? 'failed' : 'sent', 1]);
        }
        expect(scene.mailsTo()).toEqual(Object.fromEntries(OWNERS.map((one) => [one, one === gone ? 0 : 1])));
        const ended = await scene.rows(`select state, ended_because from notices where state <> 'sent'`);
        expect(ended).toEqual([
          { state: 'failed', ended_because: expect.stringContaining('No such person here') },
        ]);
      }),
    120_000,
  );

  it.concurrent(
    'takes the call and says nothing: given up in time, tried again, sent once',
    () =>
      FaultScene.play(async (scene) => {
        await scene.smtp.leave();
        const callers = new Set<Socket>();
        const silent = createServer((socket) => {
          callers.add(socket);
          socket.on('error', () => undefined);
        });
        await new Promise<void>((resolve) => silent.listen(scene.smtp.port, '127.0.0.1', resolve));
        await scene.work();
        await until('everything tried', async () => {
          const digests = await scene.digests();
          return digests.length === OWNERS.length && digests.every(({ failure }) => failure !== null);
        });
        for (const socket of callers) socket.destroy();
        await new Promise((resolve) => silent.close(resolve));
        await scene.smtp.comeBack();
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
      }),
    120_000,
  );

  it.concurrent(
    'accepts slowly, before two workers: everybody gets it once',
    () =>
      FaultScene.play(async (scene) => {
        scene.smtp.slownessMs = 700;
        await Promise.all([scene.work(), scene.work()]);
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
      }),
    120_000,
  );

  it.concurrent(
    'hangs up after the whole mail has come: the same mail once more',
    () =>
      FaultScene.play(async (scene) => {
        const dropped = new Set<string>();
        scene.smtp.beforeAnswer = async ({ to: [owner] }) => {
          if (dropped.has(owner!)) return;
          dropped.add(owner!);
          return 'hang up';
        };
        await scene.work();
        await scene.everythingSent();
        await scene.everybodyHasItOnce(dropped);
        expect(scene.mailsTo()).toEqual(Object.fromEntries(OWNERS.map((one) => [one, 2])));
      }),
    120_000,
  );
});

it.concurrent(
  'a disk that is full: no half mail is left, and all arrive when there is room',
  () =>
    FaultScene.play(async (scene) => {
      const disk = await SmallDisk.take(scene.folder);
      try {
        disk.fill('mail');
        await scene.work({}, { MAIL_URL: `file:${disk.folder}/mail` });
        await until('everything tried twice', () => triedTwice(scene));
        for (const { state, failure } of await scene.digests()) {
          expect([state, failure]).toEqual(['waiting', expect.stringContaining(disk.complaint)]);
        }
        disk.makeRoom('mail');
        await scene.everythingSent();
        const mails = disk.files('mail');
        expect(mails.filter((name) => name.endsWith('.eml'))).toHaveLength(OWNERS.length);
        expect(mails).toHaveLength(OWNERS.length);
      } finally {
        await disk.giveBack();
      }
    }),
  120_000,
);

it.concurrent(
  'a mail that cannot be written for one person: the others get theirs, and that one when it can',
  () =>
    FaultScene.play(async (scene) => {
      const [broken, ...others] = OWNERS as [string, ...string[]];
      const first = await scene.work({ templateFails: 'Owner One' });
      await until('the others have theirs', async () => {
        const digests = await scene.digests();
        return others.every((owner) =>
          digests.some(({ email, state }) => email === owner && state === 'sent'),
        );
      });
      expect((await scene.digests()).find(({ email }) => email === broken)).toMatchObject({
        state: 'waiting',
        failure: 'It could not be written: the template broke',
      });
      expect(scene.smtp.to(broken)).toEqual([]);
      await first.end();
      await scene.work();
      await scene.everythingSent();
      await scene.everybodyHasItOnce();
    }),
  120_000,
);
