import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { ActionsService } from '../../src/features/actions/actions.service.js';
import { MeasuresModule } from '../../src/features/measures/measures.module.js';
import { PublicPlanModule } from '../../src/features/public-plan/public-plan.module.js';
import { PublicPlanService } from '../../src/features/public-plan/public-plan.service.js';
import type { PublicPlan } from '../../src/features/public-plan/public-plan.js';
import { PublicDoor } from '../../src/platform/database/public.door.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  wholeAction,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let people: PlanPeople;
let plans: PublicPlanService;
let authorityId: string;
let documentId: string;
let ids: string[];

/** Past the services, as a migration would: `$1` is the authority. */
const asMigration = (sql: string, values: unknown[] = []) =>
  app.database.forAuthority(authorityId, { kind: 'migration' }, (tx) =>
    tx.rows(sql, [authorityId, ...values]),
  );
const shown = async () => (await app.get(PublicDoor).content('westmarch'))?.content as PublicPlan | undefined;

beforeAll(async () => {
  app = await startWithActions({
    at: '2026-11-23T09:00:00Z',
    modules: [MeasuresModule, PublicPlanModule],
  });
  ({ people, authorityId, documentId, recommendationIds: ids } = await planOfWestmarch(app));
  await app.person({
    email: 'priya.shah@westmarch.example',
    name: 'Priya Shah',
    roles: ['owner'],
  });
  plans = app.get(PublicPlanService);
  await publishedAction(app, people, { recommendationIds: [ids[0]!], title: 'Priya Shah sees every child' });
  await publishedAction(app, people, {
    recommendationIds: [ids[0]!, ids[1]!],
    successMeasure: 'Priya Shah says so',
  });
  await app
    .get(ActionsService)
    .create(people.manager, wholeAction(people, { recommendationIds: [ids[1]!], title: 'Only a draft' }), {
      publish: false,
    });
  await publishedAction(app, people, { title: 'Towards no recommendation' });
});
afterAll(() => app.stop());

describe('What the public reads', () => {
  it('is nothing until the setting is on and somebody publishes', async () => {
    await expect(plans.publish(people.manager, { looked: true })).rejects.toMatchObject({
      code: 'public_plan_off',
    });
    expect(await shown()).toBeUndefined();
    await plans.turn(people.manager, true);
    expect(await shown()).toBeUndefined();
  });

  it('shows the plan manager before where a name was found, and asks that somebody looks', async () => {
    const { named } = await plans.state(people.manager);
    expect(named).toMatchObject([
      { text: 'Priya Shah sees every child', found: ['Priya Shah'], isLeftOut: true },
    ]);
    await expect(plans.publish(people.manager, { looked: false })).rejects.toMatchObject({
      code: 'names_found',
      errors: [{ field: 'looked' }],
    });
    expect(await shown()).toBeUndefined();
  });

  it('is the plan of that moment: nobody’s name, no draft, nothing towards no recommendation', async () => {
    await plans.publish(people.manager, { looked: true });
    const plan = (await shown())!;
    expect(plan.entries.map(({ number, actions }) => [number, actions.map(({ title }) => title)])).toEqual([
      ['1', ['[name left out] sees every child', 'See every child within ten days']],
      ['2', ['See every child within ten days']],
      ['3', []],
    ]);
    // The second serves two recommendations and is counted once.
    expect(plan.actions).toMatchObject({ total: 2, complete: 0, counts: { grey: 2 } });
    expect(plan.recommendations).toEqual({ total: 3, met: 0 });
    const everything = JSON.stringify(plan);
    const rows = await app.owner.query(`select name, email from people`);
    for (const { name, email } of rows.rows as { name: string; email: string }[]) {
      if (name.includes(' ')) expect(everything).not.toContain(name);
      expect(everything).not.toContain(email);
    }
    expect(everything).not.toContain('successMeasure');
    expect(everything).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('stays as it was published, whatever changes, until the next press', async () => {
    await publishedAction(app, people, { recommendationIds: [ids[2]!], title: 'Added since' });
    expect(JSON.stringify(await shown())).not.toContain('Added since');
    await plans.publish(people.manager, { looked: true });
    expect(JSON.stringify(await shown())).toContain('Added since');
    const { published } = await plans.state(people.manager);
    expect(published.map(({ number, state }) => [number, state])).toEqual([
      [2, 'shown'],
      [1, 'replaced'],
    ]);
  });

  it('has nothing restricted, not even for a manager who may read it', async () => {
    await asMigration(
      `update actions set restricted = true where authority_id = $1 and title = 'Added since'`,
    );
    await asMigration(`update recommendations set restricted = true where authority_id = $1 and id = $2`, [
      ids[1],
    ]);
    // What was published before stays until somebody is told and presses again.
    expect((await plans.state(people.manager)).gone).toEqual({ recommendations: 1, actions: 1 });
    await plans.publish(people.manager, { looked: true });
    expect((await plans.state(people.manager)).gone).toEqual({ recommendations: 0, actions: 0 });
    const plan = (await shown())!;
    expect(plan.entries.map(({ number }) => number)).toEqual(['1', '3']);
    expect(JSON.stringify(plan)).not.toContain('Added since');
    await asMigration(`update actions set restricted = false where authority_id = $1`);
    await asMigration(`update recommendations set restricted = false where authority_id = $1`);
  });

  it.each(['draft_under_embargo', 'not_for_publication'])(
    'has nothing of a document that is %s',
    async (publication) => {
      const state = await plans.state(people.manager);
      expect(state.preview.entries).toHaveLength(3);
      await asMigration(`update documents set publication = $3 where authority_id = $1 and id = $2`, [
        documentId,
        publication,
      ]);
      expect((await plans.state(people.manager)).preview).toMatchObject({
        entries: [],
        actions: { total: 0 },
      });
      await expect(plans.publish(people.manager, { looked: true })).rejects.toMatchObject({
        code: 'empty_plan',
      });
      await asMigration(
        `update documents set publication = 'published' where authority_id = $1 and id = $2`,
        [documentId],
      );
    },
  );

  it('shows no count of fewer than five children', async () => {
    await asMigration(
      `with made as (
         insert into measures (authority_id, name, definition, unit, direction, baseline, baseline_on, target,
                               latest_value, latest_on, standing, about_children)
         select $1, v.name, 'd', 'children', 'down', 12, '2026-01-01', 0, v.latest, '2026-11-01', 'moved', v.about
           from (values ('Children waiting', 4, true), ('Audits open', 3, false)) v(name, latest, about)
         returning id, latest_value),
       dated as (
         insert into measure_values (authority_id, measure_id, value_on, value, source, entered_by, entered_at)
         select $1, id, '2026-11-01', latest_value, 'Case system', $3, now() from made)
       insert into measure_recommendations (authority_id, measure_id, recommendation_id)
       select $1, id, $2 from made`,
      [ids[0], people.manager.personId],
    );
    const { preview } = await plans.state(people.manager);
    expect(preview.entries[0]!.measures).toMatchObject([
      { name: 'Audits open', baseline: 12, latest: 3 },
      { name: 'Children waiting', baseline: 12, target: 0, latest: 'hidden' },
    ]);
  });

  it('is gone with one press, and does not come back when the setting is turned off and on', async () => {
    await plans.withdraw(people.manager);
    expect(await shown()).toBeUndefined();
    await plans.publish(people.manager, { looked: true });
    expect(await shown()).toBeDefined();
    await plans.turn(people.manager, false);
    await plans.turn(people.manager, true);
    expect(await shown()).toBeUndefined();
  });

  it('ends with the plan', async () => {
    await plans.publish(people.manager, { looked: true });
    await asMigration(`update plans set closed_on = '2026-11-23' where authority_id = $1`);
    expect(await shown()).toBeUndefined();
    await asMigration(`update plans set closed_on = null where authority_id = $1`);
    expect(await shown()).toBeDefined();
  });

  it('is the plan manager’s to publish, and nobody else’s', async () => {
    for (const person of [people.director, people.viewer, people.member, people.owner]) {
      await expect(plans.publish(person, { looked: true })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(plans.withdraw(person)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('The database', () => {
  it('lets nobody change what was published', async () => {
    for (const change of [
      `content = '{}'`,
      `number = 9`,
      `state = 'shown', ended_at = null, ended_by = null`,
    ]) {
      await expect(app.owner.query(`update public_plans set ${change}`)).rejects.toMatchObject({
        constraint: 'what_the_public_read_stays',
      });
    }
    await expect(app.owner.query(`delete from public_plans`)).rejects.toMatchObject({ code: '23514' });
  });

  it('gives somebody who is not signed in the version that is shown, and no row of any table', async () => {
    const asApp = new pg.Client({ connectionString: app.testDatabase.appUrl });
    await asApp.connect();
    const found = await asApp.query(`select * from public_plan_content('westmarch')`);
    expect(found.rows).toHaveLength(1);
    expect((await asApp.query(`select * from public_plan_shown('nowhere')`)).rows).toEqual([]);
    // Without an authority the tables do not even answer.
    await expect(asApp.query(`select * from public_plans`)).rejects.toThrow('app.authority');
    await asApp.end();
  });
});

it('knows the day on which it was published', async () => {
  expect(await app.get(PublicDoor).shown('westmarch')).toMatchObject({
    publishedOn: localDate('2026-11-23'),
  });
});
