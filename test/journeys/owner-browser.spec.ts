import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { HomeModule } from '../../src/features/home/home.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch, publishedAction, startWithActions } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

const inBrowser = browserPath() === null ? describe.skip : describe;

inBrowser('the owner on a phone', () => {
  let app: TestApp;
  let chrome: TestBrowser;
  let phone: Page;

  beforeAll(async () => {
    app = await startWithActions({ modules: [HomeModule], at: '2026-11-23T09:00:00Z' });
    const { people, recommendationIds } = await planOfWestmarch(app);
    await publishedAction(app, people, {
      startOn: localDate('2026-09-01'),
      dueOn: localDate('2026-11-20'),
      recommendationIds,
    });
    await publishedAction(app, people, { title: 'Record supervision each month' });
    chrome = await TestBrowser.open();
    phone = await chrome.pageAs(app, 'owner@westmarch.example', { phone: true });
  });
  afterAll(async () => {
    await chrome?.close();
    await app?.stop();
  });

  it('finds everything on one page, the most urgent first and open', async () => {
    await phone.goto('/');
    const titles = await phone.locator('article h2').allInnerTexts();
    expect(titles).toEqual(['See every child within ten days', 'Record supervision each month']);
    expect(await phone.locator('article').first().innerText()).toContain('Overdue');
    expect(await phone.getByRole('group', { name: 'Will you meet 20 November 2026?' }).isVisible()).toBe(
      true,
    );
    await expectNoSidewaysScroll(phone);
    await expectNoAxeViolations(phone);
  });

  it('is asked for the day only after "No, by a later date"', async () => {
    const first = phone.locator('article').first();
    const day = first.getByRole('group', { name: 'By when will it be done?' });
    expect(await day.isVisible()).toBe(false);
    await first.getByLabel('No, by a later date').check();
    expect(await day.isVisible()).toBe(true);
    await day.getByLabel('Day').fill('31');
    await day.getByLabel('Month').fill('2');
    await day.getByLabel('Year').fill('2027');
    await first.getByLabel('What has changed?').fill('The new diary is in use in four of six teams.');
    await first.getByRole('button').click();
    expect(await phone.getByRole('link', { name: 'A1: 31 February 2027 does not exist' }).isVisible()).toBe(
      true,
    );
    await expectNoAxeViolations(phone);
  });

  it('puts the day right without typing the rest again, and is back where they were', async () => {
    const first = phone.locator('article').first();
    const day = first.getByRole('group', { name: 'By when will it be done?' });
    await day.getByLabel('Day').fill('26');
    expect(await first.getByLabel('What has changed?').inputValue()).toContain('four of six teams');
    await first.getByRole('button', { name: 'Save the update' }).click();
    expect(await phone.locator('h1').innerText()).toBe('Your actions');
    expect(await phone.locator('article').first().innerText()).toContain('last update 23 November 2026');
  });

  it('reads why the action has its colour', async () => {
    await phone.getByRole('link', { name: 'See every child within ten days' }).click();
    const why = await phone.getByRole('region', { name: 'Why this colour' }).innerText();
    expect(why).toContain('It was due on 20 November 2026 and has not been reported complete.');
    expect(why).toContain('the owner expects to finish on 26 February 2027');
    await expectNoSidewaysScroll(phone);
    await expectNoAxeViolations(phone);
  });
});

inBrowser('the plan manager at a desk', () => {
  let app: TestApp;
  let chrome: TestBrowser;
  let desk: Page;

  beforeAll(async () => {
    app = await startWithActions({ modules: [HomeModule], at: '2026-11-23T09:00:00Z' });
    await planOfWestmarch(app);
    chrome = await TestBrowser.open();
    desk = await chrome.pageAs(app, 'manager@westmarch.example');
    desk.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await chrome?.close();
    await app?.stop();
  });

  it('drafts, completes and publishes an action on pages that everybody can use', async () => {
    await desk.goto('/');
    await expectNoAxeViolations(desk);
    await desk.getByRole('button', { name: 'Draft an action for every recommendation without one' }).click();
    expect(await desk.locator('h1').innerText()).toBe('Drafts');
    await expectNoAxeViolations(desk);
    await desk.getByRole('link', { name: 'Improve the supervision' }).click();
    await desk.getByRole('button', { name: 'Complete the draft' }).click();
    await expectNoAxeViolations(desk);
    await desk.getByRole('button', { name: 'Save and publish' }).click();
    await desk.getByRole('link', { name: 'Choose an owner' }).click();
    expect(
      await desk.getByLabel('Owner').evaluate((field) => field === field.ownerDocument.activeElement),
    ).toBe(true);
    await expectNoAxeViolations(desk);
    await desk.getByLabel('Owner').selectOption({ label: 'Owner' });
    await desk.getByLabel('Accountable lead').selectOption({ label: 'Lead' });
    await desk.getByLabel('Practice').check();
    await desk.getByLabel('Audit').check();
    for (const [group, date] of [
      ['Start date', ['1', 'December', '2026']],
      ['Due date', ['30', '6', '2027']],
    ] as const) {
      const fields = desk.getByRole('group', { name: group });
      await fields.getByLabel('Day').fill(date[0]);
      await fields.getByLabel('Month').fill(date[1]);
      await fields.getByLabel('Year').fill(date[2]);
    }
    await desk.getByRole('button', { name: 'Save and publish' }).click();
    expect(await desk.getByText('The action was published').isVisible()).toBe(true);
    expect(await desk.getByText('Work is planned to start on 1 December 2026.').isVisible()).toBe(true);
    await expectNoAxeViolations(desk);
    await desk.goto('/actions');
    await expectNoAxeViolations(desk);
  });
});
