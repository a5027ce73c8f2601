import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { AdministrationModule } from '../../src/features/administration/administration.module.js';
import { PacksModule } from '../../src/features/packs/packs.module.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

interface PlanAnswer {
  ratingPreset: string;
  colours: Record<string, string>;
  version: number;
}

describe('Settings of an authority', () => {
  let app: TestApp;
  let people: PlanPeople;
  let manager: Visitor;
  let administrator: Visitor;

  // Due in 12 working days and not started: nothing by the standard preset, Amber by the strict one.
  beforeAll(async () => {
    app = await startWithActions({
      at: '2026-11-23T09:00:00Z',
      modules: [PacksModule, AdministrationModule],
    });
    ({ people } = await planOfWestmarch(app));
    await publishedAction(app, people, {
      startOn: localDate('2026-11-20'),
      dueOn: localDate('2026-12-09'),
      title: 'Agree the supervision policy',
    });
    await publishedAction(app, people, { title: 'See every child within ten days' });
    manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
    await app.person({ email: 'administrator@westmarch.example', roles: ['administrator', 'viewer'] });
    administrator = await app.signIn('administrator@westmarch.example', { authority: 'westmarch' });
  });
  afterAll(() => app.stop());

  const asManager = async (method: string, path: string, body: unknown, version: number) =>
    app.visitor().call(method, path, body, {
      authorization: `Bearer ${await app.token('manager@westmarch.example')}`,
      'if-match': `"${version}"`,
    });

  const plan = async () => (await manager.call('GET', '/api/v1/plan')).json<PlanAnswer>();

  it('another preset is tried before it is taken: how many actions would turn which colour, and which', async () => {
    const seen = await manager.get('/settings/plan/preset?to=strict');
    expect(seen.text).toContain('1 action would turn Amber');
    expect(seen.text).toContain('Agree the supervision policy');
    expect(seen.text).not.toContain('See every child within ten days');
    expect(await plan()).toMatchObject({ ratingPreset: 'standard' });
  });

  it('the preset that is taken rates the plan at once, is named on the board page, and is history', async () => {
    const preview = await manager.get('/settings/plan/preset?to=strict');
    const after = await manager.follow(await manager.submit(preview, '/settings/plan/preset'));
    expect(after.text).toContain('rated by the strict preset from now on');
    const amber = (await manager.call('GET', '/api/v1/actions?rating=amber')).json<{ total: number }>();
    expect(amber.total).toBe(1);
    expect((await manager.get('/board')).text).toContain('Rated by the strict preset');
    const { version } = await plan();
    const back = await asManager('PATCH', '/api/v1/plan', { ratingPreset: 'standard' }, version);
    expect(back.json()).toMatchObject({ ratingPreset: 'standard' });
    const late = await asManager('PATCH', '/api/v1/plan', { ratingPreset: 'gentle' }, version);
    expect(late.status).toBe(412);
  });

  it('the council’s own words for a colour stand under the figures, and an emptied field says it as usual', async () => {
    const form = await manager.get('/settings/plan/change');
    const saved = await manager.submit(form, '/settings/plan/change', {
      red: 'needs the board today',
      green: '',
    });
    expect((await manager.follow(saved)).text).toContain('needs the board today');
    expect((await manager.get('/board')).text).toContain('needs the board today');
    const { colours } = await plan();
    expect(colours).toMatchObject({
      red: 'needs the board today',
      green: 'on track, or complete and being checked',
    });
  });

  it('a closed day is no working day from then on: what is due soon counts without it', async () => {
    const before = (await manager.call('GET', '/api/v1/actions?rating=amber')).json<{ total: number }>();
    expect(before.total).toBe(0);
    const page = await administrator.get('/settings/closed-days');
    const wrong = await administrator.submit(page, '/settings/closed-days/add', {
      name: 'Flood',
      'from-day': '30',
      'from-month': '11',
      'from-year': '2026',
      'to-day': '2',
      'to-month': '11',
      'to-year': '2026',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The last day must not be before the first');
    const right = await administrator.submit(wrong, '/settings/closed-days/add', {
      name: 'Flood',
      'to-day': '1',
      'to-month': '12',
      'to-year': '2026',
    });
    expect((await administrator.follow(right)).text).toContain('2 days were added');
    const after = (await manager.call('GET', '/api/v1/actions?rating=amber')).json<{ total: number }>();
    expect(after.total).toBe(1);
  });

  it('a withdrawn closed day is a working day again, and is still found', async () => {
    const { items } = (await administrator.call('GET', '/api/v1/closed-days')).json<{
      items: { id: string; day: string }[];
    }>();
    expect(items.map(({ day }) => day)).toEqual(['2026-11-30', '2026-12-01']);
    const listed = await administrator.get('/settings/closed-days');
    await administrator.submit(listed, `/settings/closed-days/${items[0]?.id}/withdraw`);
    const page = await administrator.get('/settings/closed-days');
    expect(page.text).toMatch(/Withdrawn.*30 November 2026: Flood/s);
  });

  it('somebody who only reads the plan sees the settings and changes none', async () => {
    const viewer = await app.signIn('viewer@westmarch.example', { authority: 'westmarch' });
    expect((await viewer.get('/settings/plan')).text).not.toContain('See what strict would change');
    expect((await viewer.get('/settings/plan/preset?to=strict')).status).toBe(403);
    expect((await viewer.post('/settings/closed-days/add', { name: 'x' })).status).toBe(403);
  });
});
