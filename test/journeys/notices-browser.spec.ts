import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoticesModule } from '../../src/features/notices/notices.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { MorningPost } from '../support/morning-post.js';
import { publishedAction } from '../support/plan-of-westmarch.js';

const journeys = browserPath() === null ? describe.skip : describe;
const shots = process.env['SCREENSHOTS'];

journeys('notices in a real browser', () => {
  let post: MorningPost;
  let browser: TestBrowser;
  let actionId: string;

  beforeAll(async () => {
    post = await MorningPost.start({ modules: [NoticesModule] });
    actionId = await publishedAction(post.app, post.people);
    await post.sweep('2026-11-23');
    post.smtp.behaviour = (address) =>
      address.startsWith('lead') ? { code: 550, words: 'No such person here' } : 'accept';
    await post.sweep('2027-02-01');
    await post.change(`update actions set notices_from = due_on + 3`);
    browser = await TestBrowser.open();
  });
  afterAll(async () => {
    await browser?.close();
    await post?.stop();
  });

  it.each([false, true])('have no barrier that axe finds, on a phone: %s', async (phone) => {
    const page = await browser.pageAs(post.app, 'manager@westmarch.example', { phone });
    const paths = [
      '/notices',
      '/notices?state=cancelled',
      '/notices/without-address',
      '/notices/late-when-published',
      `/actions/${actionId}/notices`,
      '/notices/mails',
      '/notices/days',
      '/notices/next',
      '/notices/mine',
      '/settings/ladder',
      '/settings/ladder/change',
    ];
    for (const path of paths) {
      await page.goto(path);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
      if (shots) await page.screenshot({ path: `${shots}/notices-${phone}${path.replaceAll('/', '-')}.png` });
    }
    await page.goto('/settings/ladder/change?preset=strict');
    await page.getByRole('button', { name: 'See what it would send' }).click();
    await page.getByRole('heading', { name: 'What the change would send' }).waitFor();
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
    await page.goto('/notices?step=overdue');
    await page.getByRole('link', { name: /^Sent/ }).click();
    await page.getByRole('heading', { name: 'The mail as it was sent' }).waitFor();
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
    if (shots) await page.screenshot({ path: `${shots}/notices-${phone}-mail.png`, fullPage: true });
    await page.context().close();
  });

  it('the mail itself reads on a phone without pictures, and axe finds no barrier in it', async () => {
    const [mail] = post.smtp.to('owner@westmarch.example').slice(-1);
    const page = await browser.page(post.app, { phone: true });
    await page.setContent(mail!.html);
    await page.getByRole('heading', { name: 'Turned red' }).waitFor();
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
    expect(await page.locator('img').count()).toBe(0);
    if (shots) await page.screenshot({ path: `${shots}/notices-digest.png`, fullPage: true });
    await page.context().close();
  });

  it('the plan manager gets one list of the actions that were late when published', async () => {
    const page = await browser.pageAs(post.app, 'manager@westmarch.example', { withoutScript: true });
    await page.goto('/notices');
    await page.getByRole('link', { name: 'Actions that were late when they were published' }).click();
    await page.getByRole('link', { name: /See every child within ten days/ }).waitFor();
    await page.context().close();
  });
});
