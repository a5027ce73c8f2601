import { afterAll, describe, expect, it } from '@jest/globals';
import { FaultScene, forgetPreparedPlan, OWNERS, until } from '../support/fault-scene.js';

afterAll(forgetPreparedPlan);

const onceEach = Object.fromEntries(OWNERS.map((owner) => [owner, 1]));
const twiceEach = Object.fromEntries(OWNERS.map((owner) => [owner, 2]));

/** Every different step that was told an owner or somebody above, and what became of it. */
const told = async (scene: FaultScene, about: string) =>
  (
    await scene.rows<{ line: string }>(
      `select distinct n.step || ' ' || n.occurrence || ' ' || split_part(p.email, '.', 1) || ' ' || n.state as line
         from notices n join people p on p.authority_id = n.authority_id and p.id = n.person_id
         join actions a on a.authority_id = n.authority_id and a.id = n.subject_id
        where n.subject_kind = 'action' and a.title = $1 order by 1`,
      [`Action of ${about}`],
    )
  ).map(({ line }) => line);

const sweptOn = async (scene: FaultScene, day: string) =>
  (await scene.rows(`select 1 from sweeps where day = $1 and state = 'done'`, [day])).length === 1;
const nothingWaits = async (scene: FaultScene) =>
  (await scene.digests()).every(({ state }) => state !== 'waiting');

const begin = `update actions set status = 'in_progress', begun_on = start_on`;

describe('two weeks without a worker', () => {
  it.concurrent(
    'of the steps that were missed only the latest that is still true is sent',
    () =>
      FaultScene.play(async (scene) => {
        const before = await scene.work();
        await scene.everythingSent();
        await before.kill();
        await scene.change(begin);
        scene.smtp.forget();
        await scene.work({ clockAt: '2027-02-12T07:31:00Z' });
        await until('the morning swept and told', async () => {
          return (await sweptOn(scene, '2027-02-12')) && nothingWaits(scene);
        });
        expect(scene.mailsTo()).toEqual(onceEach);
        for (const above of ['lead', 'director']) {
          expect(scene.smtp.to(`${above}@westmarch.example`)).toHaveLength(1);
        }
        const lines = await told(scene, OWNERS[0]!);
        expect(lines).toEqual(
          expect.arrayContaining([
            'given 0 owner sent',
            'overdue 1 owner superseded',
            'overdue 6 owner sent',
          ]),
        );
        expect(lines.filter((line) => /^(overdue|due_soon) .* sent$/.test(line))).toEqual([
          'overdue 6 owner sent',
        ]);
      }),
    240_000,
  );

  it.concurrent(
    'a mail that waited when everything stopped arrives, once',
    () =>
      FaultScene.play(async (scene) => {
        scene.smtp.behaviour = () => ({ code: 451, words: 'Not now' });
        const before = await scene.work();
        await until('everything tried', async () => {
          const digests = await scene.digests();
          return digests.length === OWNERS.length && digests.every(({ attempts }) => attempts > 0);
        });
        await before.kill();
        scene.smtp.behaviour = () => 'accept';
        await scene.work({ clockAt: '2026-12-08T07:31:00Z' });
        await scene.everythingSent();
        expect(scene.mailsTo()).toEqual(onceEach);
        expect(await told(scene, OWNERS[0]!)).toContain('given 0 owner sent');
      }),
    240_000,
  );
});

describe('the clock of the machine', () => {
  it.concurrent(
    'back an hour in the middle of the mail, and then on a week: each thing is told once',
    () =>
      FaultScene.play(async (scene) => {
        scene.smtp.slownessMs = 200;
        const worker = await scene.work();
        await until('two mails', () => scene.smtp.received.length >= 2);
        await worker.setClock('2026-11-24T06:31:00Z');
        await scene.everythingSent();
        await scene.everybodyHasItOnce();
        // Half past seven comes a second time.
        await worker.setClock('2026-11-24T07:31:00Z');
        await scene.change(
          `${begin}; update actions set due_on = '2026-12-15', next_notice_on = '2026-12-01'`,
        );
        await worker.setClock('2026-12-01T07:31:00Z');
        await until('the next week swept and told', async () => {
          return (await sweptOn(scene, '2026-12-01')) && nothingWaits(scene);
        });
        expect(scene.mailsTo()).toEqual(twiceEach);
        expect(await told(scene, OWNERS[0]!)).toEqual(
          expect.arrayContaining(['given 0 owner sent', 'due_soon -10 owner sent']),
        );
        expect(worker.isRunning).toBe(true);
      }),
    240_000,
  );

  it.concurrent(
    'on a week while mail waits: what is still true goes once, with the mail of that day',
    () =>
      FaultScene.play(async (scene) => {
        scene.smtp.behaviour = () => ({ code: 451, words: 'Not now' });
        const worker = await scene.work();
        await until('everything tried', async () => {
          const digests = await scene.digests();
          return digests.length === OWNERS.length && digests.every(({ attempts }) => attempts > 0);
        });
        await worker.setClock('2026-12-01T07:31:00Z');
        scene.smtp.behaviour = () => 'accept';
        await until('the next week swept and told', async () => {
          return (await sweptOn(scene, '2026-12-01')) && nothingWaits(scene);
        });
        expect(scene.mailsTo()).toEqual(onceEach);
      }),
    240_000,
  );
});

it.concurrent(
  'ten sweeps at one moment tell everybody everything once',
  () =>
    FaultScene.play(async (scene) => {
      const release = await scene.holdNotices();
      const sweeps = Array.from({ length: 10 }, () => scene.command('sweep', '--authority', 'westmarch'));
      await until('all ten at the door', async () => (await scene.waitingForLocks()) === 10, 240_000);
      await release();
      expect(await Promise.all(sweeps.map((sweep) => sweep.ended()))).toEqual(sweeps.map(() => 0));
      await scene.everythingSent();
      await scene.everybodyHasItOnce();
      const swept = await scene.rows(`select written from sweeps`);
      expect(swept).toEqual([{ written: OWNERS.length }]);
    }),
  300_000,
);
