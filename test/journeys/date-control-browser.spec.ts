import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { MilestonesService } from '../../src/features/actions/date-control/milestones.service.js';
import { WaitsService } from '../../src/features/actions/date-control/waits.service.js';
import { BoardsService } from '../../src/features/meetings/boards.service.js';
import { MeetingsService } from '../../src/features/meetings/meetings.service.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch, publishedAction, startWithActions } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';

const inBrowser = browserPath() === null ? describe.skip : describe;

inBrowser('date control in a browser', () => {
  let app: TestApp;
  let chrome: TestBrowser;
  let id: string;
  let meetingId: string;
  let boardId: string;

  beforeAll(async () => {
    app = await startWithActions({ modules: [DateControlModule], at: '2026-11-23T09:00:00Z' });
    const { people } = await planOfWestmarch(app);
    const chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
    const boards = app.get(BoardsService);
    boardId = await boards.add(people.manager, { name: 'Improvement board', kind: 'improvement' });
    const seat = { personId: chair.personId, role: 'chair', fromOn: null, untilOn: null } as const;
    await boards.addMember(people.manager, boardId, seat);
    meetingId = await app.get(MeetingsService).add(people.manager, {
      boardId,
      meetsOn: localDate('2026-12-14'),
      paperDeadline: null,
      place: 'County Hall, room 2',
    });
    const dates = { startOn: localDate('2026-11-02'), dueOn: localDate('2027-01-29') };
    id = await publishedAction(app, people, dates);
    const other = await publishedAction(app, people, { ...dates, title: 'Buy the recording system' });
    const step = { title: 'Rota agreed with all teams', dueOn: localDate('2026-11-20'), critical: true };
    await app.get(MilestonesService).add(people.owner, id, step);
    const wait = { actionId: other, words: '', contact: '', expectedOn: null };
    await app.get(WaitsService).add(people.owner, id, wait);
    await app.get(DateChangeAsking).ask(people.owner, other, {
      newDueOn: localDate('2027-08-31'),
      reason: 'supplier_or_system',
      words: 'The supplier delivers in July',
      meanwhile: 'Paper forms',
    });
    chrome = await TestBrowser.open();
  });
  afterAll(async () => {
    await chrome?.close();
    await app?.stop();
  });

  const holdsUp = async (page: Page, path: string) => {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
    const folder = process.env['SCREENSHOTS'];
    const name = path.replaceAll(/[0-9a-f-]{36}/g, 'id').replaceAll('/', '_');
    if (folder) {
      await page.screenshot({ path: `${folder}/${page.viewportSize()!.width}${name}.png`, fullPage: true });
    }
  };

  it('an owner asks on the phone, and the lead decides at the desk', async () => {
    const phone = await chrome.pageAs(app, 'owner@westmarch.example', { phone: true });
    await phone.goto(`/actions/${id}`);
    await phone.getByRole('link', { name: 'Ask for another date' }).click();
    await phone.getByLabel('Day').fill('26');
    await phone.getByLabel('Month').fill('2');
    await phone.getByLabel('Year').fill('2027');
    await phone.getByLabel('Recruitment takes longer').check();
    await phone.getByLabel('Why must the date change?').fill('Nobody applied in the first round.');
    await phone.getByLabel('What is done meanwhile?').fill('Agency staff cover the duty rota.');
    await phone.getByRole('button', { name: 'Ask' }).click();
    await phone.waitForURL(/date-changes/);

    const desk = await chrome.pageAs(app, 'lead@westmarch.example');
    await desk.goto('/decisions');
    await desk.getByRole('link', { name: /See every child/ }).click();
    await expectNoAxeViolations(desk);
    await desk.getByLabel('Approve 26 February 2027').check();
    await desk.getByRole('button', { name: 'Decide' }).click();
    await desk.waitForLoadState();
    expect(await desk.getByText('Approved. The due date moved').isVisible()).toBe(true);
  });

  it.each([
    ['a phone', true],
    ['a desk', false],
  ])('every page holds up on %s', async (_, phone) => {
    const manager = await chrome.pageAs(app, 'manager@westmarch.example', { phone });
    for (const path of [
      '/boards',
      `/boards/${boardId}`,
      '/boards/add',
      `/boards/${boardId}/members/add`,
      '/meetings',
      '/meetings/add',
      `/meetings/${meetingId}`,
      `/meetings/${meetingId}/change`,
      `/meetings/${meetingId}/cancel`,
    ]) {
      await holdsUp(manager, path);
    }
    const owner = await chrome.pageAs(app, 'owner@westmarch.example', { phone });
    await holdsUp(owner, `/actions/${id}/date-changes/ask`);
    await holdsUp(owner, `/actions/${id}/milestones/add`);
    await holdsUp(owner, `/actions/${id}/waits/add`);
    await holdsUp(owner, `/actions/${id}`);
    await owner.getByRole('link', { name: 'Rota agreed with all teams' }).click();
    await holdsUp(owner, new URL(owner.url()).pathname);
    const chair = await chrome.pageAs(app, 'chair@westmarch.example', { phone });
    await holdsUp(chair, '/decisions');
    await chair.getByRole('link', { name: /Buy the recording system/ }).click();
    await holdsUp(chair, new URL(chair.url()).pathname);
  });
});
