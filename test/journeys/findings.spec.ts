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
let scene: Scene;
let manager: Visitor;
let quality: Visitor;
let actionId: string;
let documentId: string;
let findingIds: string[];

const LETTER = [
  { text: 'Supervision of social workers is regular and recorded.', sentiment: 'strength' as const },
  { text: 'Children are again seen late. Visits slip in two teams.', sentiment: 'weakness' as const },
  { text: 'Young carers wait for an assessment.', sentiment: 'weakness' as const },
  { text: 'The visit took two days.', sentiment: null },
];

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  const { people, recommendationIds, authorityId } = await planOfWestmarch(app);
  const one = await app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  const other = await app.person({ email: 'other.quality@westmarch.example', roles: ['quality'] });
  const chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  scene = { app, people: { ...people, quality: one, otherQuality: other, chair }, recommendationIds };
  actionId = await evidenced(scene);
  ({ documentId, findingIds } = await visitLetter(
    app,
    authorityId,
    'Letter of October',
    '2026-10-20',
    LETTER,
  ));
  manager = await app.signIn('manager@westmarch.example', { authority: 'westmarch' });
  quality = await app.signIn('quality@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => app.stop());

describe('Answering a visit without script', () => {
  it('goes from the list to the first finding, shows proposals with their words, and what follows before it does', async () => {
    const first = await manager.get(`/visits/${documentId}/next`);
    expect(first.location).toBe(`/findings/${findingIds[0]}/answer`);
    const screen = await manager.get(first.location!);
    expect(screen.heading).toBe('Finding 1 of 4');
    expect(screen.text).toContain('Both say: supervision');
    const again = await manager.submit(screen, 'Continue', { answer: 'supports' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Choose a recommendation or an action');
    const follows = await manager.submit(screen, 'Continue', {
      answer: 'supports',
      recommendationIds: scene.recommendationIds[1]!,
    });
    expect(follows.heading).toBe('Supports: what follows');
    const sent = await manager.submit(follows, 'Confirm and go to the next');
    expect(sent.location).toBe(`/visits/${documentId}/next?after=${findingIds[0]}`);
    expect((await manager.get(sent.location!)).location).toBe(`/findings/${findingIds[1]}/answer`);
  });

  it('asks for each complete action that was not borne out, and keeps what was typed', async () => {
    const screen = await manager.get(`/findings/${findingIds[1]}/answer`);
    const follows = await manager.submit(screen, 'Continue', {
      answer: 'not_borne_out',
      otherRecommendationId: scene.recommendationIds[0]!,
      otherActionId: actionId,
      note: 'Two teams slipped',
    });
    expect(follows.text).toContain('“effect not confirmed” stands on it');
    const undated = await manager.submit(follows, 'Confirm and go to the next', {
      [`outcome.${actionId}`]: 'not_sustained',
    });
    expect(undated.status).toBe(422);
    expect(undated.text).toContain('Enter the new due date');
    const sent = await manager.submit(undated, 'Confirm and go to the next', {
      [`newDueOn.${actionId}-day`]: '26',
      [`newDueOn.${actionId}-month`]: '2',
      [`newDueOn.${actionId}-year`]: '2027',
    });
    expect(sent.status).toBe(303);
    const action = await manager.get(`/actions/${actionId}`);
    expect(action.text).toContain('What inspectors and checks said');
    expect(action.text).toContain('Not sustained, new due date 26 February 2027');
    expect((await manager.get(`/recommendations/${scene.recommendationIds[0]}`)).text).toContain(
      'Effect not confirmed since 23 November 2026',
    );
  });

  it('makes a recommendation of a new concern, sets aside with a reason, and is answered once all are', async () => {
    const concern = await manager.submit(await manager.get(`/findings/${findingIds[2]}/answer`), 'Continue', {
      answer: 'new_concern',
    });
    expect(concern.html).toContain('Young carers wait for an assessment.</textarea>');
    await manager.submit(concern, 'Confirm and go to the next');
    const last = await manager.get(`/findings/${findingIds[3]}/answer`);
    const reasonless = await manager.submit(last, 'Continue', { answer: 'set_aside' });
    expect(reasonless.text).toContain('Enter a reason');
    const aside = await manager.submit(last, 'Continue', { answer: 'set_aside', note: 'Only describes' });
    const sent = await manager.submit(aside, 'Confirm and go to the next');
    const done = await manager.get((await manager.get(sent.location!)).location!);
    expect(done.text).toContain('Answered.');
    expect(done.text).toContain('No action yet');
    const viewer = await app.signIn('viewer@westmarch.example', { authority: 'westmarch' });
    expect((await viewer.get(`/visits/${documentId}`)).text).toContain('They said');
    expect((await viewer.get(`/findings/${findingIds[0]}/answer`)).status).toBe(403);
  });

  it('types in findings of a practice week, and asks quality assurance before a weakness is set aside', async () => {
    const form = await manager.get('/findings/new');
    const unsaid = await manager.submit(form, 'Add the finding', {
      text: 'Three of ten plans had no review.',
    });
    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('Choose what it says');
    const added = await manager.submit(form, 'Add the finding', {
      text: 'Three of ten plans had no review. Managers knew of it.',
      sentiment: 'weakness',
      documentTitle: 'Practice week of November',
      documentKind: 'other',
      'documentDate-day': '20',
      'documentDate-month': '11',
      'documentDate-year': '2026',
      coveredAreas: 'Plans',
    });
    expect(added.status).toBe(303);
    const check = new URL(added.location!, 'http://x').searchParams.get('documentId');
    const at = (await manager.get(`/visits/${check}/next`)).location!;
    const split = await manager.get(at.replace('/answer', '/split'));
    expect((await manager.submit(split, 'Split', { at: '34' })).status).toBe(303);
    const aside = await manager.submit(await manager.get(at), 'Continue', {
      answer: 'set_aside',
      note: 'Known',
    });
    expect(aside.text).toContain('waits until a quality assurance lead agrees');
    await manager.submit(aside, 'Confirm and go to the next');
    const waiting = await quality.get('/findings?answer=waiting');
    expect(waiting.text).toContain('Three of ten plans had no review.');
    const sent = await quality.submit(await quality.get(at.replace('/answer', '/agreement')), 'Save', {
      decision: 'agree',
      words: 'It is in the plan of the service',
    });
    expect(sent.status).toBe(303);
    expect((await manager.get(`/visits/${check}`)).text).toContain('agreed by');
  });
});

describe('The same for programs', () => {
  it('proposes, links, agrees and ends under /api/v1/findings', async () => {
    const bearer = { authorization: `Bearer ${await app.token('manager@westmarch.example')}` };
    const call = (method: 'GET' | 'POST', path: string, body?: unknown) =>
      manager.call(method, `/api/v1${path}`, body as never, bearer);
    const added = (
      await call('POST', '/findings', {
        text: 'Supervision is regular and recorded.',
        sentiment: 'strength',
        documentTitle: 'Audit of supervision',
        documentKind: 'audit',
        documentDate: '2026-11-19',
      })
    ).json() as { id: string; answer: string };
    expect(added.answer).toBe('open');
    const proposals = (await call('GET', `/findings/${added.id}/suggestions`)).json() as {
      items: { id: string; words: string[] }[];
    };
    expect(proposals.items[0]).toMatchObject({ kind: 'recommendation', id: scene.recommendationIds[1] });
    const linked = await call('POST', `/findings/${added.id}/links`, {
      answer: 'supports',
      recommendationIds: [proposals.items[0]!.id],
    });
    expect(linked.status).toBe(201);
    const { items } = linked.json() as { items: { id: string; state: string }[] };
    expect(items).toMatchObject([{ state: 'standing', link: 'supports' }]);
    const ended = await call('POST', `/finding-links/${items[0]!.id}/end`, { because: 'A mistake' });
    expect(ended.json()).toMatchObject({ state: 'ended' });
    const wrong = await call('POST', `/findings/${added.id}/links`, {
      answer: 'not_borne_out',
      outcomes: 'x',
    });
    expect(wrong.status).toBe(422);
  });
});

const journeys = browserPath() === null ? describe.skip : describe;
journeys('In a browser', () => {
  it('is answered with the keyboard alone, at a desk and on a phone', async () => {
    const letter = await visitLetter(
      app,
      scene.people.manager.authority.id,
      'Letter of November',
      '2026-11-17',
      [
        { text: 'Supervision of social workers is regular.', sentiment: 'strength' },
        { text: 'The voice of children in plans is heard more.', sentiment: 'progress' },
      ],
    );
    const browser = await TestBrowser.open();
    try {
      const page = await browser.pageAs(app, 'manager@westmarch.example', {});
      await page.goto(`/visits/${letter.documentId}/next`);
      await expectNoAxeViolations(page);
      await page.keyboard.press('Space');
      await page.keyboard.press('Alt+Digit1');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-confirm]');
      await expectNoAxeViolations(page);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/findings/${letter.findingIds[1]}/answer`);
      await page.keyboard.press('Alt+PageUp');
      await page.waitForURL(`**/findings/${letter.findingIds[0]}/answer`);
      expect(await page.textContent('.app-place__here')).toContain('1 of 2 answered');
      const phone = await browser.pageAs(app, 'manager@westmarch.example', { phone: true });
      for (const path of [
        '/visits',
        `/visits/${documentId}`,
        `/findings/${letter.findingIds[1]}/answer`,
        '/findings/new',
      ]) {
        await phone.goto(path);
        await expectNoSidewaysScroll(phone);
        await expectNoAxeViolations(phone);
        if (process.env.SHOTS) {
          await phone.screenshot({
            path: `${process.env.SHOTS}/phone${path.replaceAll('/', '-')}.png`,
            fullPage: true,
          });
          await page.goto(path);
          await page.screenshot({
            path: `${process.env.SHOTS}/desk${path.replaceAll('/', '-')}.png`,
            fullPage: true,
          });
        }
      }
    } finally {
      await browser.close();
    }
  });
});
