import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RaisedBeforeComparison } from '../../src/features/recommendations/raised-before-comparison.service.js';
import {
  browserPath,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  TestBrowser,
} from '../support/browser.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

const MANAGER = 'plan.manager@westmarch.example';
let app: TestApp;
let manager: Visitor;
let bearer: Record<string, string>;

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  manager = await app.visitorAs({ email: MANAGER, roles: ['plan_manager'] });
  bearer = { authorization: `Bearer ${await app.token(MANAGER)}` };
});
afterAll(() => app.stop());

/** Types one in from a document of its own, as a person does; answers the page of the recommendation. */
async function typeIn(text: string, year: number, number: string): Promise<string> {
  const form = await manager.get('/recommendations/new');
  const sent = await manager.submit(form, 'Add it to the plan', {
    text,
    number,
    documentTitle: `Self-evaluation ${year}`,
    documentKind: 'self_evaluation',
    'documentDate-day': '1',
    'documentDate-month': '3',
    'documentDate-year': String(year),
  });
  expect(sent.status).toBe(303);
  return sent.location!;
}

describe('From typing in to a mark in the plan', () => {
  let later: string;

  it('says beside the field what is missing, and keeps what was typed', async () => {
    const form = await manager.get('/recommendations/new');
    const again = await manager.submit(form, 'Add it to the plan', { documentTitle: 'Diagnostic' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Enter what is recommended');
    const undated = await manager.submit(form, 'Add it to the plan', {
      text: 'Meet every week.',
      documentTitle: 'Diagnostic',
    });
    expect(undated.status).toBe(422);
    expect(undated.text).toContain('Enter the date of the document');
    expect(undated.html).toContain('Meet every week.');
  });

  it('offers a likely repeat with its words, and marks it once it is confirmed', async () => {
    await typeIn('Give care leavers a pathway plan that is kept up to date.', 2023, '4');
    later = await typeIn('Keep the pathway plans of care leavers up to date.', 2025, '2');
    const list = await manager.get('/recommendations');
    expect(list.text).toContain('Decide 1 likely repeat of earlier recommendations');
    const offers = await manager.get('/recommendations/raised-before');
    expect(offers.heading).toBe('Raised before');
    expect(offers.text).toContain('pathway plan');
    const offer = offers.forms.find(({ action }) => action?.endsWith('/confirm'));
    const sent = await manager.submit(offers, offer!.action!, {});
    expect(sent.location).toContain('/recommendations/raised-before');
    expect((await manager.follow(sent)).text).toContain('Nothing waits to be decided');
    expect((await manager.get('/recommendations?raisedBefore=true')).text).toContain('Raised in 2023 as 4');
    const shown = await manager.get(later);
    expect(shown.text).toContain('Raised in 2023 as 4');
  });

  it('is corrected with its history, and is not to be received words', async () => {
    const form = await manager.get(`${later}/correct`);
    const sent = await manager.submit(form, 'Save', {
      text: 'Keep every pathway plan of a care leaver up to date.',
    });
    expect((await manager.follow(sent)).text).toContain('Keep every pathway plan');
    expect((await manager.get(`/history/recommendations/${later.split('/').at(-1)}`)).text).toContain(
      'Keep the pathway plans of care leavers up to date.',
    );
  });

  it('is withdrawn', async () => {
    const gone = await typeIn('Paint the doors.', 2025, '9');
    const sent = await manager.submit(await manager.get(`${gone}/withdraw`), 'Withdraw it', {});
    expect(sent.location).toBe('/recommendations');
    expect((await manager.get(gone)).status).toBe(404);
  });
});

describe('The same for programs', () => {
  const base = '/api/v1/recommendations';

  it('types in, finds, confirms, sets aside, corrects and withdraws', async () => {
    const add = async (text: string, documentDate: string) =>
      (
        await manager.call(
          'POST',
          base,
          { text, documentTitle: `Audit ${documentDate}`, documentDate },
          bearer,
        )
      ).json() as { id: string; version: number; isOwn: boolean; documentId: string };
    const older = await add('Reduce the caseloads of social workers in assessment teams.', '2024-02-01');
    const newer = await add('Social workers of the assessment teams need lower caseloads.', '2026-02-01');
    expect(newer).toMatchObject({ isOwn: true, version: 1 });

    const path = `${base}/${newer.id}/raised-before`;
    const offered = (await manager.call('GET', path, undefined, bearer)).json() as { items: object[] };
    expect(offered.items).toMatchObject([{ earlierId: older.id, state: 'offered', year: 2024 }]);
    const confirmed = await manager.call('POST', `${path}/confirm`, { earlierId: older.id }, bearer);
    expect(confirmed.status).toBe(200);
    expect(confirmed.json()).toMatchObject({
      items: [{ state: 'confirmed', decidedBy: expect.any(String) }],
    });
    expect((await manager.call('GET', `${base}/${newer.id}`, undefined, bearer)).json()).toMatchObject({
      raisedBefore: [{ id: older.id, year: 2024, documentTitle: 'Audit 2024-02-01' }],
    });
    const wrongWay = await manager.call(
      'POST',
      `${base}/${older.id}/raised-before/confirm`,
      { earlierId: newer.id },
      bearer,
    );
    expect(wrongWay.status).toBe(422);
    await manager.call('POST', `${path}/set-aside`, { earlierId: older.id }, bearer);
    expect(
      (
        await manager.call(
          'GET',
          `${base}?raisedBefore=true&documentId=${newer.documentId}`,
          undefined,
          bearer,
        )
      ).json(),
    ).toMatchObject({ total: 0 });

    const change = { ...bearer, 'if-match': `"${newer.version}"` };
    const corrected = await manager.call('PATCH', `${base}/${newer.id}`, { theme: 'Workforce' }, change);
    expect(corrected.json()).toMatchObject({ theme: 'Workforce', version: newer.version + 1 });
    expect((await manager.call('PATCH', `${base}/${newer.id}`, { theme: 'Late' }, change)).status).toBe(412);
    expect((await manager.call('POST', `${base}/${newer.id}/withdraw`, {}, bearer)).status).toBe(428);
    const withdrawn = await manager.call(
      'POST',
      `${base}/${newer.id}/withdraw`,
      {},
      { ...bearer, 'if-match': `"${newer.version + 1}"` },
    );
    expect(withdrawn.json()).toEqual({ id: newer.id, withdrawn: true });
  });

  it('takes the response and finds it by filter', async () => {
    const made = (await manager.call('POST', base, { text: 'Build a new office.' }, bearer)).json() as {
      id: string;
    };
    const answer = { response: 'not_accepted', responseText: 'There is no money for it' };
    const changed = await manager.call('PATCH', `${base}/${made.id}`, answer, {
      ...bearer,
      'if-match': '"1"',
    });
    expect(changed.json()).toMatchObject(answer);
    const found = (await manager.call('GET', `${base}?response=not_accepted`, undefined, bearer)).json();
    expect(found).toMatchObject({ total: 1, items: [{ id: made.id, ...answer }] });
    const page = await manager.get('/recommendations?response=not_accepted');
    expect(page.text).toContain('Build a new office.');
    expect(page.text).not.toContain('pathway');
    expect((await manager.get(`/recommendations/${made.id}`)).text).toContain('There is no money for it');
  });

  it('leaves the words of a received recommendation to the review of its document', async () => {
    const id = await receivedOne();
    const refused = await manager.call(
      'PATCH',
      `${base}/${id}`,
      { text: 'Mine.' },
      { ...bearer, 'if-match': '"1"' },
    );
    expect({ status: refused.status, body: refused.json() }).toMatchObject({
      status: 409,
      body: { code: 'received_words' },
    });
    expect((await manager.get(`/recommendations/${id}`)).text).not.toContain('Correct the words');
  });
});

async function receivedOne(): Promise<string> {
  const authority = await app.authority('westmarch');
  return app.database.forAuthority(authority, { kind: 'import' }, async (tx) => {
    const document = await tx.row<{ id: string }>(
      `insert into documents (authority_id, title, state, received_on, file_name, media_type, byte_size, sha256,
              stored_as)
       values ($1, 'Inspection', 'accepted', '2026-03-01', 'a.pdf', 'application/pdf', 1, $2, 'a')
       returning id`,
      [authority, randomBytes(32).toString('hex')],
    );
    const row = await tx.row<{ id: string }>(
      `insert into recommendations (authority_id, document_id, position, priority, text)
       values ($1, $2, 1, 'recommendation', 'Ensure that pathway plans of care leavers say who does what.')
       returning id`,
      [authority, document!.id],
    );
    await app.get(RaisedBeforeComparison).compare(tx, document!.id);
    return row!.id;
  });
}

(browserPath() === null ? describe.skip : describe)('In a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  it.each([{ phone: false }, { phone: true }])(
    'every page is readable and reachable: %j',
    async ({ phone }) => {
      const page = await browser.pageAs(app, MANAGER, { phone });
      const id = await receivedOne();
      for (const path of [
        '/recommendations/raised-before',
        `/recommendations/${id}/raised-before?q=pathway`,
        '/recommendations/new',
        '/recommendations',
        `/recommendations/${id}`,
      ]) {
        await page.goto(path);
        await expectNoAxeViolations(page);
        await expectNoSidewaysScroll(page);
      }
      // Enter answers one after the other without a mouse.
      await page.goto('/recommendations/raised-before');
      const lede = page.locator('.app-lede');
      const waiting = Number.parseInt((await lede.textContent()) ?? '', 10);
      for (const left of [waiting - 1, waiting - 2]) {
        await page.keyboard.press('Enter');
        if (left > 0) await lede.getByText(`${left} likely`).waitFor();
        else await page.getByText('Nothing waits to be decided').waitFor();
      }
    },
  );
});
