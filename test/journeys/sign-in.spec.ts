import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdministrationModule } from '../../src/features/administration/administration.module.js';
import { OperatorModule } from '../../src/features/administration/operator.module.js';
import { OperatorService } from '../../src/features/administration/operator.service.js';
import { AccountMailWriter } from '../../src/features/people/account.mail.js';
import { AccountMailsModule } from '../../src/features/people/account-mails.module.js';
import { PeopleModule } from '../../src/features/people/people.module.js';
import { SignInDoor } from '../../src/platform/database/sign-in.door.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

const AMY = 'amy.barton@westmarch.example';
const PASSWORD = 'kettle harbour nineteen';
const NEW_PASSWORD = 'marble fiddle september rain';
const BASE = 'https://plans.westmarch.example';

/** From an invitation to a closed account, as the people of two councils meet it. One story, told in order. */
describe('somebody comes, signs in, forgets, switches and leaves', () => {
  let app: TestApp;
  let administrator: Visitor;

  beforeAll(async () => {
    app = await TestApp.start({
      modules: [PeopleModule, AdministrationModule, OperatorModule, AccountMailsModule],
      at: new Date().toISOString(),
    });
    administrator = await app.visitorAs({ email: 'alan@westmarch.example', roles: ['administrator'] });
  });
  afterAll(() => app.stop());

  /** What the worker would hand over now. */
  const mails = async () => {
    const due = await app.get(SignInDoor).mailsDue(10);
    const written = [];
    for (const id of due) {
      written.push(await app.get(AccountMailWriter).write(id, BASE));
      await app.get(SignInDoor).mailDone(id, 'sent', 'message', null);
    }
    return written;
  };
  const linkIn = (text: string) => text.split(BASE)[1]!.split(/\s/)[0]!;
  const signIn = async (visitor: Visitor, email: string, password: string, from = '/sign-in') =>
    visitor.submit(await visitor.get(from), 'Sign in', { email, password });
  const minutesLater = (minutes: number) =>
    app.clock.moveTo(new Date(app.clock.now().getTime() + minutes * 60_000));

  it('the administrator invites her by mail', async () => {
    const form = await administrator.get('/people/invite');
    const sent = await administrator.submit(form, 'Send the invitation', {
      name: 'Amy Barton',
      email: 'Amy.Barton@Westmarch.example',
      roles: ['owner'],
    });
    expect(sent.status).toBe(303);
    const seen = await administrator.follow(sent);
    expect(seen.heading).toBe('Amy Barton');
    expect(seen.text).toContain('An invitation goes to amy.barton@westmarch.example');
    expect(seen.text).toContain('Invitation on its way');
  });

  it('the mail says who invites her and holds a link; looking at the link does not use it up', async () => {
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: AMY,
      subject: 'Your account for the improvement plan of Westmarch Council',
    });
    const visitor = app.visitor();
    const link = linkIn(mail!.text);
    for (let times = 0; times < 3; times += 1) {
      const page = await visitor.get(link);
      expect(page.heading).toBe('Choose a password');
      expect(page.text).toContain(AMY);
      expect(page.headers.get('referrer-policy')).toBe('strict-origin');
    }
    const page = await visitor.get(link);
    const short = await visitor.submit(page, 'Set the password', { password: 'too short' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('The password must be 12 characters or more');
    expect(short.html).not.toContain('too short');
    const set = await visitor.submit(short, 'Set the password', { password: PASSWORD });
    expect(set.location).toBe('/sign-in');
    const again = await visitor.get(link);
    expect(again.status).toBe(410);
    expect(again.heading).toBe('This link no longer works');
    const logged = JSON.stringify(app.logged);
    expect(logged).toContain('/set-password');
    expect(logged).not.toContain(link.split('link=')[1]);
  });

  it('she signs in and lands on the page she had asked for, never on another site', async () => {
    const visitor = app.visitor();
    const asked = await visitor.get('/people?q=amy');
    expect(asked.location).toBe(`/sign-in?next=${encodeURIComponent('/people?q=amy')}`);
    const sent = await signIn(visitor, AMY, PASSWORD, asked.location!);
    expect(sent.location).toBe('/people?q=amy');
    const people = await visitor.follow(sent);
    expect(people.status).toBe(200);
    expect(people.text).toContain('Amy Barton');

    const elsewhere = await signIn(app.visitor(), AMY, PASSWORD, '/sign-in?next=https://evil.example/');
    expect(elsewhere.location).toBe('/');
    const sneaky = await signIn(app.visitor(), AMY, PASSWORD, '/sign-in?next=//evil.example/');
    expect(sneaky.location).toBe('/');
  });

  it('signing out ends the session on the server, not only in the browser', async () => {
    const visitor = app.visitor();
    await signIn(visitor, AMY, PASSWORD);
    const cookie = visitor.cookie('session')!;
    const page = await visitor.get('/people');
    const out = await visitor.submit(page, 'Sign out');
    expect((await visitor.follow(out)).text).toContain('You have signed out');
    const thief = app.visitor();
    thief.setCookie('session', cookie);
    expect((await thief.get('/people')).location).toContain('/sign-in');
  });

  it.each([
    ['her address', AMY],
    ['an address that nobody has', 'nobody@westmarch.example'],
  ])('five wrong passwords lock %s for 15 minutes, in the same words', async (_, email) => {
    const visitor = app.visitor();
    for (let wrong = 1; wrong <= 4; wrong += 1) {
      const seen = await signIn(visitor, email, 'not the right one');
      expect(seen.status).toBe(422);
      expect(seen.text).toContain('The email address or the password is not right');
    }
    const fifth = await signIn(visitor, email, 'not the right one');
    expect(fifth.text).toContain('so it is locked. Try again in 15 minutes');
    minutesLater(10);
    const right = await signIn(visitor, email, PASSWORD);
    expect(right.status).toBe(422);
    expect(right.text).toContain('Try again in 5 minutes');
    minutesLater(6);
  });

  it('after the quarter of an hour the right password works again', async () => {
    expect((await signIn(app.visitor(), AMY, PASSWORD)).status).toBe(303);
  });

  it('a forgotten password: the same answer for any address, a mail only where there is an account', async () => {
    const ask = async (email: string) => {
      const visitor = app.visitor();
      const page = await visitor.get('/forgotten-password');
      return visitor.follow(await visitor.submit(page, 'Send the link', { email }));
    };
    const known = await ask(AMY);
    const unknown = await ask('nobody@westmarch.example');
    expect(known.heading).toBe('Look at your email');
    expect(unknown.text).toBe(known.text);

    const stale = app.visitor();
    await signIn(stale, AMY, PASSWORD);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: AMY, subject: 'Set a new password' });
    const visitor = app.visitor();
    const page = await visitor.get(linkIn(mail!.text));
    const set = await visitor.submit(page, 'Set the password', { password: NEW_PASSWORD });
    expect(set.status).toBe(303);
    expect((await stale.get('/people')).location).toContain('/sign-in');
    expect((await signIn(visitor, AMY, PASSWORD)).status).toBe(422);
    expect((await signIn(visitor, AMY, NEW_PASSWORD)).status).toBe(303);
  });

  it('a second council invites her: she keeps her password, chooses after sign-in, and can switch', async () => {
    await app.authority('northmoor');
    const other = await app.visitorAs({
      email: 'ada@northmoor.example',
      roles: ['administrator'],
      authority: 'northmoor',
    });
    await other.submit(await other.get('/people/invite'), 'Send the invitation', {
      name: 'Amy Barton',
      email: AMY,
      roles: ['adviser'],
    });
    const [mail] = await mails();
    expect(mail!.text).toContain('Sign in with the password you have');
    expect(mail!.text).not.toContain('set-password');

    const amy = app.visitor();
    const sent = await signIn(amy, AMY, NEW_PASSWORD, '/sign-in?next=/people');
    expect(sent.location).toBe('/choose-authority?next=%2Fpeople');
    expect((await amy.get('/people')).location).toContain('/choose-authority');
    const choice = await amy.follow(sent);
    expect(choice.text).toContain('Northmoor Council');
    const westmarch = await app.authority('westmarch');
    const chosen = await amy.post('/choose-authority', {
      _csrf: choice.forms
        .find((form) => form.action === '/choose-authority')!
        .fields.find(([name]) => name === '_csrf')![1],
      authorityId: westmarch,
      next: '/people',
    });
    expect(chosen.location).toBe('/people');
    const people = await amy.follow(chosen);
    expect(people.text).toContain('Westmarch Council');
    expect(people.text).toContain('Alan');
    expect(people.text).not.toContain('ada@northmoor.example');
    expect(people.links.map((link) => link.text)).toContain('Switch authority');

    const foreign = await amy.call('POST', '/choose-authority', {
      authorityId: '00000000-0000-4000-8000-000000000000',
    });
    expect(foreign.status).toBe(403);
  });

  it('a form left open before the switch is not sent into the other authority unseen', async () => {
    const both = { email: 'bo@westmarch.example', roles: ['administrator'] as const, name: 'Bo' };
    await app.person({ ...both, authority: 'northmoor' });
    await app.person(both);
    const bo = await app.signIn(both.email, { authority: 'westmarch' });
    const form = await bo.get('/people/invite');
    const choice = await bo.get('/choose-authority');
    await bo.post('/choose-authority', {
      _csrf: choice.form('/choose-authority').fields.find(([name]) => name === '_csrf')![1],
      authorityId: await app.authority('northmoor'),
    });
    const typed = { name: 'Meant for Westmarch', email: 'meant@westmarch.example', roles: ['owner'] };
    const sent = await bo.submit(form, 'Send the invitation', typed);
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('Northmoor Council');
    expect(sent.text).toContain('Your answers are kept');
    expect((await bo.get('/people?q=meant')).text).toContain('Nobody found');
  });

  it('an API token reads as she may, in the one authority it was made for', async () => {
    const operator = app.get(OperatorService);
    await expect(operator.createToken({ email: AMY, name: 'report' })).rejects.toThrow('belongs to several');
    const { token } = await operator.createToken({ email: AMY, name: 'report', authoritySlug: 'northmoor' });
    const visitor = app.visitor();
    const answer = await visitor.call('GET', '/api/v1/people?q=ADA', undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(answer.json()).toMatchObject({ total: 1, items: [{ email: 'ada@northmoor.example' }] });
    const refused = await visitor.call('GET', '/api/v1/people', undefined, {
      authorization: 'Bearer nonsense',
    });
    expect(refused.status).toBe(401);
  });

  it('her account at Westmarch is closed: she is out of it at once, and in at Northmoor still', async () => {
    const amy = app.visitor();
    await signIn(amy, AMY, NEW_PASSWORD);
    const choice = await amy.get('/choose-authority');
    await amy.post('/choose-authority', {
      _csrf: choice.form('/choose-authority').fields.find(([name]) => name === '_csrf')![1],
      authorityId: await app.authority('westmarch'),
    });
    expect((await amy.get('/people')).text).toContain('Westmarch Council');

    const list = await administrator.get('/people?q=amy');
    const card = await administrator.get(list.links.find((link) => link.text === 'Amy Barton')!.href);
    const close = await administrator.get(card.links.find((link) => link.text === 'Close the account')!.href);
    const closed = await administrator.submit(close, 'Close the account');
    expect((await administrator.follow(closed)).text).toContain('The account was closed');

    expect((await amy.get('/people')).status).toBe(303);
    const sent = await signIn(amy, AMY, NEW_PASSWORD);
    expect(sent.location).toBe('/');
    expect((await amy.get('/people')).text).toContain('Northmoor Council');
  });

  it('closed there too she cannot sign in, is told so only with the right password, and gets no mail', async () => {
    const ada = await app.signIn('ada@northmoor.example');
    const list = await ada.get('/people?q=amy');
    const card = list.links.find((link) => link.text === 'Amy Barton')!.href;
    await ada.submit(await ada.get(`${card}/close`), 'Close the account');

    const wrong = await signIn(app.visitor(), AMY, 'not the right one');
    expect(wrong.text).toContain('The email address or the password is not right');
    const right = await signIn(app.visitor(), AMY, NEW_PASSWORD);
    expect(right.status).toBe(422);
    expect(right.text).toContain('Your account is closed');
    minutesLater(2);
    const visitor = app.visitor();
    await visitor.submit(await visitor.get('/forgotten-password'), 'Send the link', { email: AMY });
    expect(await mails()).toEqual([]);
  });

  it('opened again she signs in as before', async () => {
    const list = await administrator.get('/people?q=amy&account=closed');
    const card = await administrator.get(list.links.find((link) => link.text === 'Amy Barton')!.href);
    await administrator.submit(card, 'Open the account again');
    expect((await signIn(app.visitor(), AMY, NEW_PASSWORD)).location).toBe('/');
  });

  it('a session ends after twelve hours; what was typed then is kept over the sign-in', async () => {
    const visitor = app.visitor();
    const alan = { email: 'alan.two@westmarch.example', roles: ['administrator'] as const, name: 'Alan Two' };
    await app.person(alan);
    await app.get(SignInDoor).askForMail(alan.email, 'password');
    const [mail] = await mails();
    await visitor.submit(await visitor.get(linkIn(mail!.text)), 'Set the password', { password: PASSWORD });
    await signIn(visitor, alan.email, PASSWORD);
    const form = await visitor.get('/people/invite');
    minutesLater(12 * 60 - 1);
    expect((await visitor.get('/people')).status).toBe(200);
    minutesLater(2);
    const typed = { name: 'Ben Castle', email: 'ben@westmarch.example', roles: ['owner', 'lead'] };
    const ended = await visitor.submit(form, 'Send the invitation', typed);
    expect(ended.status).toBe(401);
    expect(ended.text).toContain('your answers are kept');
    const kept = await visitor.submit(ended, 'Sign in', { email: alan.email, password: PASSWORD });
    expect(kept.heading).toBe('Your answers are kept');
    const sent = await visitor.follow(await visitor.submit(kept, 'Send my answers now'));
    expect(sent.heading).toBe('Ben Castle');
    expect(sent.text).toContain('Accountable lead, Action owner');
    await mails();
  });
});
