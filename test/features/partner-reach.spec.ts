import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { planOfWestmarch, publishedAction, type PlanPeople } from '../support/plan-of-westmarch.js';
import { routesOf, type Route } from '../support/routes.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

/** One made-up word in each place of an action of the council that could be read somewhere. */
const SECRETS = {
  title: 'Councilfolding is moved',
  description: 'Describethorpe has been told',
  update: 'Updatewick went well',
  words: 'Requestham is short of staff',
  recommendation: 'Strengthen the voice of children in plans',
} as const;
const WORDS = Object.values(SECRETS).map((text) => text.toLowerCase());

/** Health is a partner: its people have one action of their own, and read nothing else of the plan. */
describe('The people of a partner agency', () => {
  let app: TestApp;
  let people: PlanPeople;
  let theirs: string;
  let councils: string;
  let ids: string[];
  let routes: Route[];
  const partners = new Map<string, Visitor>();

  beforeAll(async () => {
    app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
    ({ people } = await planOfWestmarch(app));
    const agency = await app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, (tx) =>
      tx.row<{ id: string }>(
        `insert into agencies (authority_id, name, kind) values ($1, 'Health', 'partner') returning id`,
        [tx.authorityId],
      ),
    );
    const nurse = await app.person({ email: 'nurse@health.example', roles: ['owner'], agencyId: agency!.id });
    await app.person({ email: 'lead@health.example', roles: ['lead'], agencyId: agency!.id });
    for (const email of ['nurse@health.example', 'lead@health.example'])
      partners.set(email, await app.signIn(email, { authority: 'westmarch' }));
    const dates = { startOn: localDate('2026-09-01'), dueOn: localDate('2027-01-29') };
    theirs = await publishedAction(app, people, {
      ...dates,
      title: 'Health checks within twenty days',
      ownerId: nurse.personId,
      agencyId: agency!.id,
    });
    councils = await publishedAction(app, people, {
      ...dates,
      title: SECRETS.title,
      description: SECRETS.description,
    });
    await app.get(UpdatesService).record(people.owner, councils, {
      answer: 'yes',
      forecastOn: null,
      begunOn: null,
      noChange: false,
      whatChanged: SECRETS.update,
      inTheWay: '',
      whoRemovesIt: '',
    });
    const request = await app.get(DateChangeAsking).ask(people.owner, councils, {
      newDueOn: localDate('2027-02-19'),
      reason: 'other',
      words: SECRETS.words,
      meanwhile: 'We go on',
    });
    const { rows } = await app.owner.query(
      `select id from progress_updates union select id from recommendations union select id from documents
       union select id from people where email = 'owner@westmarch.example'`,
    );
    ids = [councils, request, ...rows.map((row: { id: string }) => row.id)];
    routes = routesOf(app);
  }, 60_000);
  afterAll(() => app?.stop());

  it('see, find and update what is theirs', async () => {
    const nurse = partners.get('nurse@health.example')!;
    expect((await nurse.get('/')).text).toContain('Health checks within twenty days');
    expect((await nurse.get('/actions?q=twenty')).text).toContain('Health checks within twenty days');
    expect((await nurse.get('/actions.csv')).html).toContain('Health checks within twenty days');
    const form = await nurse.get(`/actions/${theirs}/update`);
    const sent = await nurse.submit(form, 'Save the update', {
      answer: 'yes',
      whatChanged: 'Two clinics more',
    });
    expect((await nurse.follow(sent)).text).toContain('Two clinics more');
    const bearer = { authorization: `Bearer ${await app.token('nurse@health.example')}` };
    const list = await app.visitor().call('GET', '/api/v1/actions', undefined, bearer);
    expect(list.json<{ items: { id: string }[]; total: number }>()).toMatchObject({
      items: [{ id: theirs }],
      total: 1,
    });
  });

  it.each(['nurse@health.example', 'lead@health.example'])(
    '%s reads nothing else: on no page, in no list, file, search or answer of the API',
    async (email) => {
      const gets = routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
      expect(gets.length).toBeGreaterThan(100);
      const lists = [
        '/recommendations',
        '/actions',
        '/actions.csv',
        '/api/v1/recommendations',
        '/api/v1/actions',
      ];
      const addresses = [
        ...gets.filter((path) => !path.includes(':')),
        ...lists.flatMap((path) =>
          WORDS.map((word) => `${path}?q=${encodeURIComponent(word.split(' ')[0]!)}`),
        ),
        ...['/board', '/plan', '/actions'].map((path) => `${path}?asAt=2026-11-23`),
        ...gets
          .filter((path) => path.includes(':'))
          .flatMap((path) => ids.map((id) => path.replaceAll(/:\w+/g, id))),
        ...ids.flatMap((id) => [`/history/actions/${id}`, `/api/v1/history?entity=actions&id=${id}`]),
      ];
      const heard: string[] = [];
      for (const address of addresses) {
        const seen = await partners.get(email)!.get(address);
        const said = seen.html.toLowerCase();
        heard.push(...WORDS.filter((word) => said.includes(word)).map((word) => `${address}: ${word}`));
        if (seen.status >= 500) heard.push(`${address}: ${seen.status}`);
      }
      expect(heard).toEqual([]);
    },
    120_000,
  );

  it('change nothing else, whatever they send', async () => {
    const before = await fingerprint();
    const nurse = partners.get('nurse@health.example')!;
    const token = new Map((await nurse.get('/absence')).forms[0]?.fields).get('_csrf') ?? '';
    const bearer = { authorization: `Bearer ${await app.token('nurse@health.example')}`, 'if-match': '"1"' };
    const taken: string[] = [];
    for (const { method, path } of routes.filter(
      (route) => route.method !== 'GET' && route.path.includes(':'),
    )) {
      const there = path.replaceAll(/:\w+/g, councils);
      const body = {
        answer: 'yes',
        whatChanged: 'Taken over',
        ownerId: people.owner.personId,
        title: 'Taken over',
      };
      const seen = path.startsWith('/api/')
        ? await app.visitor().call(method, there, body, bearer)
        : await nurse.post(
            there,
            { _csrf: token, version: '1', ...body },
            { origin: nurse.base, 'sec-fetch-site': 'same-origin' },
          );
      if (seen.status < 300 || seen.status >= 500) taken.push(`${method} ${path}: ${seen.status}`);
    }
    expect(taken).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  }, 60_000);

  async function fingerprint(): Promise<unknown> {
    const { rows } = await app.owner.query(
      `select (select md5(string_agg(a::text, '|' order by id)) from actions a where id = $1) as action,
              (select count(*) from progress_updates where action_id = $1) as updates,
              (select md5(string_agg(p::text, '|' order by id)) from people p) as people`,
      [councils],
    );
    return rows[0];
  }
});
