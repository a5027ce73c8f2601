import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OwnRecommendationsService } from '../../src/features/recommendations/own-recommendations.service.js';
import { RecommendationsModule } from '../../src/features/recommendations/recommendations.module.js';
import { RecommendationsService } from '../../src/features/recommendations/recommendations.service.js';
import type { OwnWords } from '../../src/features/recommendations/own-recommendations.repository.js';
import type { Person } from '../../src/web/person.js';
import { TestApp } from '../support/test-app.js';

let app: TestApp;
let own: OwnRecommendationsService;
let recommendations: RecommendationsService;
let manager: Person;
let viewer: Person;

const words = (text: string, more: Partial<OwnWords> = {}): OwnWords => ({
  text,
  number: null,
  priority: 'recommendation',
  addressee: 'Local authority',
  theme: null,
  timescale: null,
  ...more,
});

beforeAll(async () => {
  app = await TestApp.start({ modules: [RecommendationsModule], at: '2026-11-23T09:00:00Z' });
  own = app.get(OwnRecommendationsService);
  recommendations = app.get(RecommendationsService);
  manager = await app.person({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] });
  viewer = await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] });
});
afterAll(() => app.stop());

/** An action towards it, as the rows of a later feature. */
async function actionTowards(id: string, status: string): Promise<void> {
  await app.owner.query(`select set_config('app.actor', 'migration', false)`);
  await app.owner.query(
    `insert into plans (authority_id, title, opened_on) values ($1, 'Plan', '2026-01-01') on conflict do nothing`,
    [manager.authority.id],
  );
  await app.owner.query(
    `with action as (
       insert into actions (authority_id, plan_id, number, reference, title, status)
       select $1, id, (select count(*)::int + 1 from actions), 'A' || (select count(*) + 1 from actions), 'Do it', $3
         from plans where authority_id = $1 returning authority_id, id)
     insert into action_recommendations (authority_id, action_id, recommendation_id)
     select authority_id, id, $2 from action`,
    [manager.authority.id, id, status],
  );
}

describe('A recommendation of the authority’s own', () => {
  it('stands among the own ones of the year unless another document is named', async () => {
    const first = await own.add(manager, words('Give every team a practice week.'), {});
    const second = await own.add(manager, words('Ask children what they think of their plan.'), {});
    expect(first).toMatchObject({ documentTitle: 'Own recommendations 2026', isOwn: true, status: 'open' });
    expect(second.documentId).toBe(first.documentId);
    expect((await recommendations.view(viewer, second.id)).text).toBe(
      'Ask children what they think of their plan.',
    );
  });

  it('can stand in a document that was typed in with title, kind and date, once', async () => {
    const place = {
      documentTitle: 'Diagnostic of the front door',
      documentKind: 'adviser_review',
      documentDate: '2026-03-02',
    } as const;
    const one = await own.add(
      manager,
      words('Answer every contact within a day.', { number: '1' }),
      place as never,
    );
    const two = await own.add(manager, words('Record who decided.', { number: '2' }), place as never);
    const three = await own.add(manager, words('Count what is late.'), { documentId: one.documentId });
    expect([two.documentId, three.documentId]).toEqual([one.documentId, one.documentId]);
    expect(one).toMatchObject({
      documentTitle: 'Diagnostic of the front door',
      documentReceivedOn: '2026-03-02',
    });
    expect((await own.documents(manager)).map(({ title }) => title)).toEqual([
      'Own recommendations 2026',
      'Diagnostic of the front door',
    ]);
  });

  it.each([
    [{ documentTitle: 'Audit' }, 'documentDate'],
    [{ documentTitle: 'Audit', documentDate: '2026-11-24' }, 'documentDate'],
    [{ documentId: '00000000-0000-4000-8000-000000000000' }, 'documentId'],
  ])('is refused beside its field: %j', async (place, field) => {
    await expect(own.add(manager, words('Something.'), place as never)).rejects.toMatchObject({
      status: 422,
      errors: [{ field }],
    });
  });

  it('is compared with earlier ones as a received one is', async () => {
    const again = await own.add(manager, words('Answer each contact within one day.'), {});
    const { rows } = await app.database.forAuthority(
      manager.authority.id,
      { kind: 'import' },
      async (tx) => ({
        rows: await tx.rows<{ state: string }>(
          `select state from raised_before where authority_id = $1 and recommendation_id = $2`,
          [manager.authority.id, again.id],
        ),
      }),
    );
    expect(rows).toEqual([{ state: 'offered' }]);
  });

  it('can be corrected, what is not named stays, and the second of two people is told', async () => {
    const made = await own.add(manager, words('Visit the homes.', { theme: 'Homes' }), {});
    const corrected = await own.correct(manager, made.id, made.version, { text: 'Visit all our homes.' });
    expect(corrected).toMatchObject({
      text: 'Visit all our homes.',
      theme: 'Homes',
      version: made.version + 1,
    });
    await expect(own.correct(manager, made.id, made.version, { text: 'Mine.' })).rejects.toMatchObject({
      status: 412,
      currentVersion: made.version + 1,
    });
  });

  it('keeps its priority and its place in the plan while an action hangs on it', async () => {
    const made = await own.add(manager, words('Open a second home.'), {});
    await actionTowards(made.id, 'draft');
    await expect(
      own.correct(manager, made.id, made.version, { priority: 'priority_action' }),
    ).rejects.toMatchObject({ status: 409, code: 'actions_hang_on_it' });
    await expect(own.withdraw(manager, made.id, made.version)).rejects.toMatchObject({
      status: 409,
      code: 'actions_hang_on_it',
    });
    await expect(
      own.correct(manager, made.id, made.version, { text: 'Open two homes.' }),
    ).resolves.toMatchObject({ text: 'Open two homes.' });
  });

  it('can be withdrawn otherwise; a cancelled action does not hold it', async () => {
    const made = await own.add(manager, words('Close the annexe.'), {});
    await actionTowards(made.id, 'cancelled');
    await own.withdraw(manager, made.id, made.version);
    await expect(recommendations.view(manager, made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('is the plan manager’s to write', async () => {
    await expect(own.add(viewer, words('Mine.'), {})).rejects.toMatchObject({ status: 403 });
  });
});
