import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DigestSender } from '../../src/features/notices/digest.sender.js';
import { NoticesModule } from '../../src/features/notices/notices.module.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';
import type { Visitor } from '../support/visitor.js';

let post: MorningPost;
let admin: Visitor;

/** An action due on 29 January 2027, overdue on 1 February; the lead's address is refused that morning. */
beforeAll(async () => {
  post = await MorningPost.start({ modules: [NoticesModule] });
  await publishedAction(post.app, post.people);
  await post.change(`update actions set status = 'in_progress', begun_on = start_on`);
  await post.sweep('2026-11-23');
  post.smtp.behaviour = (address) =>
    address.startsWith('lead') ? { code: 550, words: 'No such person here' } : 'accept';
  await post.sweep('2027-02-01');
  post.smtp.behaviour = () => 'accept';
  admin = await post.app.visitorAs({ email: 'admin@westmarch.example', roles: ['administrator'] });
});
afterAll(() => post.stop());

/** What the worker does with the job. */
async function deliver(): Promise<void> {
  const { rows } = await post.app.owner.query(`select id from digests where state = 'waiting'`);
  await post.app.get(DigestSender).sendAll(
    post.authorityId,
    rows.map(({ id }) => id),
  );
}
/** A session lasts some hours, and these days pass. */
const signedIn = (name: string) => post.app.signIn(`${name}@westmarch.example`, { authority: 'westmarch' });
const mailTo = async (name: string, query = '') => {
  const list = await admin.get(`/notices/mails${query}`);
  const row = list.links.find(
    ({ href, text }) => href.startsWith('/notices/digests/') && text.includes(name),
  );
  return admin.get(row!.href);
};

describe('the administrator', () => {
  it('sees every mail with its state, and narrows them', async () => {
    const all = await admin.get('/notices/mails');
    expect(all.heading).toBe('Mails');
    expect(all.text).toContain('3 of 3');
    expect(all.text).toContain('550 No such person here');
    const failed = await admin.get('/notices/mails?state=failed');
    expect(failed.text).toContain('lead@westmarch.example');
    expect(failed.text).toContain('1 of 1');
    expect((await admin.get('/notices/mails?state=lost')).status).toBe(422);
  });

  it('sees what became of the notices of each day and each person', async () => {
    const seen = await admin.get('/notices/days');
    expect(seen.text).toContain('1 February 2027');
    const counts = seen.links.filter(({ href }) => href.includes('dueOn=2027-02-01'));
    expect(
      counts.map(({ href, text }) => `${text} ${new URL(href, 'http://x').searchParams.get('state')}`),
    ).toEqual(['2 sent', '2 failed']);
    for (const { href, text } of counts) expect((await admin.get(href)).text).toContain(`${text} of ${text}`);
  });

  it('sends a refused mail again once the address is mended', async () => {
    await post.change(
      `update people set email = 'new.lead@westmarch.example' where id = $1`,
      post.people.lead.personId,
    );
    const mail = await mailTo('', '?state=failed');
    const again = await admin.follow(await admin.submit(mail, 'Send again', {}));
    expect(again.text).toContain('The mail is on its way again');
    expect(again.text).toContain('asked for by');
    post.smtp.forget();
    await deliver();
    const [received] = post.smtp.received;
    expect(received!.to).toEqual(['new.lead@westmarch.example']);
    expect(received!.text).toContain('Escalated to you as accountable lead');
    expect(
      (await post.lines()).filter((line) => line.includes('lead')).every((line) => line.endsWith('sent')),
    ).toBe(true);
  });

  it('sends a mail that was lost again, under a Message-ID of its own, and no notice twice', async () => {
    const before = await post.lines();
    const mail = await mailTo('turned red');
    await admin.submit(mail, 'Send again', {});
    const twice = await admin.follow(await admin.submit(mail, 'Send again', {}));
    expect(twice.text).toContain('It is on its way again already');
    post.smtp.forget();
    await deliver();
    expect(post.smtp.received.map(({ to }) => to)).toEqual([['owner@westmarch.example']]);
    expect(post.smtp.received[0]!.text).toContain('Overdue working day 1');
    expect(mail.text).not.toContain(post.smtp.received[0]!.messageId);
    expect(await post.lines()).toEqual(before);
    await post.sweep('2027-02-02');
    expect(post.smtp.received).toHaveLength(1);
  });

  it('sees what will be sent next', async () => {
    post.moveTo('2027-02-05', '12:00');
    await post.sweep('2027-02-05');
    admin = await signedIn('admin');
    const seen = await admin.get('/notices/next');
    expect(seen.heading).toBe('What will be sent on 8 February 2027');
    expect(seen.text).toContain('2 notices in 2 mails');
    expect(seen.text).toContain('Overdue, working day 6: owner');
    expect(seen.text).toContain('Escalation 2, working day 6: director');
    expect(seen.text).not.toContain('See every child');
  });

  it('is not shown the words of a mail that speaks of something restricted', async () => {
    await post.change(`update actions set restricted = true`);
    const mail = await mailTo('given to you');
    expect(mail.text).toContain('Its words are not shown');
    expect(mail.text).not.toContain('See every child');
    const manager = await signedIn('manager');
    const list = await manager.get('/notices/mails');
    const href = list.links.find(({ text }) => text.includes('given to you'))!.href;
    expect((await manager.get(href)).text).toContain('See every child');
    await post.change(`update actions set restricted = false`);
  });

  it('does all of it by program as well', async () => {
    const authorization = `Bearer ${await post.app.token('admin@westmarch.example')}`;
    const call = (method: 'GET' | 'POST', path: string) =>
      admin.call(method, path, undefined, { authorization });
    const mails = (await call('GET', '/api/v1/notices/mails?state=sent&limit=1')).json<{
      items: { id: string }[];
    }>();
    const again = await call('POST', `/api/v1/notices/mails/${mails.items[0]!.id}/send-again`);
    expect(again.status).toBe(201);
    expect((await call('POST', `/api/v1/notices/mails/${mails.items[0]!.id}/send-again`)).status).toBe(409);
    expect((await call('GET', '/api/v1/notices/next')).json()).toMatchObject({ on: '2027-02-08', total: 2 });
  });
});

describe('everybody', () => {
  it('sees what they were told, and as what', async () => {
    let director = await signedIn('director');
    expect((await director.get('/notices/mine')).text).toContain('Nothing yet');
    await post.sweep('2027-02-08');
    director = await signedIn('director');
    const seen = await director.get('/notices/mine');
    expect(seen.text).toContain('Escalation 2, working day 6: director');
    expect(seen.links.filter(({ href }) => href.includes('digests'))).toEqual([]);
  });

  it.each(['/notices/mails', '/notices/days', '/notices/next'])(
    'but an owner may not open %s',
    async (path) => {
      const owner = await signedIn('owner');
      expect((await owner.get(path)).status).toBe(403);
    },
  );
});

it('whoever watches the installation reads how many mornings and mails are left', async () => {
  const metrics = async () => (await post.app.visitor().get('/metrics')).html;
  expect(await metrics()).toMatch(/^authorities_to_sweep 0$/m);
  expect(await metrics()).toMatch(/^digests_left 0$/m);
  post.moveTo('2027-06-02');
  expect(await metrics()).toMatch(/^authorities_to_sweep 1$/m);
});
