import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoticesModule } from '../../src/features/notices/notices.module.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

let post: MorningPost;
let actionId: string;

beforeAll(async () => {
  post = await MorningPost.start({ modules: [NoticesModule] });
  actionId = await publishedAction(post.app, post.people);
  await post.change(`update actions set status = 'in_progress', begun_on = start_on`);
  await post.sweep('2026-11-23');
  post.smtp.behaviour = (address) =>
    address.startsWith('lead') ? { code: 550, words: 'No such person here' } : 'accept';
  await post.sweep('2027-02-01');
});
afterAll(() => post.stop());

const asManager = () => post.app.signIn('manager@westmarch.example', { authority: 'westmarch' });

describe('the plan manager', () => {
  it('sees who was told what, with its state, latest first', async () => {
    const seen = await (await asManager()).get('/notices');
    expect(seen.status).toBe(200);
    expect(seen.heading).toBe('Notices');
    expect(seen.text).toContain('Overdue, working day 1');
    expect(seen.text).toContain('550 No such person here');
    expect(seen.text.indexOf('1 February 2027')).toBeLessThan(seen.text.indexOf('23 November 2026'));
    expect(seen.links).toContainEqual(expect.objectContaining({ href: `/actions/${actionId}` }));
  });

  it('narrows the list by state, person, step and day', async () => {
    const visitor = await asManager();
    const failed = await visitor.get('/notices?state=failed');
    expect(failed.text).toContain('Escalation 1');
    expect(failed.text).not.toContain('Given to them,');
    const given = await visitor.get('/notices?step=given&dueOn=2026-11-23');
    expect(given.text).toContain('1 of 1');
    const nobody = await visitor.get(`/notices?personId=${post.people.member.personId}`);
    expect(nobody.text).toContain('No notices like that');
    expect((await visitor.get('/notices?state=lost')).status).toBe(422);
  });

  it('pages through them without losing one', async () => {
    const visitor = await asManager();
    const first = await visitor.get('/notices?limit=3');
    expect(first.text).toContain('3 of 5');
    const next = first.links.find(({ text }) => text.startsWith('Next'));
    const second = await visitor.get(next!.href);
    expect(second.status).toBe(200);
    expect(second.text).toContain('23 November 2026');
  });

  it('reads the mail as it was sent', async () => {
    const visitor = await asManager();
    const list = await visitor.get('/notices?step=overdue');
    const link = list.links.find(({ href }) => href.startsWith('/notices/digests/'));
    const mail = await visitor.get(link!.href);
    expect(mail.heading).toBe('Westmarch Council improvement plan: 1 item turned red');
    expect(mail.text).toContain('owner@westmarch.example');
    expect(mail.text).toContain('Overdue working day 1: it was due on 29 January 2027');
    expect(mail.text).toContain('digest.');
  });

  it('sees the same morning whose address does not work, until it is changed', async () => {
    const visitor = await asManager();
    expect((await visitor.get('/notices')).text).toContain('1 person has no working address');
    const people = await visitor.get('/notices/without-address');
    expect(people.text).toContain('lead@westmarch.example');
    expect(people.text).toContain('No such person here');
    await post.change(
      `update people set email = 'new.lead@westmarch.example' where id = $1`,
      post.people.lead.personId,
    );
    expect((await visitor.get('/notices/without-address')).text).toContain('Everybody can be reached');
  });

  it('reads them by program as well', async () => {
    const visitor = post.app.visitor();
    const authorization = `Bearer ${await post.app.token('manager@westmarch.example')}`;
    const answer = await visitor.call('GET', '/api/v1/notices?step=overdue&limit=1', undefined, {
      authorization,
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      total: 1,
      nextCursor: null,
      items: [
        {
          subjectKind: 'action',
          subjectId: actionId,
          step: 'overdue',
          occurrence: '1',
          about: '2027-01-29',
          dueOn: '2027-02-01',
          state: 'sent',
          personId: post.people.owner.personId,
        },
      ],
    });
  });
});

it('whoever looks after the installation sees how the last sweep stands', async () => {
  const visitor = post.app.visitor();
  const sweep = async () =>
    (await visitor.get('/health/ready')).json<{ checks: { sweep: unknown } }>().checks.sweep;
  post.moveTo('2027-02-01', '12:00');
  const { rows } = await post.app.owner.query('select count(*)::int as others from authorities');
  expect(rows[0].others).toBe(1);
  expect(await sweep()).toEqual({ ok: true, detail: 'done today' });
  post.moveTo('2027-02-02', '07:00');
  expect(await sweep()).toEqual({ ok: true, detail: '1 authority to sweep this morning' });
  post.moveTo('2027-02-02', '12:00');
  expect(await sweep()).toEqual({ ok: true, detail: 'late: 1 authority not swept today' });
});

describe('others', () => {
  it('whoever may read an action sees who was told what about it, and not the mails of others', async () => {
    const owner = await post.app.signIn('owner@westmarch.example', { authority: 'westmarch' });
    const seen = await owner.get(`/actions/${actionId}/notices`);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('Escalation 1');
    expect(seen.links.filter(({ href }) => href.includes('digests'))).toEqual([]);
  });

  it.each(['/notices', '/notices/without-address', '/api/v1/notices'])(
    'an owner may not open %s',
    async (path) => {
      const owner = await post.app.signIn('owner@westmarch.example', { authority: 'westmarch' });
      expect((await owner.get(path)).status).toBe(403);
    },
  );

  it('an address that names nothing is not found', async () => {
    const visitor = await asManager();
    expect((await visitor.get('/notices/digests/x')).status).toBe(404);
    expect((await visitor.get(`/notices/digests/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await visitor.get(`/actions/${crypto.randomUUID()}/notices`)).status).toBe(404);
  });

  it('the other authority sees nothing of it', async () => {
    const stranger = await post.app.visitorAs({
      email: 'manager@northmoor.example',
      roles: ['plan_manager'],
      authority: 'northmoor',
    });
    expect((await stranger.get('/notices')).text).toContain('Nobody has been told anything yet');
    const { rows } = await post.app.owner.query(`select id from digests limit 1`);
    expect((await stranger.get(`/notices/digests/${rows[0].id}`)).status).toBe(404);
  });
});
