import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperatorModule } from '../../src/features/administration/operator.module.js';
import { OperatorService } from '../../src/features/administration/operator.service.js';
import { PeopleModule } from '../../src/features/people/people.module.js';
import { TestApp } from '../support/test-app.js';

describe('the operator, from the command line', () => {
  let app: TestApp;
  let operator: OperatorService;

  beforeAll(async () => {
    app = await TestApp.start({ modules: [PeopleModule, OperatorModule], at: new Date().toISOString() });
    operator = app.get(OperatorService);
  });
  afterAll(() => app.stop());

  const rows = async (sql: string, parameters: unknown[]) => (await app.owner.query(sql, parameters)).rows;

  it('makes an authority with one open plan and nothing else', async () => {
    const made = await operator.createAuthority('Westmarch Council', 'westmarch');
    expect(made).toMatchObject({ slug: 'westmarch', name: 'Westmarch Council', isDemonstration: false });
    expect(await rows('select title, closed_on from plans where authority_id = $1', [made.id])).toEqual([
      { title: 'Improvement plan', closed_on: null },
    ]);
    expect(await rows('select 1 from people where authority_id = $1', [made.id])).toEqual([]);
    expect(
      await rows(`select entity, actor_kind from versions where authority_id = $1 order by entity`, [
        made.id,
      ]),
    ).toEqual([
      { entity: 'authorities', actor_kind: 'operator' },
      { entity: 'plans', actor_kind: 'operator' },
    ]);
  });

  it.each([
    ['a slug that is taken', 'westmarch', 'There is already an authority with the slug westmarch'],
    ['a slug with capitals', 'Westmarch', 'small letters'],
    ['a slug with spaces', 'west march', 'small letters'],
    ['a slug of one letter', 'w', 'small letters'],
  ])('refuses %s', async (_, slug, why) => {
    await expect(operator.createAuthority('Westmarch', slug)).rejects.toThrow(why);
  });

  it('finishes an authority that was left half made', async () => {
    const id = await app.authority('half-made');
    await expect(operator.createAuthority('Half', 'half-made')).rejects.toThrow('already');
    expect(await rows('select 1 from plans where authority_id = $1', [id])).toHaveLength(1);
  });

  it('makes its first administrator, who sets a password with the link and signs in', async () => {
    const { link } = await operator.createUser({
      email: 'Alan@Westmarch.example',
      name: 'Alan Whitby',
      role: 'administrator',
      authoritySlug: 'westmarch',
    });
    const visitor = app.visitor();
    const set = await visitor.submit(await visitor.get(link), 'Set the password', {
      password: 'kettle harbour nine',
    });
    const signIn = await visitor.follow(set);
    const sent = await visitor.submit(signIn, 'Sign in', {
      email: 'alan@westmarch.example',
      password: 'kettle harbour nine',
    });
    expect(sent.status).toBe(303);
    expect((await visitor.get('/people')).text).toContain('Alan Whitby');
  });

  it.each([
    ['a role that does not exist', { role: 'boss' }, 'There is no role boss'],
    [
      'an authority that does not exist',
      { authoritySlug: 'nowhere' },
      'There is no authority with the slug nowhere',
    ],
    ['what is no mail address', { email: 'alan' }, 'alan is no mail address'],
    ['no name', { name: ' ' }, 'Give the person a name'],
    ['somebody who has an account there', { email: 'alan@westmarch.example' }, 'already has an account'],
  ])('refuses %s', async (_, wrong, why) => {
    const user = {
      email: 'new@westmarch.example',
      name: 'New',
      role: 'viewer',
      authoritySlug: 'westmarch',
      ...wrong,
    };
    await expect(operator.createUser(user)).rejects.toThrow(why);
  });

  it('gives a link for a lost password, for an hour, to somebody who is known', async () => {
    const { link } = await operator.resetUser('alan@westmarch.example');
    const visitor = app.visitor();
    expect((await visitor.get(link)).heading).toBe('Choose a password');
    await app.owner.query(`update sign_in_links set expires_at = expires_at - interval '61 minutes'`);
    expect((await visitor.get(link)).status).toBe(410);
    await expect(operator.resetUser('nobody@westmarch.example')).rejects.toThrow('Nobody has an account');
    expect(await rows(`select 1 from logins where email = $1`, ['nobody@westmarch.example'])).toEqual([]);
  });

  it('gives a token for the API, which works until the account is closed', async () => {
    const { token } = await operator.createToken({
      email: 'alan@westmarch.example',
      name: 'nightly figures',
    });
    const call = () =>
      app.visitor().call('GET', '/api/v1/people', undefined, { authorization: `Bearer ${token}` });
    expect((await call()).json()).toMatchObject({ total: 1 });
    await app.database.forAuthority(await app.authority('westmarch'), { kind: 'operator' }, async (tx) => {
      const row = await tx.row<{ id: string }>(
        'update people set closed_at = now() where name = $1 returning id',
        ['Alan Whitby'],
      );
      await tx.rows('select account_ends_here($1)', [row!.id]);
    });
    expect((await call()).status).toBe(401);
    await expect(operator.createToken({ email: 'alan@westmarch.example', name: 'x' })).rejects.toThrow(
      'no open account',
    );
  });
});
