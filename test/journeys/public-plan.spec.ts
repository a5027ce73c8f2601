import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PublicPlanModule } from '../../src/features/public-plan/public-plan.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch, publishedAction, startWithActions } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let manager: Visitor;

beforeAll(async () => {
  app = await startWithActions({ at: '2026-11-23T09:00:00Z', modules: [PublicPlanModule] });
  const { people, recommendationIds: ids } = await planOfWestmarch(app);
  await app.person({ email: 'priya@westmarch.example', name: 'Priya Shah', roles: ['owner'] });
  await publishedAction(app, people, {
    recommendationIds: [ids[0]!],
    title: 'Priya Shah trains every team, =1+1',
  });
  await publishedAction(app, people, { recommendationIds: [ids[0]!, ids[1]!] });
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app.stop());

const raw = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });

describe('the public version of the plan', () => {
  it('is the same nothing for an authority that is off and for one that does not exist', async () => {
    const off = await raw('/public/westmarch');
    const unknown = await raw('/public/nowhere');
    const wrong = await raw('/public/%00%27');
    expect([off.status, unknown.status, wrong.status]).toEqual([404, 404, 404]);
    expect(await off.text()).toBe(await unknown.text());
    expect((await raw('/public/westmarch/plan.csv')).status).toBe(404);
  });

  it('is turned on, looked at and published', async () => {
    const first = await manager.get('/plan/public');
    expect(first.heading).toBe('The public version of the plan');
    expect(first.text).toContain('Off');
    expect(first.text).not.toContain('Publish the plan as it is now');
    const on = await manager.follow(await manager.submit(first, 'Turn the public version on', {}));
    expect(on.text).toContain('The public version is on. Nothing is shown until you publish it');
    expect(on.text).toContain('Texts in which a name was found: 1');
    expect((await raw('/public/westmarch')).status).toBe(404);

    const preview = await manager.get('/plan/public/preview');
    expect(preview.text).toContain('[name left out] trains every team');
    expect(preview.text).toContain('names of people who have none, a child’s above all, cannot be found');
    const refused = await manager.submit(on, 'Publish the plan as it is now', {});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Look at the texts where a name was found, and say that you have');

    const done = await manager.follow(
      await manager.submit(on, 'Publish the plan as it is now', { looked: 'true' }),
    );
    expect(done.text).toContain('The plan was published as it is now.');
    expect(done.text).toContain('Shown since 23 November 2026 at 9:00am');
  });

  it('is read by anybody, with its date, its words and its figures, and leaves no cookie', async () => {
    const seen = await raw('/public/westmarch');
    expect(seen.status).toBe(200);
    expect(seen.headers.get('set-cookie')).toBeNull();
    expect(seen.headers.get('cache-control')).toBe('public, max-age=60');
    const html = await seen.text();
    for (const words of [
      'Published on 23 November 2026',
      '0 of 3 recommendations met.',
      '0 of 2 actions complete',
      'by the standard preset',
      'not due to start',
      'Make sure that children are seen',
      '29 January 2027',
    ]) {
      expect(html).toContain(words);
    }
    expect(html).toContain('content="index, follow"');
    expect(html).not.toMatch(/<form|<script/);
    const names = await app.owner.query(`select name, email from people`);
    for (const { name, email } of names.rows as { name: string; email: string }[]) {
      if (name.includes(' ')) expect(html).not.toContain(name);
      expect(html).not.toContain(email);
    }
    const known = await raw('/public/westmarch', { 'if-none-match': seen.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);
  });

  it('is the same for somebody who is signed in: what a cache keeps names nobody', async () => {
    const signedIn = await manager.get('/public/westmarch');
    expect(signedIn.html).toBe(await (await raw('/public/westmarch')).text());
  });

  it('is saved as CSV that no spreadsheet takes for formulas', async () => {
    const seen = await raw('/public/westmarch/plan.csv');
    expect(seen.headers.get('content-disposition')).toContain('improvement-plan-westmarch.csv');
    const text = await seen.text();
    expect(text).toContain('Rated by the standard preset');
    expect(text.match(/,Action,/g)).toHaveLength(3);
    expect(text).not.toContain('Priya');
  });

  it('lets search engines into what is public and nowhere else', async () => {
    const text = await (await raw('/robots.txt')).text();
    expect(text).toContain('Allow: /public/');
    expect(text).toContain('Disallow: /\n');
  });

  it('is published and withdrawn over the API too, by nobody but the plan manager', async () => {
    const as = async (email: string) => ({ authorization: `Bearer ${await app.token(email)}` });
    const mine = await as('manager@westmarch.example');
    const state = await manager.call('GET', '/api/v1/plan/public', undefined, mine);
    expect(state.json()).toMatchObject({
      isOn: true,
      shown: { number: 1 },
      preview: { actions: { total: 2 } },
    });
    const again = await manager.call('POST', '/api/v1/plan/public/publish', { looked: true }, mine);
    expect(again.json()).toMatchObject({ shown: { number: 2 } });
    const theirs = await as('director@westmarch.example');
    const refused = await manager.call('POST', '/api/v1/plan/public/withdraw', {}, theirs);
    expect(refused.status).toBe(403);
  });

  it('is gone at once when it is withdrawn', async () => {
    const shown = await manager.get('/plan/public');
    const gone = await manager.follow(await manager.submit(shown, 'Withdraw it', {}));
    expect(gone.text).toContain('Nothing is shown');
    expect((await raw('/public/westmarch')).status).toBe(404);
    const published = await manager.follow(
      await manager.submit(gone, 'Publish the plan as it is now', { looked: 'true' }),
    );
    expect(published.text).toContain('Shown since');
    expect((await raw('/public/westmarch')).status).toBe(200);
  });
});

const looks = browserPath() === null ? describe.skip : describe;
looks('the public version in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  it.each([[false], [true]])('reads well, on a phone: %s', async (phone) => {
    const open = await browser.page(app, { phone });
    await open.goto('/public/westmarch');
    await expectNoAxeViolations(open);
    await expectNoSidewaysScroll(open);
    const page = await browser.pageAs(app, 'manager@westmarch.example', { phone });
    for (const path of ['/plan/public', '/plan/public/preview']) {
      await page.goto(path);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
    }
  });
});
