import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DemonstrationService } from '../../src/features/administration/demonstration/demonstration.service.js';
import { SampleDataModule } from '../../src/features/administration/demonstration/sample-data.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

interface Action {
  reference: string;
  rating: string;
  status: string;
  dueOn: string;
  ratingReasons: string[];
  leadName: string;
  signs: string[];
  ahead: { on: string; colour: string } | null;
}
interface Slipping {
  isTheirs: boolean;
  until: string;
  redNow: number;
  actions: Action[];
}

let app: TestApp;
const visitors = new Map<string, Visitor>();
const as = (who: string) => visitors.get(who)!;
const WHO = [
  'director',
  'chief.executive',
  'lead.member',
  'plan.manager',
  'chair',
  'member',
  'lead.one',
  'lead.two',
  'partner.lead',
  'owner.one',
  'viewer',
  'quality',
];

beforeAll(async () => {
  app = await TestApp.start({ whole: true, modules: [SampleDataModule], at: '2026-11-23T09:00:00Z' });
  await app.get(DemonstrationService).load(app.clock, 'a password for the demonstration');
  for (const who of WHO) {
    visitors.set(who, await app.signIn(`${who}@westmarch.example`, { authority: 'westmarch' }));
  }
}, 90_000);
afterAll(() => app?.stop());

const read = async (who: string) => (await as(who).call('GET', '/api/v1/slipping')).json<Slipping>();

describe('The menu', () => {
  it.each(['partner.lead', 'owner.one', 'viewer', 'quality'])(
    'leads %s nowhere they are refused',
    async (who) => {
      const { links } = await as(who).get('/');
      for (const { href } of links.filter(({ href }) => /^\/[a-z-]*$/.test(href))) {
        expect([href, (await as(who).get(href)).status]).toEqual([href, 200]);
      }
    },
  );
});

describe('The whole picture', () => {
  it.each([
    ['director', 200],
    ['chief.executive', 200],
    ['lead.member', 200],
    ['plan.manager', 200],
    ['chair', 403],
    ['member', 403],
    ['lead.one', 403],
    ['owner.one', 403],
    ['viewer', 403],
    ['quality', 403],
  ])('is for the %s: %i', async (who, status) => {
    expect((await as(who).get('/overview')).status).toBe(status);
    expect((await as(who).call('GET', '/api/v1/overview')).status).toBe(status);
    const offered = (await as(who).get('/')).links.some(({ href }) => href === '/overview');
    expect(offered).toBe(status === 200);
  });

  it('has the figures of the dashboard, each linked to the list that it counts', async () => {
    const seen = await as('director').get('/overview');
    const dashboard = (await as('director').call('GET', '/api/v1/dashboard')).json<{
      counts: Record<string, number>;
      overdue: number;
      total: number;
      recommendationsWithoutAction: number;
      recommendationsMet: number;
    }>();
    const { plan, byAgency } = (await as('director').call('GET', '/api/v1/overview')).json<{
      plan: {
        figures: { counts: Record<string, number>; overdue: number; total: number };
        recommendations: { met: number; withoutAction: number };
        trend: { on: string; counts: Record<string, number> }[];
      };
      byAgency: { overdue: number; red: number }[];
    }>();
    expect(plan.figures).toMatchObject({
      counts: dashboard.counts,
      overdue: dashboard.overdue,
      total: dashboard.total,
    });
    expect(plan.recommendations).toMatchObject({
      met: dashboard.recommendationsMet,
      withoutAction: dashboard.recommendationsWithoutAction,
    });
    // The trend ends where the plan stands, and the agencies together have all that is overdue.
    expect(plan.trend.at(-1)).toEqual({ on: '2026-11-23', counts: dashboard.counts });
    expect(byAgency.reduce((sum, row) => sum + row.overdue, 0)).toBe(dashboard.overdue);
    const figures = seen.links.filter(({ href }) => /^\/(actions|recommendations)\?/.test(href));
    expect(figures.length).toBeGreaterThan(10);
    for (const { href, text } of figures) {
      const said = /^(\d+)/.exec(text)?.[1];
      if (said === undefined || text.includes('more')) continue;
      const list = await as('director').call('GET', `/api/v1${href}`);
      expect([href, String(list.json<{ total: number }>().total)]).toEqual([href, said]);
    }
  });

  it('names deadlines, priority recommendations, exceptions and decisions', async () => {
    const { text } = await as('director').get('/overview');
    for (const heading of [
      'Statutory deadlines',
      'Escalations',
      'Priority recommendations',
      'Exceptions',
      'Open and overdue by agency',
      'Decisions awaited',
      'Trend',
    ]) {
      expect(text).toContain(heading);
    }
    expect(text).toContain('Westmarch Constabulary');
    expect(text).toMatch(/Red (fell|rose|stayed)/);
  });

  it('tells of escalations once somebody was told', async () => {
    const { rows } = await app.owner.query<{
      id: string;
      authority_id: string;
      due_on: string;
      director: string;
    }>(
      `select a.id, a.authority_id, a.due_on::text,
              (select p.id from people p where p.authority_id = a.authority_id and 'director' = any(p.roles)) as director
         from actions a join authorities t on t.id = a.authority_id and t.slug = 'westmarch'
        where 'overdue' = any(a.rating_reasons) order by a.number limit 1`,
    );
    const { id, authority_id: authorityId, due_on: dueOn, director } = rows[0]!;
    await app.database.forAuthority(authorityId, { kind: 'sweep' }, (tx) =>
      tx.rows(
        `insert into notices (authority_id, subject_kind, subject_id, step, occurrence, about, person_id, due_on, state,
                              written_at, sent_at)
         values ($1, 'action', $2, 'escalation_2', '6', $3, $4, '2026-11-20', 'sent', now(), now())`,
        [authorityId, id, dueOn, director],
      ),
    );
    const { text } = await as('chief.executive').get('/overview');
    expect(text).toContain('Escalation 2 to Helen Marsh on 20 November 2026');
  });
});

describe('What is about to slip', () => {
  it.each([
    ['lead.one', 200],
    ['lead.two', 200],
    ['partner.lead', 200],
    ['director', 200],
    ['plan.manager', 200],
    ['owner.one', 403],
    ['viewer', 403],
    ['chair', 403],
  ])('is for %s: %i', async (who, status) => {
    expect((await as(who).get('/slipping')).status).toBe(status);
    if (status === 200) {
      expect((await as(who).get('/')).links.some(({ href }) => href === '/slipping')).toBe(true);
    }
  });

  it('is theirs for a lead and the whole plan for the director, and has nothing that is Red already', async () => {
    const [one, two, partner, all] = await Promise.all(
      ['lead.one', 'lead.two', 'partner.lead', 'director'].map(read),
    );
    expect([one!.isTheirs, all!.isTheirs]).toEqual([true, false]);
    const references = [one!, two!, partner!].flatMap(({ actions }) =>
      actions.map(({ reference }) => reference),
    );
    expect([...references].sort()).toEqual(all!.actions.map(({ reference }) => reference).sort());
    expect(all!.actions.length).toBeGreaterThan(2);
    for (const { rating, signs, reference } of all!.actions) {
      expect([reference, rating === 'red', signs.length > 0]).toEqual([reference, false, true]);
    }
  });

  it('is narrowed to one sign', async () => {
    const all = await as('director').get('/slipping');
    const figure = all.links.find(({ href }) => href.startsWith('/slipping?sign='))!;
    const narrowed = await as('director').get(figure.href);
    expect(narrowed.text).toContain('Show all');
    expect((await as('director').get('/slipping?sign=nonsense')).status).toBe(200);
  });
});

const inBrowser = browserPath() === null ? describe.skip : describe;

inBrowser('The whole picture in a browser', () => {
  let chrome: TestBrowser;
  beforeAll(async () => {
    chrome = await TestBrowser.open();
  });
  afterAll(() => chrome?.close());

  it.each([true, false])('can be read by everybody; on a phone: %s', async (phone) => {
    const page = await chrome.pageAs(app, 'director@westmarch.example', { phone });
    for (const path of ['/overview', '/slipping', '/slipping?sign=waiting']) {
      await page.goto(path);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
      if (process.env['LOOK_INTO'])
        await page.screenshot({
          path: `${process.env['LOOK_INTO']}/${path.slice(1).replace(/\W/g, '-')}-${phone}.png`,
          fullPage: true,
        });
    }
  });
});

/** Moves the clock, so it is the last. */
describe('What was about to slip', () => {
  it('says true of each what its ratings of the coming days say', async () => {
    const { actions, until } = await read('director');
    const worse = actions.filter(({ ahead }) => ahead !== null);
    expect(worse.length).toBeGreaterThan(0);
    for (const { ahead } of worse) {
      expect(ahead!.on > '2026-11-23' && ahead!.on <= until).toBe(true);
    }
    const named = new Map(actions.map((action) => [action.reference, action.ahead]));
    const bearer = { authorization: `Bearer ${await app.token('director@westmarch.example')}` };
    const path = '/api/v1/actions?limit=200&status=not_started,in_progress';
    const open = async () =>
      (await app.visitor().call('GET', path, undefined, bearer)).json<{ items: Action[] }>().items;
    const before = new Map((await open()).map(({ reference, rating }) => [reference, rating]));
    // Nobody does anything until the last of these days: exactly those are worse by then that were named.
    app.clock.moveTo(new Date(`${until}T09:00:00Z`));
    const badness = (rating: string | undefined) => ['amber', 'red'].indexOf(rating ?? '');
    for (const { reference, rating } of await open()) {
      const isWorse = badness(rating) > badness(before.get(reference));
      expect([reference, isWorse]).toEqual([reference, (named.get(reference) ?? null) !== null]);
    }
  });
});
