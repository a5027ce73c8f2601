import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ChildProcessReader } from '../../src/features/imports/child-process-reader.js';
import { ImportsModule } from '../../src/features/imports/imports.module.js';
import { ReadingProcessor } from '../../src/features/imports/reading.processor.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { readHere, sampleReport, startImports } from '../support/imports-app.js';
import type { TestApp } from '../support/test-app.js';

@Module({
  imports: [ImportsModule],
  providers: [ReadingProcessor, { provide: ChildProcessReader, useValue: readHere }],
})
class ReadingHere {}

const PERSON = 'plan.manager@westmarch.example';
let app: TestApp;
let stop: () => Promise<void>;
let chrome: TestBrowser;

(browserPath() === null ? describe.skip : describe)('Reviewing a report in a real browser', () => {
  beforeAll(async () => {
    ({ app, stop } = await startImports([ImportsModule, ReadingHere]));
    await app.person({ email: PERSON, roles: ['plan_manager'] });
    chrome = await TestBrowser.open();
  });
  afterAll(async () => {
    await chrome.close();
    await stop();
  });

  async function look(tab: Page): Promise<void> {
    await expectNoAxeViolations(tab);
    await expectNoSidewaysScroll(tab);
  }

  /** Without script axe cannot look; the pages are the same. */
  async function uploadAndRead(tab: Page, name: string, looking = look): Promise<void> {
    await tab.goto('/documents');
    await looking(tab);
    await tab.getByRole('button', { name: 'Upload a document' }).click();
    await looking(tab);
    await tab.getByLabel('The document').setInputFiles({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(`${sampleReport().split('## Summary').join('\f## Summary')}\n${name}`),
    });
    await tab.getByRole('button', { name: 'Upload' }).click();
    // The page of a document being read refreshes itself.
    await tab.getByRole('heading', { name: 'Review what was found' }).waitFor();
    await looking(tab);
  }

  it.each([
    ['on a desk', { phone: false }],
    ['on a phone', { phone: true }],
  ])('%s: every page of the review can be used by everybody', async (what, options) => {
    const tab = await chrome.pageAs(app, PERSON, options);
    await uploadAndRead(tab, `${what}.txt`);
    await tab.getByRole('link', { name: 'Change these details' }).click();
    await look(tab);
    await tab.goBack();
    await tab.getByRole('link', { name: 'Check or change recommendation 2' }).click();
    await tab.getByRole('heading', { name: 'Recommendation 2 of 4' }).waitFor();
    expect(await tab.locator('.app-source__marked').textContent()).toContain('visits to children');
    await look(tab);
    await tab.getByRole('button', { name: 'Split it in two' }).click();
    await look(tab);
    await tab.getByRole('button', { name: 'Split' }).click();
    await tab.getByRole('alert').waitFor();
    await look(tab);
    await tab.goto(tab.url().replace(/items\/.*/, 'add/recommendation?page=2'));
    await look(tab);
    await tab.goto(tab.url().replace(/review.*/, 'review/findings'));
    await look(tab);
    await tab.goto(tab.url().replace(/review.*/, 'accept'));
    await look(tab);
    await tab.getByRole('button', { name: 'Accept and put into the plan' }).click();
    await tab.getByText('The document was accepted').waitFor();
    await look(tab);
    await tab.getByRole('link', { name: 'Go to them' }).click();
    await look(tab);
    await tab.goto('/findings');
    await look(tab);
  });

  it('without script: the same steps lead to the plan', async () => {
    const tab = await chrome.pageAs(app, PERSON, { withoutScript: true });
    await uploadAndRead(tab, 'without script.txt', async () => undefined);
    await tab.getByRole('link', { name: 'Check or change recommendation 1' }).click();
    await tab.getByLabel('Theme').fill('Referrals');
    await tab.getByRole('button', { name: 'Save and go to the next' }).click();
    await tab.getByRole('heading', { name: 'Recommendation 2 of 4' }).waitFor();
    await tab.getByRole('button', { name: 'Merge with the next' }).click();
    await tab.getByRole('heading', { name: 'Recommendation 2 of 3' }).waitFor();
    await tab.getByRole('link', { name: 'Back to the review' }).click();
    await tab.getByRole('button', { name: 'Continue to accept' }).click();
    await tab.getByRole('button', { name: 'Accept and put into the plan' }).click();
    await tab.getByText('3 recommendations now stand in the plan').waitFor();
  });
});
