import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdministrationModule } from '../../src/features/administration/administration.module.js';
import { OperatorModule } from '../../src/features/administration/operator.module.js';
import { OperatorService } from '../../src/features/administration/operator.service.js';
import { AgenciesService } from '../../src/features/people/agencies/agencies.service.js';
import { PeopleModule } from '../../src/features/people/people.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { TestApp } from '../support/test-app.js';

const PASSWORD = 'kettle harbour nineteen';
/** A folder for pictures of every page, to look at them. */
const SHOTS = process.env['SHOTS'];

(browserPath() === null ? describe.skip : describe)('an account in a real browser', () => {
  let app: TestApp;
  let chrome: TestBrowser;
  let link: string;

  beforeAll(async () => {
    app = await TestApp.start({
      modules: [PeopleModule, AdministrationModule, OperatorModule],
      at: new Date().toISOString(),
    });
    chrome = await TestBrowser.open();
    await app.get(OperatorService).createAuthority('Westmarch Council', 'westmarch');
    ({ link } = await app.get(OperatorService).createUser({
      email: 'alan@westmarch.example',
      name: 'Alan Whitby',
      role: 'administrator',
      authoritySlug: 'westmarch',
    }));
    const amy = await app.person({ email: 'amy@westmarch.example', roles: ['owner'], name: 'Amy Barton' });
    await app.person({
      email: 'priya@westmarch.example',
      roles: ['plan_manager', 'quality'],
      name: 'Priya Menon',
    });
    const ann = await app.person({
      email: 'ann@westmarch.example',
      roles: ['administrator'],
      name: 'Ann Ody',
    });
    await app.get(AgenciesService).add(ann, {
      name: 'Westmarch Constabulary',
      kind: 'partner',
      leadId: amy.personId,
      boardMemberId: null,
    });
    await app.owner.query(`
      insert into account_mails (login_id, authority_id, purpose, state, failure)
      select login_id, authority_id, 'invitation', 'failed', '550 no such mailbox' from people where name = 'Amy Barton'`);
    await app.person({ email: 'alan@westmarch.example', roles: ['adviser'], authority: 'northmoor' });
  });
  afterAll(async () => {
    await chrome.close();
    await app.stop();
  });

  it.each([
    ['on a desk', false],
    ['on a phone', true],
  ])(
    '%s: password by link, sign in with the keyboard, choose, look after people; nothing axe would complain of',
    async (_, phone) => {
      const tab = await chrome.page(app, { phone });
      const look = async (what: string) => {
        if (SHOTS)
          await tab.screenshot({ path: `${SHOTS}/${phone ? 'phone' : 'desk'}-${what}.png`, fullPage: true });
        await expectNoAxeViolations(tab);
        await expectNoSidewaysScroll(tab);
      };
      if (!phone) {
        await tab.goto(link);
        await look('set-password');
        await tab.getByLabel('New password').fill('short');
        await tab.keyboard.press('Enter');
        await tab.getByRole('heading', { name: 'There is a problem' }).waitFor();
        await look('set-password-refused');
        await tab.getByLabel('New password').fill(PASSWORD);
        await tab.keyboard.press('Enter');
        await tab.getByText('Your password is set').waitFor();
      } else await tab.goto('/sign-in');
      await look('sign-in');
      await tab.getByLabel('Email address').fill('alan@westmarch.example');
      await tab.getByLabel('Password').fill('wrong');
      await tab.keyboard.press('Enter');
      await tab.getByRole('heading', { name: 'There is a problem' }).waitFor();
      await look('sign-in-wrong');
      await tab.getByLabel('Password').fill(PASSWORD);
      await tab.keyboard.press('Enter');
      await tab.getByRole('heading', { name: 'Choose an authority' }).waitFor();
      await look('choose');
      await tab.getByRole('button', { name: 'Westmarch Council' }).click();

      await tab.goto('/administration');
      await look('administration');
      await tab.goto('/people');
      await look('people');
      await tab.getByRole('link', { name: 'Amy Barton' }).click();
      await tab.getByRole('heading', { name: 'Amy Barton' }).waitFor();
      await look('person');
      await tab.goto('/people/invite');
      await look('invite');
      await tab.getByRole('button', { name: 'Send the invitation' }).click();
      await tab.getByRole('heading', { name: 'There is a problem' }).waitFor();
      await look('invite-refused');
      await tab.goto('/agencies');
      await look('agencies');
      await tab.getByRole('link', { name: 'Westmarch Constabulary', exact: true }).click();
      await tab.getByRole('heading', { name: 'Westmarch Constabulary' }).waitFor();
      await look('agency');
      await tab.getByRole('button', { name: 'Change' }).click();
      await tab.getByRole('heading', { name: 'Change Westmarch Constabulary' }).waitFor();
      await look('agency-change');
      await tab.getByRole('button', { name: 'Sign out' }).click();
      await tab.getByText('You have signed out').waitFor();
      await tab.getByRole('link', { name: 'I have forgotten my password' }).click();
      await look('forgotten');
      await tab.getByLabel('Email address').fill('alan@westmarch.example');
      await tab.getByRole('button', { name: 'Send the link' }).click();
      await tab.getByRole('heading', { name: 'Look at your email' }).waitFor();
      await look('forgotten-sent');
      expect(await tab.context().cookies()).not.toContainEqual(expect.objectContaining({ name: 'session' }));
      await tab.context().close();
    },
  );
});
