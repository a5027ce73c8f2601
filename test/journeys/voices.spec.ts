import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch } from '../support/plan-of-westmarch.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let manager: Visitor;
let recommendationId: string;

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  const plan = await planOfWestmarch(app);
  recommendationId = plan.recommendationIds[0]!;
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app?.stop());

const told = {
  whose: 'children',
  'toldOn-day': '15',
  'toldOn-month': '10',
  'toldOn-year': '2026',
  source: 'survey',
  sourceName: 'Yearly survey of care leavers',
  asked: '60',
  answered: '32',
  said: 'We want to know our personal adviser before we move.',
};

describe('What children told us', () => {
  it('is written down from the page of a recommendation and stands there', async () => {
    const recommendation = await manager.get(`/recommendations/${recommendationId}`);
    const link = recommendation.links.find(({ text }) => text === 'Write down what they told us')!;
    const form = await manager.get(link.href);
    const saved = await manager.follow(await manager.submit(form, 'Save', told));
    expect(saved.heading).toBe('Children and young people, 15 October 2026');
    expect(saved.text).toContain('32 of 60 asked answered');
    const again = await manager.get(`/recommendations/${recommendationId}`);
    expect(again.text).toContain(told.said);
    expect((await manager.get('/voices')).text).toContain('Nothing yet');
  });

  it('is asked about where it looks like a child’s details', async () => {
    const form = await manager.get('/voices/new');
    const asked = await manager.submit(form, 'Save', { ...told, said: 'Her NHS number is 943 476 5919' });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('NHS number');
  });

  it('keeps what was typed beside its mistakes', async () => {
    const form = await manager.get('/voices/new');
    const seen = await manager.submit(form, 'Save', { ...told, answered: '61', said: 'Kept words' });
    expect(seen.status).toBe(422);
    expect(seen.text).toContain('No more can have answered than were asked');
    expect(seen.body.toString()).toContain('Kept words');
  });

  it('is changed, with both versions shown where somebody was quicker', async () => {
    const path = (await manager.get('/voices')).links.find(({ text }) => text.startsWith('Children'))!.href;
    const mine = await manager.get(`${path}/change`);
    const theirs = await manager.get(`${path}/change`);
    await manager.submit(theirs, 'Save', { changed: 'Advisers visit before the move.' });
    const stale = await manager.submit(mine, 'Save', { changed: 'Something else.' });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('Advisers visit before the move.');
    expect((await manager.get(`/history${path}`)).text).toContain('What changed because of it');
  });

  it('is the same through the API', async () => {
    const authorization = `Bearer ${await app.token('manager@westmarch.example')}`;
    const call = (method: string, path: string, body?: object, headers = {}) =>
      manager.call(method, path, body, { authorization, ...headers });
    const made = await call('POST', '/api/v1/voices', {
      whose: 'staff',
      toldOn: '2026-11-02',
      source: 'focus_group',
      sourceName: 'Newly qualified social workers',
      said: 'Supervision is kept now.',
      recommendationIds: [recommendationId],
    });
    expect(made.json()).toMatchObject({ whose: 'staff', asked: null, changed: '', version: 1 });
    const { id } = made.json() as { id: string };
    expect((await call('PATCH', `/api/v1/voices/${id}`, { changed: 'Cover was found.' })).status).toBe(428);
    const changed = await call(
      'PATCH',
      `/api/v1/voices/${id}`,
      { changed: 'Cover was found.' },
      { 'if-match': '"1"' },
    );
    expect(changed.json()).toMatchObject({
      changed: 'Cover was found.',
      said: 'Supervision is kept now.',
      version: 2,
    });
    expect((await call('GET', '/api/v1/voices?whose=staff')).json()).toMatchObject({
      total: 1,
      nextCursor: null,
    });
    await call('POST', `/api/v1/voices/${id}/archive`, {}, { 'if-match': '"2"' });
    expect((await call('GET', '/api/v1/voices?whose=staff')).json()).toMatchObject({ total: 0 });
  });
});

const journeys = browserPath() === null ? describe.skip : describe;

journeys('Voices and measures in a real browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser?.close());

  const isFine = async (page: Page) => {
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  };

  it('a lead on a phone writes down what families said', async () => {
    const page = await browser.pageAs(app, 'manager@westmarch.example', { phone: true });
    page.setDefaultTimeout(6000);
    await page.goto('/voices');
    await isFine(page);
    await page.getByRole('button', { name: 'Write down what they told us' }).click();
    await isFine(page);
    await page.getByLabel('Families').check();
    await page.getByLabel('Day', { exact: true }).fill('2');
    await page.getByLabel('Month').fill('11');
    await page.getByLabel('Year').fill('2026');
    await page.getByLabel('Meeting', { exact: true }).check();
    await page.getByLabel('Which one was it?').fill('Parents’ group of the north locality');
    await page.getByLabel('What did they say?').fill('The same worker for a year made the difference.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Families, 2 November 2026' }).waitFor();
    await isFine(page);
    await page.goto(`/recommendations/${recommendationId}`);
    await isFine(page);
  });

  it('values from a file become a chart with its words and its table', async () => {
    for (const phone of [true, false]) {
      const page = await browser.pageAs(app, 'manager@westmarch.example', { phone });
      page.setDefaultTimeout(6000);
      if (phone) {
        await page.goto('/measures/new');
        await page.getByLabel('Name', { exact: true }).fill('Visits in time');
        await page.getByLabel('What exactly is counted?').fill('Visits in time, of all due');
        await page.getByLabel('Unit').fill('%');
        await page.getByLabel('Higher is better').check();
        await page.getByLabel('Target').fill('95');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByRole('button', { name: 'Upload values' }).click();
        await isFine(page);
        await page
          .getByLabel('Or paste the values')
          .fill('date,value,source\n31/08/2026,60,Report\n31/10/2026,soon,Report');
        await page.getByRole('button', { name: 'Check the values' }).click();
        await page.getByText('1 problem. Nothing was saved').waitFor();
        await isFine(page);
        await page
          .getByLabel('The values')
          .fill('date,value,source\n31/08/2026,60,Report\n31/10/2026,71.5,Report');
        await page.getByRole('button', { name: 'Check the values' }).click();
        await isFine(page);
        await page.getByRole('button', { name: 'Add 2 values' }).click();
      } else {
        await page.goto('/measures');
        await isFine(page);
        await page.getByRole('link', { name: 'Visits in time' }).click();
      }
      await page.getByRole('img', { name: 'Visits in time against its target' }).waitFor();
      await page.getByText('rose from 60% to 71.5%').first().waitFor();
      await page.getByText('The numbers').click();
      await isFine(page);
      await page.getByRole('link', { name: 'The chart by itself' }).click();
      await isFine(page);
      expect(await page.locator('svg [style], svg style').count()).toBe(0);
      await page.goto('/measures');
      await isFine(page);
    }
  });
});
