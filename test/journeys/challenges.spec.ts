import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch, publishedAction, type PlanPeople } from '../support/plan-of-westmarch.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let people: PlanPeople;
let actionId: string;
let challenge: string;
const visitors = new Map<string, Visitor>();
const as = (who: string) => visitors.get(who)!;

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  ({ people } = await planOfWestmarch(app));
  for (const role of [
    'chair',
    'adviser',
    'lead_member',
    'quality',
    'chief_executive',
    'administrator',
  ] as const) {
    await app.person({ email: `${role}@westmarch.example`, roles: [role] });
  }
  actionId = await publishedAction(app, people);
  const everybody = [
    ...Object.keys(people),
    'chair',
    'adviser',
    'lead_member',
    'quality',
    'chief_executive',
    'administrator',
  ];
  for (const who of everybody) {
    visitors.set(who, await app.signIn(`${who}@westmarch.example`, { authority: 'westmarch' }));
  }
}, 60_000);
afterAll(() => app?.stop());

describe('A challenge over HTTP', () => {
  it.each([
    ['member', true],
    ['chair', true],
    ['adviser', true],
    ['lead_member', true],
    ['manager', true],
    ['owner', false],
    ['lead', false],
    ['director', false],
    ['quality', false],
    ['viewer', false],
  ])('the page of an action offers the %s to raise one: %s', async (who, offered) => {
    const seen = await as(who).get(`/actions/${actionId}`);
    const link = seen.links.find(({ text }) => text === 'Raise a challenge');
    expect(link !== undefined).toBe(offered);
    if (!offered) {
      expect((await as(who).get('/challenges/new')).status).toBe(403);
      return;
    }
    expect(decodeURIComponent(link!.href)).toContain(`from=/actions/${actionId}`);
    // So does every other page.
    for (const path of ['/', '/board', '/recommendations', '/meetings', '/measures', '/challenges']) {
      const there = await as(who).get(path);
      expect([path, there.links.some(({ text }) => text === 'Raise a challenge')]).toEqual([path, true]);
    }
  });

  it('is raised from a page, which it keeps', async () => {
    const page = await as('member').get(`/actions/${actionId}`);
    const form = await as('member').get(page.links.find(({ text }) => text === 'Raise a challenge')!.href);
    expect(form.text).toContain('About action A1: See every child within ten days');
    const wrong = await as('member').submit(form, 'Raise the challenge', {
      question: '',
      askedOfId: people.lead.personId,
      'dueOn-day': '20',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter the question');
    expect(wrong.text).toContain('About action A1');
    const child = await as('member').submit(form, 'Raise the challenge', {
      question: 'Why was the child of NHS number 943 476 5919 not seen?',
      askedOfId: people.lead.personId,
    });
    expect(child.status).toBe(422);
    expect(child.text).toContain('Why these details must stay');
    const sent = await as('member').submit(form, 'Raise the challenge', {
      question: 'Why do visits take longer than in March?',
      askedOfId: people.lead.personId,
    });
    challenge = sent.location!;
    const seen = await as('member').follow(sent);
    expect(seen.heading).toBe('Why do visits take longer than in March?');
    expect(seen.text).toContain('7 December 2026');
    expect(seen.links.find(({ href }) => href === `/actions/${actionId}`)).toBeDefined();
    expect((await as('viewer').get(`/actions/${actionId}`)).text).toContain('C1: Why do visits take longer');
  });

  it('waits on the home page of the person asked, who answers it', async () => {
    const home = await as('lead').get('/');
    expect(home.text).toContain('Challenges to answer');
    expect(home.links.some(({ href }) => href === challenge)).toBe(true);
    expect((await as('owner').get('/')).text).not.toContain('Challenges to answer');
    for (const who of ['owner', 'director', 'manager', 'member', 'viewer']) {
      expect([who, (await as(who).get(`${challenge}/answer`)).status]).toEqual([who, 403]);
    }
    const form = await as('lead').get(`${challenge}/answer`);
    const wrong = await as('lead').submit(form, 'Send the answer', {
      words: 'So',
      link: 'westmarch.example',
    });
    expect(wrong.text).toContain('The link must be an address that starts with https://');
    const sent = await as('lead').submit(form, 'Send the answer', {
      words: 'Two posts were empty until October',
      link: 'https://westmarch.example/visits',
    });
    expect((await as('lead').follow(sent)).text).toContain('Two posts were empty until October');
    expect((await as('lead').get('/')).text).not.toContain('Challenges to answer');
    expect((await as('member').get('/')).text).toContain('Answers to decide on');
  });

  it('is sent back with a reason, answered again, and accepted by the asker or the chair only', async () => {
    for (const who of ['lead', 'manager', 'director', 'viewer', 'adviser', 'lead_member']) {
      expect([who, (await as(who).get(`${challenge}/judge`)).status]).toEqual([who, 403]);
    }
    const form = await as('member').get(`${challenge}/judge`);
    const without = await as('member').submit(form, 'Save', { verdict: 'send_back' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Enter the reason');
    await as('member').submit(form, 'Save', { verdict: 'send_back', words: 'By when will it be better?' });
    const again = await as('lead').get(`${challenge}/answer`);
    expect(again.text).toContain('By when will it be better?');
    await as('lead').submit(again, 'Send the answer', { words: 'By the end of January' });
    // The form that was open since the first answer is not a verdict on the second.
    const late = await as('member').submit(form, 'Save', { verdict: 'accept' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('There is another answer by now');
    const verdict = await as('chair').get(`${challenge}/judge`);
    const sent = await as('chair').submit(verdict, 'Save', { verdict: 'accept', words: 'Thank you' });
    const seen = await as('chair').follow(sent);
    expect(seen.text).toContain('The answer was accepted. The challenge is closed');
    for (const said of [
      'Two posts were empty',
      'By when will it be better?',
      'By the end of January',
      'Thank you',
    ]) {
      expect(seen.text).toContain(said);
    }
    expect((await as('lead').get(`${challenge}/answer`)).status).toBe(403);
  });

  it('is read by everybody who reads what the board reads, and by no administrator', async () => {
    for (const who of [
      'viewer',
      'adviser',
      'lead_member',
      'chief_executive',
      'quality',
      'director',
      'owner',
    ]) {
      expect([who, (await as(who).get('/challenges')).text.includes('C1: Why do visits')]).toEqual([
        who,
        true,
      ]);
    }
    expect((await as('administrator').get('/challenges')).status).toBe(403);
    expect((await as('administrator').get(challenge)).status).toBe(403);
  });

  it('is given to another person by the plan manager, and withdrawn by whoever asked', async () => {
    const form = await as('adviser').get('/challenges/new?from=/measures');
    const raised = await as('adviser').submit(form, 'Raise the challenge', {
      question: 'Who looks at these figures each month?',
      askedOfId: people.lead.personId,
      'dueOn-day': '27',
      'dueOn-month': '11',
      'dueOn-year': '2026',
    });
    const path = raised.location!;
    expect((await as('lead').get(`${path}/reassign`)).status).toBe(403);
    const reassign = await as('manager').get(`${path}/reassign`);
    await as('manager').submit(reassign, 'Save', { askedOfId: people.director.personId });
    expect((await as('director').get('/')).text).toContain('Who looks at these figures each month?');
    expect((await as('member').get(`${path}/withdraw`)).status).toBe(403);
    const withdraw = await as('adviser').get(`${path}/withdraw`);
    expect((await as('adviser').submit(withdraw, 'Withdraw it', { words: '' })).text).toContain(
      'Enter why it is withdrawn',
    );
    await as('adviser').submit(withdraw, 'Withdraw it', { words: 'Answered on the day' });
    expect((await as('adviser').get(path)).text).toContain('Withdrawn');
  });

  it('the log is filtered and can be taken away as a sheet', async () => {
    const closed = await as('viewer').get('/challenges?state=closed');
    expect(closed.text).toContain('C2: Who looks at these figures');
    const mine = await as('lead').get('/challenges?mine=true');
    expect(mine.text).toContain('C1');
    expect(mine.text).not.toContain('C2');
    const sheet = await as('viewer').get('/challenges.csv?state=closed');
    expect(sheet.html.split('\r\n')[0]).toContain('Reference,Question,Asked by,Asked of');
    expect(sheet.html).toContain('C1,Why do visits take longer than in March?');
    expect((await as('viewer').get('/challenges?state=gone')).status).toBe(422);
  });

  it('every verb is there for scripts, without If-Match', async () => {
    const token = async (who: string) => ({
      authorization: `Bearer ${await app.token(`${who}@westmarch.example`)}`,
    });
    const call = async (who: string, path: string, body: object) =>
      as(who).call('POST', `/api/v1/challenges${path}`, body, await token(who));
    const raised = await call('member', '', {
      question: 'What has changed for children?',
      askedOfId: people.director.personId,
      actionId,
      dueOn: '2026-12-01',
    });
    expect(raised.status).toBe(201);
    const one = raised.json<{
      id: string;
      reference: string;
      state: string;
      actionId: string;
      ageDays: number;
    }>();
    expect(one).toMatchObject({ reference: 'C3', state: 'open', actionId, ageDays: 0, isOverdue: false });
    expect((await call('viewer', '', { question: 'So?', askedOfId: people.director.personId })).status).toBe(
      403,
    );
    const twoThings = { question: 'So?', askedOfId: people.director.personId, actionId, measureId: actionId };
    expect((await call('member', '', twoThings)).json()).toMatchObject({ code: 'about_several' });
    expect((await call('director', `/${one.id}/answer`, { words: 'A great deal' })).status).toBe(200);
    const back = await call('member', `/${one.id}/send-back`, { words: 'How do you know?' });
    expect(back.json()).toMatchObject({ state: 'open' });
    const given = await call('manager', `/${one.id}/reassign`, { askedOfId: people.lead.personId });
    expect(given.json()).toMatchObject({ askedOfId: people.lead.personId });
    await call('lead', `/${one.id}/answer`, { words: 'From the audit' });
    const closed = await call('member', `/${one.id}/accept`, {});
    expect(closed.json()).toMatchObject({ state: 'closed', outcome: 'accepted' });
    const late = await call('member', `/${one.id}/withdraw`, { words: 'So' });
    expect([late.status, late.json<{ code: string }>().code]).toEqual([409, 'closed']);
    const list = await as('member').call(
      'GET',
      '/api/v1/challenges?state=closed&limit=2',
      undefined,
      await token('member'),
    );
    const page = list.json<{ items: unknown[]; nextCursor: string; total: number }>();
    expect([page.items.length, page.total]).toEqual([2, 3]);
    const next = await as('member').call(
      'GET',
      `/api/v1/challenges?state=closed&limit=2&cursor=${page.nextCursor}`,
      undefined,
      await token('member'),
    );
    expect(next.json<{ items: unknown[] }>().items).toHaveLength(1);
  });
});

const inBrowser = browserPath() === null ? describe.skip : describe;

inBrowser('Challenges in a browser', () => {
  let chrome: TestBrowser;
  beforeAll(async () => {
    chrome = await TestBrowser.open();
    const form = await as('adviser').get(`/challenges/new?from=/actions/${actionId}`);
    const question = 'How do children say that they were listened to, and where is that written down?';
    const sent = await as('adviser').submit(form, 'Raise the challenge', {
      question,
      askedOfId: people.lead.personId,
    });
    challenge = sent.location!;
  });
  afterAll(() => chrome?.close());

  const looks = async (page: Page, paths: readonly string[]) => {
    for (const path of paths) {
      await page.goto(path);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
    }
  };

  it.each([true, false])('every page can be read by everybody; on a phone: %s', async (phone) => {
    const adviser = await chrome.pageAs(app, 'adviser@westmarch.example', { phone });
    await looks(adviser, [
      '/challenges',
      challenge,
      `/challenges/new?from=/actions/${actionId}`,
      `${challenge}/withdraw`,
    ]);
    const lead = await chrome.pageAs(app, 'lead@westmarch.example', { phone });
    await looks(lead, ['/', `${challenge}/answer`]);
    const manager = await chrome.pageAs(app, 'manager@westmarch.example', { phone });
    await looks(manager, [`${challenge}/reassign`]);
    if (!phone) {
      await as('lead').submit(await as('lead').get(`${challenge}/answer`), 'Send the answer', {
        words: 'In their plans',
      });
      await looks(adviser, [`${challenge}/judge`]);
    }
  });
});

describe('A question of scrutiny', () => {
  it('is written down by the plan manager, who is asked who asked', async () => {
    const page = await as('manager').get('/challenges/new');
    const question = 'How many children waited in August?';
    const askedOfId = people.director.personId;
    const refused = await as('manager').submit(page, 'Raise the challenge', { question, askedOfId });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter who asked');
    const sent = await as('manager').submit(refused, 'Raise the challenge', {
      askedFor: 'Scrutiny committee',
    });
    const seen = await as('manager').follow(sent);
    expect(seen.text).toContain('Scrutiny committee, written down by');
    expect((await as('director').get('/')).text).toContain('Asked by Scrutiny committee');
    expect((await as('member').get('/challenges/new')).text).not.toContain('Who asked?');
  });
});
