import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { EvidenceService } from '../../src/features/evidence/evidence.service.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { begun, completionScene, evidenced, item, report, type Scene } from '../support/completion-scene.js';

const journeys = browserPath() === null ? describe.skip : describe;

journeys('evidence and checks in a real browser', () => {
  let scene: Scene;
  let browser: TestBrowser;

  beforeAll(async () => {
    scene = await completionScene();
    browser = await TestBrowser.open();
  });
  afterAll(async () => {
    await browser?.close();
    await scene?.app.stop();
  });

  const isFine = async (page: Page) => {
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  };

  it('an owner on a phone adds a photo, is asked about a child’s details, and reports complete', async () => {
    const id = await begun(scene, { requiredEvidence: ['voice'] });
    const page = await browser.pageAs(scene.app, 'owner@westmarch.example', { phone: true });
    page.setDefaultTimeout(6000);
    await page.goto(`/actions/${id}`);
    await page.getByRole('link', { name: 'Add evidence' }).first().click();
    await isFine(page);
    await page.getByLabel('Views of children and families').check();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: png });
    await page.getByLabel('What does it show?').fill('Ada, date of birth 3/5/2015, drew her week');
    for (const [name, day] of [
      ['periodFrom', '1'],
      ['periodTo', '31'],
    ] as const) {
      await page.locator(`#${name}-day`).fill(day);
      await page.locator(`#${name}-month`).fill('10');
      await page.locator(`#${name}-year`).fill('2026');
    }
    await page.getByRole('button', { name: 'Add the evidence' }).click();
    await expect(page.getByLabel('Why these details must stay').isVisible()).resolves.toBe(true);
    await isFine(page);
    await page.getByLabel('What does it show?').fill('A child drew her week');
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('button', { name: 'Add the evidence' }).click();
    await page.getByText('The evidence was added').waitFor();
    await isFine(page);
    await page.getByRole('button', { name: 'Report complete' }).click();
    await isFine(page);
    await page
      .getByLabel(/What difference has this made/)
      .fill('Children choose what is written about them.');
    await page.getByRole('button', { name: 'Report complete' }).click();
    await page.getByText('The action was reported complete').waitFor();
    await isFine(page);
  });

  it.each([false, true])('a quality assurance lead checks what waits (phone: %s)', async (phone) => {
    const id = await begun(scene);
    await scene.app.get(EvidenceService).supply(scene.people.owner, [id, await begun(scene)], item('audit'));
    await report(scene, id);
    const proven = await evidenced(scene);
    const page = await browser.pageAs(scene.app, 'quality@westmarch.example', { phone });
    await page.goto('/to-check');
    await isFine(page);
    await page
      .getByRole('link', { name: /^Evidence to accept or refuse/ })
      .last()
      .click();
    await isFine(page);
    await page.getByRole('button', { name: 'Save the decision' }).first().click();
    await page.getByText('There is a problem').waitFor();
    await isFine(page);
    for (const verb of ['verify', 'refuse', 'reopen', 'not-enough']) {
      await page.goto(`/actions/${proven}/${verb}`);
      await isFine(page);
    }
  });
});
