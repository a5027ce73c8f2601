import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { evidenced, type Scene } from '../support/completion-scene.js';
import { planOfWestmarch } from '../support/plan-of-westmarch.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';
import { visitLetter } from '../support/visit-letter.js';

let app: TestApp;
let viewer: Visitor;
let recommendationIds: string[];
const PAGES = ['/coverage', '/journey', '/ready-for-a-visit?area=supervision'];

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  const plan = await planOfWestmarch(app);
  recommendationIds = plan.recommendationIds;
  const quality = await app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  const otherQuality = await app.person({ email: 'other.quality@westmarch.example', roles: ['quality'] });
  const chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  const scene: Scene = { app, recommendationIds, people: { ...plan.people, quality, otherQuality, chair } };
  const actionId = await evidenced(scene, { recommendationIds: [recommendationIds[1]!] });
  const { findingIds } = await visitLetter(app, plan.authorityId, 'Letter of October', '2026-10-20', [
    { text: 'Supervision is not recorded.', sentiment: 'weakness' },
  ]);
  viewer = await app.signIn('viewer@westmarch.example', { authority: 'westmarch' });
  const answer = { answer: 'improving', recommendationIds: [recommendationIds[1]], actionIds: [actionId] };
  const linked = await viewer.call('POST', `/api/v1/findings/${findingIds[0]}/links`, answer, {
    authorization: `Bearer ${await app.token('manager@westmarch.example')}`,
  });
  expect(linked.status).toBeLessThan(300);
  await app.database.forAuthority(plan.authorityId, { kind: 'migration' }, (tx) =>
    tx.rows(
      `insert into judgements (authority_id, document_id, position, area, grade)
       values ($1, $2, 1, 'Overall effectiveness', 'Good')`,
      [tx.authorityId, plan.documentId],
    ),
  );
});
afterAll(() => app.stop());

describe('Coverage, over the pages', () => {
  it('is reached from the recommendations, and leads from a gap to those that have it', async () => {
    const list = await viewer.get('/recommendations');
    expect(list.links.map(({ href }) => href)).toEqual(
      expect.arrayContaining(['/coverage', '/ready-for-a-visit']),
    );
    const all = await viewer.get('/coverage');
    expect(all.text).toContain('Improving, not yet good');
    expect(all.text).toContain(
      'Not looked at since 20 October 2026: Letter of October has a finding about it',
    );
    const gap = all.links.find(({ href }) => href === '/coverage?gap=not_looked_at');
    const narrowed = await viewer.get(gap!.href);
    expect(narrowed.text).toContain('Strengthen the voice of children in plans.');
    expect(narrowed.text).not.toContain('Improve the supervision of social workers');
  });

  it('gives the same as a sheet and as JSON', async () => {
    const sheet = await viewer.get('/coverage.csv?gap=not_looked_at');
    const { items } = (await viewer.call('GET', '/api/v1/coverage?gap=not_looked_at')).json() as {
      items: { id: string; text: string }[];
    };
    expect(items).toHaveLength(2);
    for (const { text } of items) expect(sheet.text).toContain(text);
    const { items: every } = (await viewer.call('GET', '/api/v1/coverage')).json() as {
      items: { id: string; said: unknown[]; notLookedAtSince: string }[];
    };
    expect(every.find(({ id }) => id === recommendationIds[1])).toMatchObject({
      notLookedAtSince: '2026-10-20',
      said: [{ link: 'improving', on: '2026-10-20' }],
    });
  });

  it('refuses a filter it does not know, and a day that has not come', async () => {
    expect((await viewer.get('/coverage?gap=none')).status).toBe(422);
    expect((await viewer.get('/coverage?asAt=2027-01-01')).status).toBe(422);
  });

  it('shows the journey, and what became of a document', async () => {
    const journey = await viewer.get('/journey');
    expect(journey.text).toContain('Overall effectiveness');
    const one = journey.links.find(({ href }) => /^\/journey\/[0-9a-f-]{36}$/.test(href));
    expect((await viewer.get(one!.href)).heading).toBe('What became of Inspection of Westmarch');
    expect((await viewer.get('/journey/nothing')).status).toBe(404);
  });

  it('makes ready for a visit, and asks for one area only', async () => {
    const page = await viewer.get('/ready-for-a-visit?area=supervision');
    expect(page.text).toContain('1 recommendation, 1 action, 2 items of accepted evidence');
    expect((await viewer.get('/ready-for-a-visit?area=a&theme=b')).status).toBe(422);
    expect((await viewer.get('/ready-for-a-visit.zip')).status).toBe(422);
    const archive = await viewer.get('/ready-for-a-visit.zip?area=supervision');
    expect([archive.status, archive.text.startsWith('PK')]).toEqual([200, true]);
  });
});

const browsing = browserPath() === null ? describe.skip : describe;

browsing('Coverage, in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  it.each(PAGES)('%s fits a phone and can be used by everybody', async (path) => {
    const page = await browser.pageAs(app, 'viewer@westmarch.example', { phone: true });
    await page.goto(path);
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  });
});
