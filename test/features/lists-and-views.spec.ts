import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HomeModule } from '../../src/features/home/home.module.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';
import { localDate } from '../../src/domain/calendar/local-date.js';

interface Listed {
  items: { id: string; title: string; notUpdated: boolean }[];
  total: number;
}

describe('Finding actions again', () => {
  let app: TestApp;
  let people: PlanPeople;
  let manager: Visitor;

  // The window of November opened on the 16th and closed on the 30th; today is the 1st of December.
  beforeAll(async () => {
    app = await startWithActions({ at: '2026-10-01T09:00:00Z' });
    const plan = await planOfWestmarch(app);
    people = plan.people;
    const running = { startOn: localDate('2026-10-01'), dueOn: localDate('2027-03-31') };
    const answered = await publishedAction(app, people, { ...running, title: 'Answered in November' });
    await publishedAction(app, people, {
      ...running,
      title: 'Never answered',
      recommendationIds: [plan.recommendationIds[1] as string],
    });
    app.clock.moveTo(new Date('2026-11-24T09:00:00Z'));
    await app.get(UpdatesService).record(people.owner, answered, {
      answer: 'yes',
      forecastOn: null,
      begunOn: localDate('2026-10-05'),
      noChange: false,
      whatChanged: 'The panel has met twice and chosen a provider',
      inTheWay: '',
      whoRemovesIt: '',
    });
    app.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
  });
  afterAll(() => app.stop());

  const titles = async (query: string) =>
    (await manager.call('GET', `/api/v1/actions?${query}`)).json<Listed>().items.map(({ title }) => title);

  it('an action whose last window closed without an answer is marked, filtered and shown as not updated', async () => {
    expect(await titles('notUpdated=true')).toEqual(['Never answered']);
    expect(await titles('notUpdated=false')).toEqual(['Answered in November']);
    expect((await manager.get('/actions')).text).toMatch(/Not updated/);
  });

  it('a late answer takes the mark away', async () => {
    const [one] = (await manager.call('GET', '/api/v1/actions?notUpdated=true')).json<Listed>().items;
    await app.get(UpdatesService).record(people.owner, one!.id, {
      answer: 'yes',
      forecastOn: null,
      begunOn: null,
      noChange: true,
      whatChanged: 'The post is still advertised',
      inTheWay: 'Nobody applied',
      whoRemovesIt: '',
    });
    expect(await titles('notUpdated=true')).toEqual([]);
  });

  it.each([
    ['a word of an update', 'q=provider', ['Answered in November']],
    ['what is in the way', 'q=nobody+applied', ['Never answered']],
    ['a word of the recommendation it serves', 'q=supervision', ['Never answered']],
    ['filters that combine', 'q=provider&status=not_started&moved=false', []],
    ['actions that wait for a checker', 'awaitingCheck=true', []],
    ['complete actions without accepted evidence', 'noEvidence=true', []],
  ])('is found by %s', async (_, query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('words of a recommendation under embargo find nothing', async () => {
    await app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, (tx) =>
      tx.rows(`update documents set publication = 'draft_under_embargo' where authority_id = $1`, [
        tx.authorityId,
      ]),
    );
    expect(await titles('q=supervision')).toEqual([]);
  });

  it('a list is kept under a name, found again by its owner alone, and forgotten', async () => {
    const list = await manager.get('/actions?ownerId=me&status=in_progress');
    const kept = await manager.submit(list, '/views', { viewName: 'Mine that run' });
    expect(kept.status).toBe(303);
    const views = await manager.get('/views');
    const link = views.links.find(({ text }) => text === 'Mine that run');
    expect(new URL(link!.href, 'http://list').searchParams.get('status')).toBe('in_progress');
    const lead = await app.signIn('lead@westmarch.example', { authority: 'westmarch' });
    expect((await lead.get('/views')).text).not.toContain('Mine that run');
    const [view] = (await manager.call('GET', '/api/v1/views')).json<{ items: { id: string }[] }>().items;
    const forgotten = await manager.submit(views, `/views/${view?.id}/forget`);
    expect((await manager.follow(forgotten)).text).toContain('No views yet');
  });

  it('a view without a name is asked for one, with its filters kept', async () => {
    const list = await manager.get('/actions?status=in_progress');
    const again = await manager.submit(list, '/views', { viewName: ' ' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Enter a name for the view');
    const kept = await manager.submit(again, '/views', { viewName: 'Running' });
    expect(kept.headers.get('location')).toBe('/actions?status=in_progress');
  });
});

describe('The data-quality page', () => {
  let app: TestApp;
  let manager: Visitor;

  beforeAll(async () => {
    app = await startWithActions({ at: '2026-11-23T09:00:00Z', modules: [HomeModule] });
    const { people } = await planOfWestmarch(app);
    await publishedAction(app, people, { title: 'Nobody measures it', successMeasure: '' });
    manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
  });
  afterAll(() => app.stop());

  it('counts exactly the list that each of its lines leads to', async () => {
    const seen = await manager.get('/data-quality');
    const lines = seen.links.filter(({ href }) => href.startsWith('/actions?'));
    expect(lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Open actions without a success measure',
        'Open actions in no workstream',
        'Actions that serve no recommendation',
      ]),
    );
    for (const { href } of lines) {
      const query = new URL(href, 'http://list').search;
      const { total } = (await manager.call('GET', `/api/v1/actions${query}`)).json<Listed>();
      expect([href, total]).toEqual([href, 1]);
    }
    expect(seen.text).toMatch(/Open recommendations without an action\s*3/);
    const others = seen.links.filter(({ href }) => /^\/(recommendations|measures)\?/.test(href));
    expect(others.map(({ text }) => text)).toEqual([
      'Open recommendations without an action',
      'Recommendations without a lead',
      'Recommendations without this quarter’s sentence of their lead',
    ]);
    for (const { href } of others) {
      const { total } = (await manager.call('GET', `/api/v1${href}`)).json<Listed>();
      expect([href, total]).toEqual([href, 3]);
    }
  });

  it('is found on the home page and not in the menu of every page', async () => {
    const pathsOn = async (path: string) => (await manager.get(path)).links.map(({ href }) => href);
    expect(await pathsOn('/')).toEqual(expect.arrayContaining(['/data-quality', '/plan-sheets']));
    expect(await pathsOn('/actions')).not.toContain('/data-quality');
  });

  it('is the plan manager’s alone', async () => {
    const lead = await app.signIn('lead@westmarch.example', { authority: 'westmarch' });
    expect((await lead.get('/data-quality')).status).toBe(403);
    expect((await lead.get('/')).links.map(({ href }) => href)).not.toContain('/data-quality');
  });
});
