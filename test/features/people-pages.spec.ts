import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdministrationModule } from '../../src/features/administration/administration.module.js';
import { AuthoritiesModule } from '../../src/features/authorities/authorities.module.js';
import { PeopleModule } from '../../src/features/people/people.module.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

interface Item {
  id: string;
  name: string;
  version: number;
}

describe('people on pages and through the API', () => {
  let app: TestApp;
  let alan: Visitor;
  let ann: Visitor;
  let amy: string;

  beforeAll(async () => {
    app = await TestApp.start({ modules: [AuthoritiesModule, PeopleModule, AdministrationModule] });
    alan = await app.visitorAs({
      email: 'alan@westmarch.example',
      roles: ['administrator'],
      name: 'Alan Whitby',
    });
    ann = await app.visitorAs({ email: 'ann@westmarch.example', roles: ['administrator'], name: 'Ann Ody' });
    amy = (await app.person({ email: 'amy@westmarch.example', roles: ['owner'], name: 'Amy Barton' }))
      .personId;
  });
  afterAll(() => app.stop());

  describe('two administrators who save the same person', () => {
    it('the second is told, sees both, keeps what they typed, and decides', async () => {
      const mine = await alan.get(`/people/${amy}/change`);
      const theirs = await ann.get(`/people/${amy}/change`);
      expect((await ann.submit(theirs, 'Save', { name: 'Amy Barton-Lee' })).status).toBe(303);

      const told = await alan.submit(mine, 'Save', { name: 'Amy Bartón', roles: ['owner', 'lead'] });
      expect(told.status).toBe(412);
      expect(told.heading).toBe('Somebody else saved this while you were changing it');
      expect(told.text).toContain('Name Amy Barton-Lee Amy Bartón');
      expect(told.text).toContain('Roles Action owner Accountable lead, Action owner');
      expect(told.text).not.toContain('Agency The council');

      const saved = await alan.follow(await alan.submit(told, 'Save mine over theirs'));
      expect(saved.heading).toBe('Amy Bartón');
      expect(saved.text).toContain('Accountable lead, Action owner');
      expect(saved.text).toContain('was Amy Barton-Lee Amy Bartón');
    });
  });

  it('a form sent with mistakes comes back with each beside its field and everything typed', async () => {
    const sent = await alan.submit(await alan.get('/people/invite'), 'Send the invitation', {
      name: '',
      email: 'not an address',
    });
    expect(sent.status).toBe(422);
    expect(sent.title).toMatch(/^Error: Invite somebody/);
    expect(
      sent.links.filter((link) => link.href.startsWith('#')).map((link) => [link.text, link.href]),
    ).toEqual([
      ['Skip to main content', '#main-content'],
      ['Enter the name', '#name'],
      ['Enter an email address in the right form, such as name@example.gov.uk', '#email'],
      ['Choose at least one role', '#roles'],
    ]);
    expect(sent.html).toContain('value="not an address"');
  });

  it('a viewer sees people but no way to change them, by page or by address', async () => {
    const viewer = await app.visitorAs({ email: 'val@westmarch.example', roles: ['viewer'] });
    const card = await viewer.get(`/people/${amy}`);
    expect(card.status).toBe(200);
    expect(card.links.map((link) => link.text)).not.toContain('Change');
    for (const path of [
      '/people/invite',
      `/people/${amy}/change`,
      `/people/${amy}/close`,
      '/agencies/add',
      '/administration',
    ]) {
      expect([path, (await viewer.get(path)).status]).toEqual([path, 403]);
    }
    const call = await viewer.call('GET', '/api/v1/people?q=alan');
    expect(call.json<{ items: object[] }>().items[0]).not.toHaveProperty('accountMail');
  });

  it.each(['/people/x', '/people/00000000-0000-4000-8000-000000000000', '/agencies/x', '/agencies/x/change'])(
    '%s is nothing',
    async (path) => expect((await alan.get(path)).status).toBe(404),
  );

  it.each(['/people?role=boss', '/people?agencyId=1', '/people?cursor=x', '/people?limit=9999'])(
    '%s is refused, not ignored',
    async (path) => expect((await alan.get(path)).status).toBe(422),
  );

  it('an agency is added, given a lead, and found again on its page and in the filter', async () => {
    const form = await alan.get('/agencies/add');
    const added = await alan.follow(
      await alan.submit(form, 'Save', { name: 'Fells Police', kind: 'partner', leadId: amy }),
    );
    expect(added.heading).toBe('Fells Police');
    expect(added.text).toContain('Lead Amy Bartón');
    expect((await alan.get('/agencies')).text).toContain(
      'Fells Police Partner agency Amy Bartón Nobody yet 0',
    );
    expect((await alan.get('/people')).text).toContain('Fells Police');
    const twice = await alan.submit(await alan.get('/agencies/add'), 'Save', {
      name: 'fells police',
      kind: 'partner',
    });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('There is already an agency with this name');
  });

  it('mail that was not delivered stands in the list, on the person and on the home of administration', async () => {
    await app.owner.query(`
      insert into account_mails (login_id, authority_id, purpose, state, failure)
      select login_id, authority_id, 'invitation', 'failed', 'no such mailbox' from people where name = 'Ann Ody'`);
    const home = await alan.get('/administration');
    const figure = home.links.find((link) => link.text.includes('not delivered'))!;
    expect(figure.text).toMatch(/^1 /);
    const list = await alan.get(figure.href);
    expect(list.text).toContain('1 person');
    expect(list.text).toContain('Mail not delivered');
    const card = await alan.get(list.links.find((link) => link.text === 'Ann Ody')!.href);
    expect(card.text).toContain('was not delivered: no such mailbox');
  });

  describe('through the API', () => {
    const bearer = async () => ({ authorization: `Bearer ${await app.token('alan@westmarch.example')}` });
    const one = async () => (await alan.call('GET', `/api/v1/people/${amy}`)).json<Item>();

    it('the authority is the current one only', async () => {
      await app.authority('northmoor');
      const answer = await alan.call('GET', '/api/v1/authorities');
      expect(answer.json()).toMatchObject({
        total: 1,
        items: [{ slug: 'westmarch', name: 'Westmarch Council', today: '2026-11-23', version: 1 }],
      });
      expect((await alan.call('GET', '/api/v1/authorities/northmoor')).status).toBe(404);
      expect((await alan.call('GET', '/api/v1/authorities/westmarch')).status).toBe(200);
    });

    it('an invitation sent twice with one key is one invitation', async () => {
      const headers = { ...(await bearer()), 'idempotency-key': 'invite-ben' };
      const body = { name: 'Ben Castle', email: 'ben@westmarch.example', roles: ['owner'] };
      const first = await alan.call('POST', '/api/v1/people', body, headers);
      const again = await alan.call('POST', '/api/v1/people', body, headers);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.json()).toEqual(first.json());
      const other = await alan.call('POST', '/api/v1/people', { ...body, name: 'Other' }, headers);
      expect(other.json()).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
      const anew = await alan.call('POST', '/api/v1/people', body, await bearer());
      expect(anew.json()).toMatchObject({ status: 422, code: 'already_here', errors: [{ field: 'email' }] });
    });

    it('a change needs the version: missing 428, stale 412, and only what is named changes', async () => {
      const headers = await bearer();
      const path = `/api/v1/people/${amy}`;
      const { version } = await one();
      expect((await alan.call('PATCH', path, { name: 'X' }, headers)).status).toBe(428);
      const changed = await alan.call(
        'PATCH',
        path,
        { roles: ['owner'] },
        { ...headers, 'if-match': `"${version}"` },
      );
      expect(changed.json()).toMatchObject({ name: 'Amy Bartón', roles: ['owner'], version: version + 1 });
      const stale = await alan.call('PATCH', path, { name: 'X' }, { ...headers, 'if-match': `"${version}"` });
      expect(stale.json()).toMatchObject({ status: 412, code: 'stale_version', currentVersion: version + 1 });
      const bad = await alan.call(
        'PATCH',
        path,
        { roles: ['boss'] },
        { ...headers, 'if-match': `"${version + 1}"` },
      );
      expect(bad.json()).toMatchObject({ status: 422, errors: [{ field: 'roles' }] });
    });

    it('closing and opening are verbs that need the version too', async () => {
      const headers = await bearer();
      const { version } = await one();
      const close = await alan.call(
        'POST',
        `/api/v1/people/${amy}/close`,
        {},
        { ...headers, 'if-match': `"${version}"` },
      );
      expect(close.json()).toMatchObject({ isClosed: true, version: version + 1 });
      const twice = await alan.call(
        'POST',
        `/api/v1/people/${amy}/close`,
        {},
        { ...headers, 'if-match': `"${version + 1}"` },
      );
      expect(twice.json()).toMatchObject({ status: 409, code: 'account_closed' });
      const open = await alan.call(
        'POST',
        `/api/v1/people/${amy}/reopen`,
        {},
        { ...headers, 'if-match': `"${version + 1}"` },
      );
      expect(open.json()).toMatchObject({ isClosed: false, closedAt: null });
    });

    it('what was done with a token is in the history under the name and the API', async () => {
      const answer = await alan.call('GET', `/api/v1/history?entity=people&id=${amy}&limit=1`);
      expect(answer.json()).toMatchObject({ items: [{ who: 'Alan Whitby, through the API' }] });
    });

    it('is described', async () => {
      const paths = Object.keys((await alan.get('/api/openapi.json')).json<{ paths: object }>().paths);
      expect(paths).toEqual(
        expect.arrayContaining([
          '/api/v1/people',
          '/api/v1/people/{id}',
          '/api/v1/history',
          '/api/v1/authorities',
        ]),
      );
    });
  });
});
