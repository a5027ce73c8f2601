import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { KitModule } from '../support/kit.module.js';
import { TestApp } from '../support/test-app.js';

const journeys = browserPath() === null ? describe.skip : describe;
const shots = process.env['SCREENSHOTS'];

journeys('the pages of the kit in a real browser', () => {
  let kit: TestApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    kit = await TestApp.start({
      modules: [KitModule],
      viewFolders: [fileURLToPath(new URL('../support/kit-views', import.meta.url))],
    });
    await kit.person({
      email: 'owner.one@westmarch.example',
      roles: ['owner', 'administrator'],
      name: 'Jo Bright',
    });
    await kit.person({ email: 'both@example.org', roles: ['viewer'] });
    await kit.person({ email: 'both@example.org', roles: ['viewer'], authority: 'northmoor' });
    browser = await TestBrowser.open();
  });
  afterAll(async () => {
    await browser?.close();
    await kit?.stop();
  });

  async function look(page: Page, name: string): Promise<void> {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  }

  describe.each([
    ['desk', {}],
    ['phone', { phone: true }],
  ])('on a %s', (name, options) => {
    it.each([
      ['list', '/kit'],
      ['form', '/kit/form'],
      ['404', '/nowhere'],
      ['fault', '/kit/fault'],
      ['statement', '/accessibility-statement'],
    ])('%s is accessible and fits the screen', async (what, path) => {
      const page = await browser.pageAs(kit, 'owner.one@westmarch.example', options);
      await page.goto(path);
      await look(page, `${name}-${what}`);
      await page.context().close();
    });

    it('a form with mistakes leads to each of them', async () => {
      const page = await browser.pageAs(kit, 'owner.one@westmarch.example', options);
      await page.goto('/kit/form');
      await page.getByLabel('Day').fill('30');
      await page.getByLabel('Month').fill('February');
      await page.getByRole('button', { name: 'Save' }).click();
      await look(page, `${name}-mistakes`);
      await page.getByRole('link', { name: '30 February 2026 does not exist' }).click();
      expect(await page.evaluate('document.activeElement.id')).toBe('dueOn-day');
      await page.context().close();
    });

    it('signing in again after the session ended is accessible', async () => {
      const page = await browser.pageAs(kit, 'owner.one@westmarch.example', options);
      await page.goto('/kit/form');
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await look(page, `${name}-sign-in`);
      await page.context().close();
    });

    it('a form whose page is too old keeps the answers', async () => {
      const page = await browser.pageAs(kit, 'owner.one@westmarch.example', options);
      await page.goto('/kit/form');
      const cookies = await (await browser.pageAs(kit, 'owner.one@westmarch.example')).context().cookies();
      await page.context().addCookies(cookies);
      await page.getByLabel('Note').fill('A long sentence that took a while to think of.');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Your answers are kept' }).waitFor();
      await look(page, `${name}-kept`);
      await page.getByRole('button', { name: 'Send my answers now' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      expect(await page.getByLabel('Note').inputValue()).toContain('took a while');
      await page.context().close();
    });

    it('two people saving the same thing are shown both', async () => {
      const page = await browser.pageAs(kit, 'owner.one@westmarch.example', options);
      await page.goto('/kit/versioned');
      await page.getByRole('button', { name: 'Save' }).click();
      await look(page, `${name}-stale`);
      await page.getByRole('button', { name: 'Save mine over theirs' }).click();
      await page.getByRole('heading', { name: 'Kit of Jo Bright' }).waitFor();
      await page.context().close();
    });
  });

  it('works the same without script: mistakes, the second try, and the message', async () => {
    const page = await browser.pageAs(kit, 'owner.one@westmarch.example', {
      phone: true,
      withoutScript: true,
    });
    await page.goto('/kit/form');
    await page.getByLabel('Title').fill('Audit');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await page.getByLabel('Practice').check();
    await page.getByLabel('Data').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Audit was saved').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.context().close();
  });

  it('starts its script without a word of complaint from the content policy', async () => {
    const page = await browser.pageAs(kit, 'owner.one@westmarch.example');
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto('/kit/form');
    await page.waitForSelector('body.govuk-frontend-supported');
    expect(complaints).toEqual([]);
    expect(await page.locator('.govuk-character-count__status').textContent()).toContain('100 characters');
  });

  it('prints without the parts that can only be pressed', async () => {
    const page = await browser.pageAs(kit, 'owner.one@westmarch.example');
    await page.goto('/kit');
    await page.emulateMedia({ media: 'print' });
    if (shots) await page.screenshot({ path: `${shots}/print.png`, fullPage: true });
    for (const gone of ['.app-nav', '.app-filter', '.app-footer'])
      expect(await page.locator(gone).isVisible()).toBe(false);
    expect(await page.getByRole('table').isVisible()).toBe(true);
  });
});
