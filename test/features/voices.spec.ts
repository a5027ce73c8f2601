import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import type { VoiceContent } from '../../src/features/voices/voices.repository.js';
import { VoicesModule } from '../../src/features/voices/voices.module.js';
import { VoicesService } from '../../src/features/voices/voices.service.js';
import { completionScene, type Scene } from '../support/completion-scene.js';

let scene: Scene;
let voices: VoicesService;
let id: string;
const all = { limit: 50, offset: 0 };

const survey: VoiceContent = {
  toldOn: localDate('2026-10-15'),
  whose: 'children',
  source: 'survey',
  sourceName: 'Yearly survey of care leavers',
  asked: 60,
  answered: 32,
  said: 'We want to know who our personal adviser is before we move.',
  changed: '',
};

beforeAll(async () => {
  scene = await completionScene({ modules: [VoicesModule] });
  voices = scene.app.get(VoicesService);
});
afterAll(() => scene.app.stop());

const numbers = async () => (await voices.one(scene.people.viewer, id)).voice.recommendationNumbers;

describe('What children, families and staff told us', () => {
  it('is written down by plan manager, leads and quality assurance, and read by everybody who works at it', async () => {
    id = await voices.add(scene.people.quality, survey, [scene.recommendationIds[0]!]);
    await voices.add(
      scene.people.manager,
      { ...survey, whose: 'staff', source: 'visit', toldOn: localDate('2026-11-02') },
      [],
    );
    for (const person of [scene.people.viewer, scene.people.owner, scene.people.chair]) {
      const { rows, total } = await voices.list(person, {}, all);
      expect([total, rows.map(({ whose }) => whose)]).toEqual([2, ['staff', 'children']]);
    }
    await expect(voices.add(scene.people.owner, survey, [])).rejects.toMatchObject({ status: 403 });
    expect(await numbers()).toEqual(['1']);
  });

  it.each([
    [{ toldOn: localDate('2026-11-24') }, 'day_not_come'],
    [{ answered: 61 }, 'more_than_asked'],
  ])('is refused with %j', async (change, code) => {
    await expect(voices.add(scene.people.manager, { ...survey, ...change }, [])).rejects.toMatchObject({
      code,
    });
  });

  it('is changed against its version, with what changed because of it', async () => {
    await voices.change(scene.people.manager, id, 1, { changed: 'Advisers now visit before the move.' });
    await expect(voices.change(scene.people.manager, id, 1, { said: 'x' })).rejects.toMatchObject({
      status: 412,
    });
    expect(
      (await voices.list(scene.people.viewer, { changed: true }, all)).rows.map((row) => row.id),
    ).toEqual([id]);
    expect((await voices.list(scene.people.viewer, { changed: false }, all)).total).toBe(1);
  });

  it('is linked to other recommendations, and no longer to those left out', async () => {
    const second = scene.recommendationIds[1]!;
    await voices.change(scene.people.manager, id, 2, {}, [second]);
    expect((await voices.one(scene.people.viewer, id)).voice.recommendationIds).toEqual([second]);
    expect((await voices.list(scene.people.viewer, { recommendationId: [second] }, all)).total).toBe(1);
    expect(
      (await voices.list(scene.people.viewer, { recommendationId: [scene.recommendationIds[0]!] }, all))
        .total,
    ).toBe(0);
  });

  it('is found by its words and between two days', async () => {
    const found = async (asked: Parameters<VoicesService['list']>[1]) =>
      (await voices.list(scene.people.viewer, asked, all)).total;
    expect(await found({ q: 'PERSONAL adviser' })).toBe(2);
    expect(await found({ from: localDate('2026-11-01') })).toBe(1);
    expect(await found({ until: localDate('2026-10-15') })).toBe(1);
    expect(await found({ whose: ['families'] })).toBe(0);
  });

  it('told only about a restricted recommendation is for those who read what is restricted', async () => {
    const restricted = (yes: boolean) =>
      scene.app.owner.query(
        `set app.actor = 'migration'; update recommendations set restricted = ${yes}
          where id = '${scene.recommendationIds[1]}'`,
      );
    await restricted(true);
    expect((await voices.list(scene.people.viewer, {}, all)).rows.map((row) => row.id)).not.toContain(id);
    await expect(voices.one(scene.people.viewer, id)).rejects.toMatchObject({ status: 404 });
    const versions = (person: typeof scene.people.viewer) =>
      scene.app.database.forAuthority(person.authority.id, person.actor, (tx) =>
        tx.rows(`select 1 from versions where authority_id = $1 and row_id = $2`, [tx.authorityId, id]),
      );
    expect(await versions(scene.people.viewer)).toEqual([]);
    expect((await versions(scene.people.manager)).length).toBeGreaterThan(0);
    expect((await voices.one(scene.people.manager, id)).voice.id).toBe(id);
    await voices.change(scene.people.manager, id, 2, {}, scene.recommendationIds.slice(0, 2));
    const seen = (await voices.one(scene.people.viewer, id)).voice;
    expect(seen.recommendationIds).toEqual([scene.recommendationIds[0]]);
    await restricted(false);
    await voices.change(scene.people.manager, id, 2, {}, [scene.recommendationIds[1]!]);
  });

  it('is archived, never deleted, and used again', async () => {
    await voices.archive(scene.people.manager, id, 2, true);
    expect((await voices.list(scene.people.viewer, {}, all)).total).toBe(1);
    expect((await voices.list(scene.people.viewer, { archived: true }, all)).total).toBe(1);
    await expect(voices.change(scene.people.manager, id, 3, { said: 'x' })).rejects.toMatchObject({
      code: 'archived',
    });
    await voices.archive(scene.people.manager, id, 3, false);
    await expect(scene.app.owner.query('update voices set asked = 1 where answered > 1')).rejects.toThrow(
      'no_more_answer_than_were_asked',
    );
  });
});
