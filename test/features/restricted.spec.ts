import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { may } from '../../src/domain/access/policy.js';
import { ROLES, type Role } from '../../src/domain/access/role.js';
import { BoardService } from '../../src/features/packs/board.service.js';
import { RestrictionsService } from '../../src/features/plans/restrictions.service.js';
import { OwnRecommendationsService } from '../../src/features/recommendations/own-recommendations.service.js';
import { SentencesService } from '../../src/features/recommendations/sentences.service.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import { UpdatesService } from '../../src/features/actions/updates.service.js';
import { ActionReadingService } from '../../src/features/actions/action-reading.service.js';
import type { Person } from '../../src/web/person.js';
import { planOfWestmarch, publishedAction, type PlanPeople } from '../support/plan-of-westmarch.js';
import { routesOf } from '../support/routes.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

/** One made-up word in each place that could be read somewhere. */
const SECRETS = {
  recommendation: 'Recthornbury must be looked into without delay',
  outcome: 'Outcomewick is safe',
  sentence: 'Sentencelyme was seen twice.',
  action: 'Actionfolding is moved',
  description: 'Describemoor has been told',
  measure: 'Measureham counts',
  update: 'Updateford went well',
} as const;
const WORDS = Object.values(SECRETS).map((text) => text.split(' ')[0]!.toLowerCase());
const OUTSIDERS: readonly Role[] = ['viewer', 'adviser', 'owner', 'administrator'];

describe('What is restricted', () => {
  let app: TestApp;
  let people: PlanPeople;
  let doer: Person;
  let recommendationId: string;
  let actionId: string;
  let routes: string[];
  let ids: string[];
  const outsiders = new Map<Role, Visitor>();

  beforeAll(async () => {
    app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
    ({ people } = await planOfWestmarch(app));
    for (const role of OUTSIDERS) {
      outsiders.set(role, await app.visitorAs({ email: `outside.${role}@westmarch.example`, roles: [role] }));
    }
    doer = await app.person({ email: 'doer@westmarch.example', roles: ['owner'] });
    await tellSecrets();
    routes = routesOf(app).flatMap(({ method, path }) => (method === 'GET' ? [path] : []));
    ids = await everyId();
  }, 60_000);
  afterAll(() => app.stop());

  async function tellSecrets(): Promise<void> {
    const own = await app.get(OwnRecommendationsService).add(
      people.manager,
      {
        text: SECRETS.recommendation,
        number: null,
        priority: 'priority_action',
        addressee: null,
        theme: null,
        timescale: null,
      } as never,
      {},
    );
    recommendationId = own.id;
    const recommendations = app.get(RecommendationsService);
    await recommendations.answer(people.manager, own.id, own.version, {
      outcome: SECRETS.outcome,
      leadId: people.lead.personId,
    });
    await app
      .get(SentencesService)
      .write(people.lead, own.id, { sentence: SECRETS.sentence, difference: 'Much' });
    actionId = await publishedAction(app, people, {
      title: SECRETS.action,
      description: SECRETS.description,
      successMeasure: SECRETS.measure,
      ownerId: doer.personId,
      recommendationIds: [own.id],
    });
    await publishedAction(app, people, { title: 'An open one' });
    await app.get(RestrictionsService).set(people.director, 'recommendations', own.id, true);
    await app.get(UpdatesService).record(doer, actionId, {
      answer: 'yes',
      forecastOn: null,
      begunOn: null,
      noChange: false,
      whatChanged: SECRETS.update,
      inTheWay: '',
      whoRemovesIt: '',
    });
  }

  it('takes the actions towards it with it, and is seen by whoever may read it and whoever has to do it', async () => {
    const recommendations = app.get(RecommendationsService);
    const actions = app.get(ActionReadingService);
    expect((await recommendations.view(people.member, recommendationId)).restricted).toBe(true);
    expect((await actions.item(people.member, actionId)).title).toBe(SECRETS.action);
    expect((await actions.item(doer, actionId)).title).toBe(SECRETS.action);
    await expect(recommendations.view(doer, recommendationId)).rejects.toMatchObject({ status: 404 });
    await expect(recommendations.view(people.viewer, recommendationId)).rejects.toMatchObject({
      status: 404,
    });
    await expect(actions.item(people.viewer, actionId)).rejects.toMatchObject({ status: 404 });
  });

  it('is said only by a plan manager or director', async () => {
    for (const person of [people.viewer, people.lead, people.member, doer]) {
      const set = app.get(RestrictionsService).set(person, 'actions', actionId, false);
      await expect(set).rejects.toMatchObject({ status: 403 });
    }
  });

  it('is counted as left out of the figures of others', async () => {
    const recommendations = app.get(RecommendationsService);
    const all = { limit: 50, offset: 0 };
    const [seen, unseen] = [
      await recommendations.list(people.manager, {}, all),
      await recommendations.list(people.viewer, {}, all),
    ];
    expect([seen.total, seen.leftOut]).toEqual([4, 0]);
    expect([unseen.total, unseen.leftOut]).toEqual([3, 1]);
    const board = app.get(BoardService);
    expect((await board.board(people.manager)).figures.total).toBe(2);
    const less = await board.board(people.viewer);
    expect([less.figures.total, less.leftOut]).toEqual([1, 1]);
    const file = await board.boardOf(people.viewer.authority.id);
    expect([file.figures.total, file.leftOut]).toEqual([1, 1]);
    expect(await app.get(ActionReadingService).leftOut(people.viewer)).toBe(1);
  });

  it.each(ROLES.flatMap((role) => [[role, 'council'] as const, [role, 'partner'] as const]))(
    'is hidden by the database from the %s of the %s exactly where the policy says so',
    async (role, kind) => {
      const agencyId = kind === 'council' ? null : await partnerAgency();
      const email = `${role}.of.${kind}@westmarch.example`;
      const person = await app.person({ email, roles: [role], agencyId: agencyId ?? undefined } as never);
      const hidden = await app.database.forAuthority(person.authority.id, person.actor, async (tx) => {
        const row = await tx.row<{ hidden: string[] }>(`select hidden_from_actor()::text[] as hidden`);
        return row!.hidden;
      });
      expect(hidden.length === 0).toBe(may('restricted.read', { ...person, agencyId }));
      if (hidden.length > 0) expect(hidden.sort()).toEqual([actionId, recommendationId].sort());
    },
  );

  it.each(OUTSIDERS)(
    'is on no page, in no list, file, search or answer of the API for the %s',
    async (role) => {
      expect(routes.length).toBeGreaterThan(100);
      expect(await heardBy(outsiders.get(role)!)).toEqual([]);
    },
    240_000,
  );

  it('is found by the plan manager in the same places', async () => {
    const manager = await app.signIn(people.manager.email, { authority: 'westmarch' });
    const heard = (await heardBy(manager, true)).join('\n').toLowerCase();
    for (const word of WORDS) expect(heard).toContain(word);
  }, 240_000);

  it('is there for everybody again when the restriction is lifted', async () => {
    await app.get(RestrictionsService).set(people.manager, 'actions', actionId, false);
    expect((await app.get(ActionReadingService).item(people.viewer, actionId)).title).toBe(SECRETS.action);
    await expect(app.get(RecommendationsService).view(people.viewer, recommendationId)).rejects.toMatchObject(
      { status: 404 },
    );
  });

  async function partnerAgency(): Promise<string> {
    const known = await app.owner.query(
      `select id from agencies where authority_id = $1 and kind <> 'council' limit 1`,
      [people.manager.authority.id],
    );
    if (known.rows[0]) return known.rows[0].id;
    await app.owner.query(`select set_config('app.actor', 'migration', false)`);
    const made = await app.owner.query(
      `insert into agencies (authority_id, name, kind) values ($1, 'Police', 'partner') returning id`,
      [people.manager.authority.id],
    );
    return made.rows[0].id;
  }

  /** Every place at which somebody reads one of the words, after asking every address in every way. */
  async function heardBy(visitor: Visitor, few = false): Promise<string[]> {
    const heard = new Set<string>();
    for (const address of few ? addresses().filter((one) => !one.includes('?')) : addresses()) {
      const seen = await visitor.get(address);
      if (seen.status >= 500) heard.add(`${address}: ${seen.status}`);
      const said = seen.body.toString('utf8').toLowerCase();
      for (const word of WORDS) {
        // What somebody searches for stands in the field again.
        if (!address.toLowerCase().includes(word) && said.includes(word)) heard.add(`${address}: ${word}`);
      }
      if (address.includes('q=') && address.startsWith('/api/') && seen.status === 200) {
        const total = (JSON.parse(seen.body.toString('utf8')) as { total: number }).total;
        if (total > 0) heard.add(`${address}: found ${total}`);
      }
    }
    return [...heard];
  }

  function addresses(): string[] {
    const plain = routes.filter((route) => !route.includes(':'));
    const lists = [
      '/recommendations',
      '/actions',
      '/actions.csv',
      '/api/v1/recommendations',
      '/api/v1/actions',
    ];
    const searched = lists.flatMap((path) => WORDS.map((word) => `${path}?q=${word}`));
    const past = [
      '/plan',
      '/board',
      '/actions',
      '/recommendations',
      '/api/v1/plan/document',
      '/api/v1/actions',
    ];
    const withIds = routes
      .filter((route) => route.includes(':'))
      .flatMap((route) => ids.map((id) => route.replaceAll(/:\w+/g, id)));
    const history = ['actions', 'recommendations'].flatMap((entity) =>
      ids.flatMap((id) => [`/history/${entity}/${id}`, `/api/v1/history?entity=${entity}&id=${id}`]),
    );
    return [...plain, ...searched, ...past.map((path) => `${path}?asAt=2026-11-22`), ...withIds, ...history];
  }

  /** One id of each table that holds something of what is restricted. */
  async function everyId(): Promise<string[]> {
    const { rows } = await app.owner.query(
      `select id from actions where id = $1 union select id from recommendations where id = $2
       union (select id from progress_updates where action_id = $1 limit 1)
       union (select id from recommendation_sentences where recommendation_id = $2 limit 1)
       union (select id from action_recommendations where action_id = $1 limit 1)`,
      [actionId, recommendationId],
    );
    return rows.map((row: { id: string }) => row.id);
  }
});
