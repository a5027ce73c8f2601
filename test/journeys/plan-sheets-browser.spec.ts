import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { messyPlan } from '../support/messy-plan.js';
import { PlanSheetsScene } from '../support/plan-sheets-app.js';

const PERSON = 'manager@westmarch.example';
let scene: PlanSheetsScene;
let chrome: TestBrowser;

(browserPath() === null ? describe.skip : describe)(
  "Bringing in a council's own plan in a real browser",
  () => {
    beforeAll(async () => {
      scene = await PlanSheetsScene.start();
      chrome = await TestBrowser.open();
    });
    afterAll(async () => {
      await chrome.close();
      await scene.app.stop();
    });

    async function look(tab: Page, name?: string): Promise<void> {
      if (process.env['LOOK'] && name)
        await tab.screenshot({ path: `${process.env['LOOK']}/${name}.png`, fullPage: true });
      await expectNoAxeViolations(tab);
      await expectNoSidewaysScroll(tab);
    }

    async function upload(tab: Page, name: string): Promise<void> {
      await tab.goto('/plan-sheets');
      await tab.getByRole('button', { name: 'Upload a spreadsheet' }).click();
      await tab.getByLabel('The spreadsheet').setInputFiles({
        name,
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.concat([await messyPlan()]),
      });
      await tab.getByRole('button', { name: 'Upload' }).click();
      await tab.getByRole('heading', { name }).waitFor();
    }

    it.each([
      ['desk', { phone: false }],
      ['phone', { phone: true }],
    ])('on a %s: every page can be used by everybody, from the file to the drafts', async (what, options) => {
      const tab = await chrome.pageAs(scene.app, PERSON, options);
      await tab.goto('/plan-sheets');
      await look(tab, `${what}-list`);
      await tab.goto('/plan-sheets/upload');
      await look(tab, `${what}-upload`);
      await upload(tab, `plan of the ${what}.xlsx`);
      await look(tab, `${what}-sheet`);

      await tab.getByRole('link', { name: 'What the columns mean' }).click();
      await look(tab, `${what}-columns`);
      await tab.getByRole('button', { name: 'Save' }).click();

      await tab.getByRole('link', { name: 'People', exact: true }).last().click();
      await look(tab, `${what}-people`);
      if (await tab.getByLabel('Who is meant by Nobody Known').count()) {
        await tab.getByLabel('Who is meant by Nobody Known').selectOption('nobody');
        await tab.getByRole('button', { name: 'Save' }).click();
      } else await tab.goBack();

      await tab.getByRole('link', { name: 'Problems' }).click();
      await look(tab, `${what}-problems`);
      await tab.getByRole('button', { name: /Take all \d proposals/ }).click();
      await tab.getByLabel('The cell, Row 10, column G').fill('31 March 2027');
      await tab.getByLabel('The cell, Row 12, column I').fill('In progress');
      await tab.getByRole('button', { name: 'Save these' }).click();
      await tab.getByText('No problem is left in the cells').waitFor();

      await tab.getByRole('link', { name: 'Recommendations' }).last().click();
      await look(tab, `${what}-recommendations`);
      if (await tab.getByRole('button', { name: 'Confirm these' }).count()) {
        await tab.getByRole('button', { name: 'Confirm these' }).click();
      }
      await tab.getByRole('link', { name: 'Set for many at once' }).click();
      await tab.getByLabel('Enabling').check();
      await tab.getByLabel('Policy or record').check();
      await look(tab, `${what}-defaults`);
      await tab.getByRole('button', { name: 'Save' }).click();
      await tab.getByRole('link', { name: /^Back to/ }).click();
      await look(tab, `${what}-ready`);
      await tab.getByRole('button', { name: 'See what would happen' }).click();
      await look(tab, `${what}-changes`);
      await tab.getByRole('button', { name: 'Bring it into the plan' }).click();
      await tab.getByText('The plan was brought in').waitFor();
      await look(tab, `${what}-done`);
      expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe(`plan of the ${what}.xlsx`);
      const [, action] = await scene.actions();
      await tab.goto(`/actions/${action!['id']}`);
      await tab.getByRole('heading', { name: 'From the earlier plan' }).waitFor();
      await look(tab, `${what}-action`);
    });
  },
);
