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
    for (const page of ['pages/2', 'add/recommendation?page=2', 'findings', 'keys', '?show=warnings']) {
      await tab.goto(tab.url().replace(/review.*/, `review/${page}`));
      await look(tab);
    }
    for (const page of ['publication', 'withdraw', 'accept']) {
      await tab.goto(tab.url().replace(/(documents\/[^/]+).*/, `$1/${page}`));
      await look(tab);
    }
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

  it('without script: an item is added by ticking its first and last line', async () => {
    const tab = await chrome.pageAs(app, PERSON, { withoutScript: true });
    await uploadAndRead(tab, 'ticked.txt', async () => undefined);
    await tab.goto(tab.url().replace(/review.*/, 'review/add/recommendation?page=1'));
    const line = tab.getByLabel(/^4\. Publish the threshold document/);
    await line.check();
    await tab.getByRole('button', { name: 'Use the lines ticked' }).click();
    expect(await tab.getByLabel('Text, word for word').inputValue()).toMatch(
      /^Publish the threshold document/,
    );
    expect(await tab.getByLabel('Number, as printed').inputValue()).toBe('4');
    await tab.getByRole('button', { name: 'Add', exact: true }).click();
    await tab.getByText('The recommendation was added').waitFor();
    await tab.getByRole('heading', { name: 'Review what was found' }).waitFor();
  });

  it('by keys alone: from item to item, saved as one goes, and back to the place in the list', async () => {
    const tab = await chrome.pageAs(app, PERSON);
    await uploadAndRead(tab, 'keys.txt', async () => undefined);
    await press(tab, 'Start with the first');
    await tab.getByRole('heading', { name: 'Recommendation 1 of 4' }).waitFor();

    // What is typed is saved when the field is left.
    await tab.getByLabel('Theme').focus();
    await tab.keyboard.type('Referrals');
    await tab.keyboard.press('Tab');
    await tab.getByText(/^Saved at /).waitFor();
    await tab.reload();
    expect(await tab.getByLabel('Theme').inputValue()).toBe('Referrals');

    // Alt and Page Down saves what is still being typed, and goes on.
    await tab.getByLabel('Theme').focus();
    await tab.keyboard.press('End');
    await tab.keyboard.type(' and contacts');
    await tab.keyboard.press('Alt+PageDown');
    await tab.getByRole('heading', { name: 'Recommendation 2 of 4' }).waitFor();
    await tab.keyboard.press('Alt+PageUp');
    await tab.getByRole('heading', { name: 'Recommendation 1 of 4' }).waitFor();
    expect(await tab.getByLabel('Theme').inputValue()).toBe('Referrals and contacts');

    // Ctrl and Enter saves, says it is checked, and goes on.
    await tab.getByLabel('Number, as printed').focus();
    await tab.keyboard.press('End');
    await tab.keyboard.type('a');
    await tab.keyboard.press('Control+Enter');
    await tab.getByRole('heading', { name: 'Recommendation 2 of 4' }).waitFor();

    // The list to jump from opens and closes by keys, with the focus seen.
    await press(tab, 'Jump to another');
    const fourth = tab.locator('.app-place__link', { hasText: 'Publish the threshold' });
    await fourth.focus();
    expect(await fourth.evaluate((link) => getComputedStyle(link).backgroundColor)).toBe('rgb(255, 221, 0)');
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'Recommendation 4 of 4' }).waitFor();
    await press(tab, 'Save');
    await tab.getByText('2 of 4 recommendations checked').waitFor();
    expect(tab.url()).toMatch(/#item-[0-9a-f-]{36}$/);
    expect(await tab.locator('.app-item:target').textContent()).toContain('Publish the threshold');
  });

  it('text selected in the source becomes an item with its place', async () => {
    const tab = await chrome.pageAs(app, PERSON);
    await uploadAndRead(tab, 'selected.txt', async () => undefined);
    await tab.getByRole('button', { name: 'Read page by page' }).click();
    await tab.getByRole('link', { name: 'Page 2' }).click();
    await select(tab, 'Too many children wait');
    await tab.getByRole('link', { name: 'Add as recommendation' }).click();
    await tab.getByRole('heading', { name: 'Add a recommendation' }).waitFor();
    expect(await tab.getByLabel('Text, word for word').inputValue()).toContain('Too many children wait');

    // There, selecting other words fills the form with those.
    await select(tab, 'Thresholds are not understood');
    await tab.getByRole('button', { name: 'Use the selected text' }).click();
    expect(await tab.getByLabel('Text, word for word').inputValue()).toMatch(
      /^Thresholds are not understood/,
    );
    await look(tab);
    await tab.keyboard.press('Control+Enter');
    await tab.getByText('The recommendation was added').waitFor();
    await tab.getByRole('link', { name: 'Look at it' }).click();
    expect(await tab.locator('.app-source__marked').textContent()).toContain('Thresholds are not understood');
  });

  it('what was found on a page is shown where it stands', async () => {
    const tab = await chrome.pageAs(app, PERSON);
    await uploadAndRead(tab, 'shown.txt', async () => undefined);
    await tab.getByRole('button', { name: 'Read page by page' }).click();
    await tab.getByRole('link', { name: /^Show where it stands.*recommendation 3$/ }).click();
    const shown = tab.locator('.app-source__item--shown');
    expect(await shown.textContent()).toContain('and that what children say');
    const [inside, outside] = await Promise.all([
      shown.boundingBox(),
      tab.locator('[data-source]').boundingBox(),
    ]);
    expect(inside!.y).toBeGreaterThanOrEqual(outside!.y);
    expect(inside!.y + inside!.height).toBeLessThanOrEqual(outside!.y + outside!.height);
    await look(tab);
  });

  it('a colleague’s change is chosen field by field, and nothing typed is lost', async () => {
    const other = 'second.manager@westmarch.example';
    await app.person({ email: other, roles: ['plan_manager'], name: 'Sam Second' });
    const tab = await chrome.pageAs(app, PERSON);
    await uploadAndRead(tab, 'together.txt', async () => undefined);
    await tab.getByRole('button', { name: 'Start with the first' }).click();
    const theirs = await chrome.pageAs(app, other);
    await theirs.goto(tab.url());
    await theirs.getByText('is reviewing this document too').waitFor();
    await look(theirs);
    await theirs.getByLabel('Theme').fill('Theirs');
    await theirs.getByRole('button', { name: 'Save', exact: true }).click();
    await theirs.getByText('was saved').waitFor();

    await tab.getByLabel('Timescale').fill('At once');
    await tab.keyboard.press('Tab');
    await tab.getByText('Not saved: somebody else changed this').waitFor();
    await tab.getByRole('button', { name: 'Save', exact: true }).click();
    await tab.getByRole('heading', { name: 'Sam Second saved this while you were changing it' }).waitFor();
    await look(tab);
    await tab.getByRole('button', { name: 'Save these choices' }).click();
    await tab.getByText('was saved').waitFor();
    await tab.getByRole('link', { name: 'Check or change recommendation 1' }).click();
    expect(await tab.getByLabel('Theme').inputValue()).toBe('Theirs');
    expect(await tab.getByLabel('Timescale').inputValue()).toBe('At once');
  });

  it('an acceptance is undone, and the document withdrawn and brought back', async () => {
    const tab = await chrome.pageAs(app, PERSON, { phone: true });
    await uploadAndRead(tab, 'undone.txt', async () => undefined);
    await tab.getByRole('button', { name: 'Continue to accept' }).click();
    await tab.getByRole('button', { name: 'Accept and put into the plan' }).click();
    await tab.getByRole('link', { name: 'Undo the acceptance' }).click();
    await look(tab);
    await tab.getByRole('button', { name: 'Undo the acceptance' }).click();
    await tab.getByText('The document is in review again').waitFor();
    await tab.getByRole('link', { name: 'Withdraw this document' }).click();
    await tab.getByRole('button', { name: 'Withdraw the document' }).click();
    await tab.getByText('Say why it is withdrawn').first().waitFor();
    await look(tab);
    await tab.getByLabel('Why is it withdrawn?').fill('The wrong file');
    await tab.getByRole('button', { name: 'Withdraw the document' }).click();
    await tab.getByRole('link', { name: 'See withdrawn documents' }).click();
    await look(tab);
    await tab.locator('.app-table a').first().click();
    await look(tab);
    await tab.getByRole('button', { name: 'Bring it back' }).click();
    await tab.getByText('The document was brought back').waitFor();
    await tab.getByRole('heading', { name: 'Review what was found' }).waitFor();
  });

  /** Tabs to a control with these words, as somebody without a mouse does, and presses Enter. */
  async function press(tab: Page, words: string): Promise<void> {
    await tab.evaluate('document.activeElement?.blur()');
    for (let step = 0; step < 60; step += 1) {
      await tab.keyboard.press('Tab');
      const focused = await tab.evaluate('document.activeElement?.textContent?.trim()');
      if (focused === words) return tab.keyboard.press('Enter');
    }
    throw new Error(`Tab does not lead to ${words}`);
  }

  /** Selects the line of the source that begins with these words. */
  async function select(tab: Page, words: string): Promise<void> {
    await tab
      .locator('[data-line]', { hasText: words })
      .first()
      .evaluate((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const selection = getSelection()!;
        selection.removeAllRanges();
        selection.addRange(range);
      });
  }
});
