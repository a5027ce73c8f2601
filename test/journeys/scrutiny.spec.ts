import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/role.js';
import { DemonstrationService } from '../../src/features/administration/demonstration/demonstration.service.js';
import { SampleDataModule } from '../../src/features/administration/demonstration/sample-data.module.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let viewer: Visitor;
let secret: { title: string; recommendation: string };

/** The demonstration, where one action is restricted. */
beforeAll(async () => {
  app = await TestApp.start({ whole: true, modules: [SampleDataModule] });
  await app.get(DemonstrationService).load(app.clock, 'a password for the demonstration');
  const westmarch = await app.authority('westmarch');
  await app.database.forAuthority(westmarch, { kind: 'migration' }, async (tx) => {
    const red = await tx.row<{ id: string; title: string }>(
      `select id, title from actions where authority_id = $1 and rating = 'red' order by number limit 1`,
      [westmarch],
    );
    const met = await tx.row<{ text: string }>(
      `select r.text from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and d.publication <> 'published' limit 1`,
      [westmarch],
    );
    await tx.rows(`update actions set restricted = true where authority_id = $1 and id = $2`, [
      westmarch,
      red!.id,
    ]);
    secret = { title: red!.title, recommendation: met?.text ?? 'no document is under embargo' };
  });
  viewer = await app.signIn('viewer@westmarch.example', { authority: 'westmarch' });
}, 90_000);
afterAll(() => app.stop());

describe('the page for scrutiny and the adviser', () => {
  it('has the figures of the board, recommendations met first', async () => {
    const seen = await viewer.get('/scrutiny');
    expect(seen.status).toBe(200);
    expect(seen.heading).toBe('For scrutiny and the adviser');
    const { counts, recommendationsMet, total } = (await viewer.get('/api/v1/dashboard')).json<{
      counts: Record<string, number>;
      recommendationsMet: number;
      total: number;
    }>();
    expect(seen.text).toContain(`Recommendations met: ${recommendationsMet} of`);
    expect(seen.text).toMatch(new RegExp(`of ${total} actions complete`));
    for (const [colour, count] of Object.entries(counts)) {
      expect(seen.text.toLowerCase()).toContain(`${count} ${colour}`);
    }
    const order = [
      'Recommendations met',
      'Exceptions',
      'Measures',
      'What inspectors and checks said',
      'Packs that',
    ];
    const places = order.map((words) => seen.text.lastIndexOf(words));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('has nothing restricted and nothing under embargo, not even for the chair', async () => {
    for (const email of ['viewer', 'chair', 'plan.manager']) {
      const visitor = await app.signIn(`${email}@westmarch.example`, { authority: 'westmarch' });
      const seen = await visitor.get('/scrutiny');
      expect(seen.text).not.toContain(secret.title);
      expect(seen.text).not.toContain(secret.recommendation);
      expect(seen.text).toContain('1 restricted action (Part 2) left out');
    }
  });

  it('offers nothing to change: no form but signing out', async () => {
    const seen = await viewer.get('/scrutiny');
    expect(seen.forms.map(({ action }) => action)).toEqual(['/sign-out']);
  });

  it('tells an adviser what they asked', async () => {
    const adviser = await app.visitorAs({ email: 'adviser@dfe.example', roles: ['adviser'] });
    expect((await adviser.get('/scrutiny')).text).toContain('You have raised none.');
    expect((await viewer.get('/scrutiny')).text).not.toContain('Challenges that you raised');
  });

  it.each<[Role, number]>([
    ['viewer', 200],
    ['adviser', 200],
    ['chair', 200],
    ['member', 200],
    ['lead_member', 200],
    ['plan_manager', 200],
    ['owner', 403],
    ['lead', 403],
    ['quality', 403],
    ['administrator', 403],
  ])('answers a %s with %i', async (role, status) => {
    const visitor = await app.visitorAs({ email: `one.${role}@westmarch.example`, roles: [role] });
    expect((await visitor.get('/scrutiny')).status).toBe(status);
    expect((await visitor.get('/api/v1/scrutiny')).status).toBe(status);
  });
});

const looks = browserPath() === null ? describe.skip : describe;
looks('the page for scrutiny in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  it.each([[false], [true]])('reads well, on a phone: %s', async (phone) => {
    const page = await browser.pageAs(app, 'viewer@westmarch.example', { phone });
    await page.goto('/scrutiny');
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  });
});
