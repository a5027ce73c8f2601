import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/domain/calendar/local-date.js';
import { DateChangeAsking } from '../../src/features/actions/date-control/date-change-asking.service.js';
import { DateChangeDeciding } from '../../src/features/actions/date-control/date-change-deciding.service.js';
import { DateControlModule } from '../../src/features/actions/date-control/date-control.module.js';
import { ReviewModule } from '../../src/features/packs/review/review.module.js';
import { OperatorDoor } from '../../src/platform/database/operator.door.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { planOfWestmarch, publishedAction, startWithActions } from '../support/plan-of-westmarch.js';
import type { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let viewer: Visitor;

/** A plan begun on 1 September 2026; in October an action is added and a date moved, in November one is restricted. */
beforeAll(async () => {
  app = await startWithActions({ at: '2026-09-01T09:00:00Z', modules: [DateControlModule, ReviewModule] });
  // The history of demonstration data is written by the clock of the test.
  await app.get(OperatorDoor).createAuthority('westmarch', 'Westmarch Council', true);
  const { people, authorityId, recommendationIds: ids } = await planOfWestmarch(app);
  const moved = await publishedAction(app, people, {
    title: 'The one that moves',
    recommendationIds: [ids[0]!],
  });
  await publishedAction(app, people, {
    title: 'The one that is late',
    startOn: localDate('2026-09-07'),
    dueOn: localDate('2026-10-09'),
  });
  app.clock.moveTo(new Date('2026-10-12T09:00:00Z'));
  await publishedAction(app, people, { title: 'The one that is new' });
  const request = await app.get(DateChangeAsking).ask(people.owner, moved, {
    newDueOn: localDate('2027-02-12'),
    reason: 'recruitment',
    words: 'Nobody applied',
    meanwhile: 'Agency cover',
  });
  await app
    .get(DateChangeDeciding)
    .decide(people.lead, request, { kind: 'approve' }, { words: 'So be it', meetingId: null, version: null });
  app.clock.moveTo(new Date('2026-11-23T09:00:00Z'));
  const secret = await publishedAction(app, people, { title: 'The secret one' });
  await app.database.forAuthority(authorityId, { kind: 'migration' }, (tx) =>
    tx.rows(`update actions set restricted = true where authority_id = $1 and id = $2`, [
      authorityId,
      secret,
    ]),
  );
  viewer = await app.signIn('viewer@westmarch.example', { authority: 'westmarch' });
}, 60_000);
afterAll(() => app.stop());

describe('the review of what changed between two days', () => {
  it('covers the last six months, or since the plan was begun', async () => {
    const seen = await viewer.get('/packs/review');
    expect(seen.status).toBe(200);
    expect(seen.heading).toBe('Review of the improvement plan, 1 September 2026 to 23 November 2026');
    expect(seen.text).toContain('0 of 3 actions complete; on 1 September 2026 0 of 2: 1 added, 0 cancelled.');
    expect(seen.text).toContain('Rated by the standard preset.');
    expect(seen.text).toContain('The one that is new');
    expect(seen.text).toContain('Turned Red');
    expect(seen.text).toContain('29 January 2027');
    expect(seen.text).toContain('12 February 2027');
  });

  it('says nothing of what is restricted, whoever reads it, and that something was left out', async () => {
    const manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
    for (const visitor of [viewer, manager]) {
      const seen = await visitor.get('/packs/review');
      expect(seen.text).not.toContain('The secret one');
      expect(seen.text).toContain('Left out: 1 restricted action.');
    }
  });

  it('compares any two days', async () => {
    const seen = await viewer.get('/packs/review?from=2026-09-01&to=2026-10-01');
    expect(seen.text).toContain('0 of 2 actions complete; on 1 September 2026 0 of 2: 0 added, 0 cancelled.');
    expect(seen.text).not.toContain('The one that is new');
    expect(seen.text).toContain('No due date was moved.');
  });

  it.each([
    ['from=2026-11-23&to=2026-10-01', 'The first day must be before the last, 1 October 2026'],
    ['to=2027-01-01', 'The last day must be today, 23 November 2026, or earlier'],
    ['from=2026-05-01', 'The plan was begun here on 1 September 2026: choose that day or later'],
    ['from=soon', 'The first day must be a day that exists, as 2026-06-30'],
  ])('refuses %s beside the field', async (query, message) => {
    const seen = await viewer.get(`/packs/review?${query}`);
    expect(seen.status).toBe(422);
    expect(seen.text).toContain(message);
  });

  it.each([
    ['docx', 'PK'],
    ['xlsx', 'PK'],
    ['pdf', '%PDF'],
    ['csv', '\uFEFFWestmarch Council'],
  ])('is saved as %s', async (format, begins) => {
    const seen = await viewer.get(`/packs/review/${format}?from=2026-09-01&to=2026-11-23`);
    expect(seen.status).toBe(200);
    expect(seen.body.toString('utf8').startsWith(begins)).toBe(true);
    expect(seen.headers.get('content-disposition')).toContain(
      `review-westmarch-2026-09-01-to-2026-11-23.${format}`,
    );
  });

  it('has the same figures over the API', async () => {
    const auth = { authorization: `Bearer ${await app.token('viewer@westmarch.example')}` };
    const found = await viewer.call('GET', '/api/v1/packs/review?from=2026-09-01', undefined, auth);
    expect(found.json()).toMatchObject({
      from: '2026-09-01',
      to: '2026-11-23',
      later: { headline: { actions: { total: 3, totalThen: 2, added: 1 } } },
    });
    const unknown = await viewer.get('/packs/review/odt');
    expect(unknown.status).toBe(404);
  });
});

const looks = browserPath() === null ? describe.skip : describe;
looks('the review in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  it.each([[false], [true]])('reads well, on a phone: %s', async (phone) => {
    const page = await browser.pageAs(app, 'viewer@westmarch.example', { phone });
    await page.goto('/packs/review');
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  });
});
