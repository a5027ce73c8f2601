import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { AssignmentModule } from '../../src/features/actions/assignment/assignment.module.js';
import { HomeModule } from '../../src/features/home/home.module.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let people: PlanPeople;
let manager: Visitor;
let owner: Visitor;
let successorId: string;
const actions: string[] = [];

/** Published on 10 November; on 18 November the window of the month is open until the 30th. */
beforeAll(async () => {
  app = await startWithActions({ modules: [HomeModule, AssignmentModule], at: '2026-11-10T09:00:00Z' });
  ({ people } = await planOfWestmarch(app));
  const dates = { startOn: localDate('2026-09-01'), dueOn: localDate('2027-01-29') };
  for (const title of ['See children in time', 'Record supervision', 'Listen to children'])
    actions.push(await publishedAction(app, people, { ...dates, title }));
  ({ personId: successorId } = await app.person({
    email: 'successor@westmarch.example',
    name: 'Sam Successor',
    roles: ['owner', 'lead'],
  }));
  app.clock.moveTo(new Date('2026-11-18T09:00:00Z'));
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
  owner = await app.signIn('owner@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app?.stop());

describe('The one page for all my actions', () => {
  it('says until when it asks, about how many, and what is answered', async () => {
    const home = await owner.get('/');
    expect(home.text).toContain(
      'Open until the end of 30 November 2026: you are asked about 3 actions, none is answered yet.',
    );
  });

  it('one press saves what is right, shows again what is not, and loses nothing that was typed', async () => {
    const [first, second, third] = actions as [string, string, string];
    const sent = await owner.submit(await owner.get('/'), 'Save everything filled in', {
      [`${first}.answer`]: 'yes',
      [`${first}.noChangeBecause`]: 'The next audit is in December',
      [`${second}.answer`]: 'no_by',
      [`${second}.forecastOn-day`]: '3',
      [`${second}.forecastOn-month`]: '1',
      [`${second}.forecastOn-year`]: '2027',
      [`${second}.whatChanged`]: 'Two teams have begun.',
      [`${third}.whatChanged`]: 'A group of young people meets now.',
    });
    expect(sent.status).toBe(422);
    expect(sent.title).toMatch(/^Error: /);
    expect(sent.text).toContain('Your update was saved. What is marked below was not');
    expect(sent.text).toContain('A2: The date must be after the due date');
    expect(sent.text).toContain('A3: Say whether you will meet the due date');
    expect(sent.html).toContain('Two teams have begun.');
    expect(sent.html).toContain('A group of young people meets now.');
    expect(sent.text).toContain('you are asked about 3 actions, 1 is answered.');
    const again = await owner.submit(sent, 'Save everything filled in', {
      [`${second}.forecastOn-month`]: '2',
      [`${third}.answer`]: 'dont_know',
    });
    const home = await owner.follow(again);
    expect(home.text).toContain('2 updates were saved');
    expect(home.text).toContain('you are asked about 3 actions, and all are answered. Thank you.');
  });

  it('a press with nothing filled in saves nothing and says so', async () => {
    const sent = await owner.submit(await owner.get('/'), 'Save everything filled in');
    expect((await owner.follow(sent)).text).toContain('Nothing was filled in, so nothing was saved');
  });

  it('somebody else’s action cannot be slipped in', async () => {
    const other = await publishedAction(app, people, {
      ownerId: successorId,
      startOn: localDate('2026-09-01'),
    });
    const token = (await owner.get('/'))
      .form('Save everything filled in')
      .fields.find(([name]) => name === '_csrf')![1];
    const sent = await owner.post(
      '/updates',
      { _csrf: token, [`${other}.answer`]: 'yes', [`${other}.whatChanged`]: 'Done by me' },
      { origin: owner.base, 'sec-fetch-site': 'same-origin' },
    );
    expect(sent.status).toBe(403);
  });
});

describe('Recording for an owner', () => {
  it('says how it came and when; the owner corrects it once, and the old one stays', async () => {
    // Later than what the owner wrote above: at one moment neither would be the latest.
    app.clock.moveTo(new Date(app.clock.now().getTime() + 60_000));
    const path = `/actions/${actions[0]}`;
    const form = await manager.get(`${path}/update`);
    expect(form.text).toContain('How did Owner tell you?');
    const without = await manager.submit(form, 'Save the update', {
      answer: 'yes',
      whatChanged: 'All teams are in time',
    });
    expect(without.text).toContain('Say how the owner told you');
    const recorded = await manager.follow(
      await manager.submit(form, 'Save the update', {
        recordedHow: 'call',
        'toldOn-day': '17',
        answer: 'yes',
        whatChanged: 'All teams are in time',
      }),
    );
    expect(recorded.text).toContain('Owner, recorded by Manager from a call on 17 November 2026');
    const seen = await owner.get(path);
    const correct = seen.links.find(({ text }) => text === 'Correct this')!;
    const corrected = await owner.follow(
      await owner.submit(await owner.get(correct.href), 'Save the update', {
        answer: 'dont_know',
        whatChanged: 'Five of six teams',
      }),
    );
    expect(corrected.text).toContain('Corrects what was recorded on 18 November 2026');
    expect(corrected.text).toContain('Corrected on 18 November 2026');
    expect(corrected.text).toContain('All teams are in time');
    expect((await owner.get(correct.href)).status).toBe(409);
    expect((await manager.get(correct.href)).status).toBe(409);
  });
});

describe('An absence', () => {
  it('is said on a page of one’s own; the deputy sees whom they stand in for', async () => {
    const page = await owner.get('/absence');
    const saved = await owner.submit(page, 'Save the absence', {
      'awayFrom-day': '18',
      'awayFrom-month': '11',
      'awayFrom-year': '2026',
      'awayUntil-day': '4',
      'awayUntil-month': '12',
      'awayUntil-year': '2026',
      deputyId: successorId,
    });
    expect((await owner.follow(saved)).text).toContain(
      'Away from 18 November 2026 until 4 December 2026. Sam Successor stands in.',
    );
    const deputy = await app.signIn('successor@westmarch.example', { authority: 'westmarch' });
    expect((await deputy.get('/')).text).toContain(
      'You stand in for Owner, away until 4 December 2026: 3 open actions',
    );
    expect((await deputy.get(`/people/${people.owner.personId}/absence`)).status).toBe(403);
    const ended = await owner.follow(await owner.submit(await owner.get('/absence'), 'End the absence'));
    expect(ended.text).toContain('The absence was ended');
  });
});

describe('Handing over and changing many', () => {
  it('an action is handed over with a note that its page shows', async () => {
    const page = await manager.get(`/actions/${actions[2]}`);
    const form = await manager.get(page.links.find(({ text }) => text === 'Hand over')!.href);
    expect(form.text).toContain('evidence to give: audit, data');
    const done = await manager.follow(
      await manager.submit(form, 'Hand over', { ownerId: successorId, note: 'The group meets on Tuesdays.' }),
    );
    expect(done.text).toContain(
      '18 November 2026: from Owner to Sam Successor, by Manager The group meets on Tuesdays.',
    );
  });

  it('chosen actions are looked at, old and new, then changed together', async () => {
    const list = await manager.get('/actions?sort=reference');
    const form = await manager.post(
      '/actions/bulk',
      {
        _csrf: list.form('Change those chosen').fields.find(([name]) => name === '_csrf')![1],
        ids: [actions[0] as string, actions[1] as string],
      },
      { origin: manager.base, 'sec-fetch-site': 'same-origin' },
    );
    expect(form.heading).toBe('Change 2 actions');
    const nothing = await manager.submit(form, 'See what would change');
    expect(nothing.text).toContain('Choose what to set');
    const preview = await manager.submit(form, 'See what would change', {
      ownerId: successorId,
      kind: 'enabling',
    });
    expect(preview.text).toContain('2 actions would change.');
    expect(preview.text).toContain('Owner: Owner → Sam Successor Kind: Practice → Enabling');
    const saved = await manager.follow(await manager.submit(preview, 'Change 2 actions'));
    expect(saved.text).toContain('2 actions were changed');
    const { rows } = await app.owner.query(
      `select owner_id, kind from actions where id = any($1) order by number`,
      [actions.slice(0, 2)],
    );
    expect(rows).toEqual([
      { owner_id: successorId, kind: 'enabling' },
      { owner_id: successorId, kind: 'enabling' },
    ]);
    expect((await manager.get(`/history/actions/${actions[1]}`)).text).toContain(
      'Owner was Owner Sam Successor',
    );
  });

  it('one that cannot be changed stops all; without it the rest go', async () => {
    await app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, (tx) =>
      tx.rows(`update actions set start_on = '2027-01-29' where authority_id = $1 and id = $2`, [
        tx.authorityId,
        actions[1],
      ]),
    );
    const send = async (fields: Record<string, string | string[]>, path: string) => {
      const token = (await manager.get('/actions'))
        .form('Change those chosen')
        .fields.find(([name]) => name === '_csrf')![1];
      return manager.post(
        path,
        { _csrf: token, ...fields },
        { origin: manager.base, 'sec-fetch-site': 'same-origin' },
      );
    };
    const form = await send(
      { all: 'true', query: `ownerId=${successorId}&status=not_started,in_progress` },
      '/actions/bulk',
    );
    expect(form.heading).toBe('Change 4 actions');
    const preview = await manager.submit(form, 'See what would change', {
      'startOn-day': '10',
      'startOn-month': '1',
      'startOn-year': '2027',
      requiredEvidence: ['record'],
    });
    expect(preview.text).toContain('A practice action needs audit, data, or views of children and families');
    expect(preview.text).toContain('All are changed, or none.');
    const rest = await manager.submit(preview, 'Leave those out and look again');
    expect(rest.text).toContain('2 actions would change.');
    await app.database.forAuthority(people.manager.authority.id, { kind: 'migration' }, (tx) =>
      tx.rows(`update actions set title = title || '!' where authority_id = $1 and id = $2`, [
        tx.authorityId,
        actions[0],
      ]),
    );
    const stale = await manager.submit(rest, 'Change 2 actions');
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Somebody has changed A1 since. Look again');
  });

  it('is not for an owner, on the page or by program', async () => {
    expect((await owner.get('/actions')).html).not.toContain('Change those chosen');
    const bearer = { authorization: `Bearer ${await app.token('owner@westmarch.example')}` };
    const refused = await app
      .visitor()
      .call('POST', '/api/v1/actions/bulk', { chosen: [`${actions[0]}:1`], kind: 'practice' }, bearer);
    expect(refused.status).toBe(403);
    const manages = { authorization: `Bearer ${await app.token('manager@westmarch.example')}` };
    const { version } = (
      await app.visitor().call('GET', `/api/v1/actions/${actions[0]}`, undefined, manages)
    ).json<{ version: number }>();
    const tried = await app
      .visitor()
      .call(
        'POST',
        '/api/v1/actions/bulk',
        { chosen: [`${actions[0]}:${version}`], kind: 'practice', dryRun: true },
        manages,
      );
    expect(tried.json()).toMatchObject({
      changed: 0,
      items: [
        { reference: 'A1', changes: [{ field: 'kind', from: 'enabling', to: 'practice' }], refused: null },
      ],
    });
  });
});

describe('Somebody who left', () => {
  it('closing the account leads to the page that hands everything over', async () => {
    const administrator = await app.visitorAs({ email: 'admin@westmarch.example', roles: ['administrator'] });
    const close = await administrator.get(`/people/${successorId}/close`);
    const closed = await administrator.follow(await administrator.submit(close, 'Close the account'));
    expect(closed.heading).toBe('Hand over what Sam Successor holds');
    expect(closed.text).toContain('Actions they own (4)');
    expect(closed.text).not.toContain('See children in time');
    const none = await administrator.submit(closed, 'Hand over');
    expect(none.text).toContain('Choose at least one person to take something over');
    const done = await administrator.follow(
      await administrator.submit(closed, 'Hand over', { owned: people.owner.personId, note: 'Sam has left' }),
    );
    expect(done.text).toContain('4 things were handed over');
    expect((await manager.get(`/actions/${actions[0]}`)).text).toContain('to Owner, by Admin Sam has left');
  });
});
