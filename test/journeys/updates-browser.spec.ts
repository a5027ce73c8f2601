import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { AnswerLinks } from '../../src/features/actions/answer-links/answer-links.service.js';
import { AssignmentModule } from '../../src/features/actions/assignment/assignment.module.js';
import { HomeModule } from '../../src/features/home/home.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import {
  planOfWestmarch,
  publishedAction,
  startWithActions,
  type PlanPeople,
} from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

const inBrowser = browserPath() === null ? describe.skip : describe;

inBrowser('answering and handing over, in a browser', () => {
  let app: TestApp;
  let people: PlanPeople;
  let chrome: TestBrowser;
  let first: string;

  beforeAll(async () => {
    app = await startWithActions({ modules: [HomeModule, AssignmentModule], at: '2026-11-10T09:00:00Z' });
    ({ people } = await planOfWestmarch(app));
    const dates = { startOn: localDate('2026-09-01'), dueOn: localDate('2027-01-29') };
    first = await publishedAction(app, people, { ...dates, title: 'See children in time' });
    await publishedAction(app, people, { ...dates, title: 'Record supervision' });
    await app.person({ email: 'sam@westmarch.example', name: 'Sam', roles: ['owner', 'lead'] });
    app.clock.moveTo(new Date('2026-11-18T09:00:00Z'));
    chrome = await TestBrowser.open();
  });
  afterAll(async () => {
    await chrome?.close();
    await app?.stop();
  });

  async function isUsable(page: Page): Promise<void> {
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
  }

  it('two actions are answered by the link of a mail with seven taps, on a phone, signed in as nobody', async () => {
    const ownerId = people.owner.personId;
    const [link] = await app.database.forAuthority(people.owner.authority.id, { kind: 'sweep' }, (tx) =>
      app.get(AnswerLinks).make(tx, [{ readerId: ownerId, ownerId }]),
    );
    const phone = await chrome.page(app, { phone: true });
    const asked: string[] = [];
    phone.on('request', (request) => asked.push(request.url()));
    await phone.goto(link!.path);
    await isUsable(phone);
    let taps = 0;
    const tap = async (work: Promise<unknown>) => {
      taps += 1;
      await work;
    };
    for (const title of ['See children in time', 'Record supervision']) {
      const card = phone.getByRole('region', { name: title });
      await tap(card.getByLabel('Yes', { exact: true }).check());
      await tap(card.getByLabel('Not yet').check());
      await tap(card.getByLabel('Or: no change, because…').fill('The next audit is in December'));
    }
    await tap(phone.getByRole('button', { name: 'Save my answers' }).click());
    expect(await phone.locator('h1').innerText()).toBe('Thank you');
    expect(taps).toBe(7);
    await isUsable(phone);
    expect(asked.filter((url) => !url.startsWith(app.url))).toEqual([]);
    await phone.goto(link!.path);
    expect(await phone.locator('h1').innerText()).toBe('This link has been used');
    await isUsable(phone);
  });

  it('the one page says what is answered; with the Enter key a line is saved, and not another action asked for', async () => {
    const phone = await chrome.pageAs(app, 'owner@westmarch.example', { phone: true });
    await phone.goto('/');
    expect(await phone.getByText('and all are answered. Thank you.').isVisible()).toBe(true);
    await isUsable(phone);
    const second = phone.locator('article').nth(1);
    await second.locator('summary').first().click();
    await second.getByLabel('Yes', { exact: true }).check();
    await second.getByLabel('Or: no change, because…').fill('Nothing new');
    await phone.keyboard.press('Enter');
    await phone.getByText('Your update was saved').waitFor();
    await phone.goto('/absence');
    await isUsable(phone);
  });

  it('the plan manager chooses actions in the list, sees old and new, and changes them', async () => {
    const desk = await chrome.pageAs(app, 'manager@westmarch.example', { phone: true });
    await desk.goto('/actions');
    await isUsable(desk);
    await desk.getByLabel('A1', { exact: true }).check();
    await desk.getByRole('button', { name: 'Change those chosen' }).click();
    expect(await desk.locator('h1').innerText()).toBe('Change 1 action');
    await desk.goto('/actions');
    await desk.getByRole('button', { name: 'Change all 2' }).click();
    expect(await desk.locator('h1').innerText()).toBe('Change 2 actions');
    await isUsable(desk);
    await desk.getByRole('combobox', { name: 'Owner' }).selectOption({ label: 'Sam' });
    await desk.getByRole('button', { name: 'See what would change' }).click();
    expect(await desk.getByText('Owner: Owner → Sam').first().isVisible()).toBe(true);
    await isUsable(desk);
    await desk.getByRole('button', { name: 'Change 2 actions' }).click();
    expect(await desk.getByText('2 actions were changed').isVisible()).toBe(true);
    for (const path of [
      `/actions/${first}`,
      `/actions/${first}/hand-over`,
      `/actions/${first}/contributors`,
    ]) {
      await desk.goto(path);
      await isUsable(desk);
    }
    const { rows } = await app.owner.query(`select id from people where name = 'Sam'`);
    await desk.goto(`/people/${rows[0].id}/hand-over`);
    expect(await desk.getByText('Actions they own (2)').isVisible()).toBe(true);
    await isUsable(desk);
  });
});
