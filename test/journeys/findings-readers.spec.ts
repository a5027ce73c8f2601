import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { begun, evidenced, type Scene } from '../support/completion-scene.js';
import { planOfWestmarch } from '../support/plan-of-westmarch.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';
import { visitLetter } from '../support/visit-letter.js';

let app: TestApp;
let scene: Scene;
let authorityId: string;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  app = await TestApp.start({ whole: true, at: '2026-11-23T09:00:00Z' });
  const plan = await planOfWestmarch(app);
  ({ authorityId } = plan);
  const quality = await app.person({ email: 'quality@westmarch.example', roles: ['quality'] });
  const otherQuality = await app.person({ email: 'other.quality@westmarch.example', roles: ['quality'] });
  const chair = await app.person({ email: 'chair@westmarch.example', roles: ['chair'] });
  scene = {
    app,
    people: { ...plan.people, quality, otherQuality, chair },
    recommendationIds: plan.recommendationIds,
  };
  for (const who of ['manager', 'quality', 'owner', 'member', 'viewer']) {
    visitors.set(who, await app.signIn(`${who}@westmarch.example`, { authority: 'westmarch' }));
  }
});
afterAll(() => app.stop());

const as = (who: string) => visitors.get(who)!;
const letter = (title: string, texts: readonly string[]) =>
  visitLetter(
    app,
    authorityId,
    title,
    '2026-10-20',
    texts.map((text) => ({ text, sentiment: 'weakness' as const })),
  );
async function api(who: string, method: 'GET' | 'POST', path: string, body?: unknown) {
  const bearer = { authorization: `Bearer ${await app.token(`${who}@westmarch.example`)}` };
  return as(who).call(method, `/api/v1${path}`, body as never, bearer);
}
const ofTable = async (sql: string, ...values: unknown[]) => (await app.owner.query(sql, values)).rows;

describe('Two people answer the same finding at the same moment', () => {
  it('one of them links it, the other is told that it is linked', async () => {
    const { findingIds } = await letter('At once', ['Visits are late again.']);
    const link = { answer: 'not_borne_out', note: 'Late', recommendationIds: [scene.recommendationIds[0]] };
    const path = `/findings/${findingIds[0]}/links`;
    const answers = await Promise.all(
      ['manager', 'quality', 'manager', 'quality'].map((who) => api(who, 'POST', path, link)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expect(
      await ofTable(`select count(*)::int n from finding_links where finding_id = $1`, findingIds[0]),
    ).toEqual([{ n: 1 }]);
  });

  it('it is set aside or linked, never both, and one new concern once', async () => {
    const { findingIds } = await letter('Both at once', ['Nobody asked.', 'Young carers wait.']);
    const aside = { answer: 'set_aside', note: 'Of another service' };
    const better = { answer: 'improving', recommendationIds: [scene.recommendationIds[0]] };
    const path = (nth: number) => `/findings/${findingIds[nth]}/links`;
    const both = await Promise.all([
      api('quality', 'POST', path(0), aside),
      api('manager', 'POST', path(0), better),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    const concern = { answer: 'new_concern', concern: 'See that young carers are assessed.' };
    const concerns = await Promise.all([1, 1].map((nth) => api('manager', 'POST', path(nth), concern)));
    expect(concerns.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await api('quality', 'POST', path(1), aside)).status).toBe(422);
  });

  it('an action is reopened once', async () => {
    const { findingIds } = await letter('Reopened at once', ['The new form is not in use.']);
    const id = await evidenced(scene);
    const link = {
      answer: 'not_borne_out',
      note: 'Not in use',
      actionIds: [id],
      outcomes: [{ actionId: id, outcome: 'not_sustained', newDueOn: '2027-02-26' }],
    };
    const path = `/findings/${findingIds[0]}/links`;
    const answers = await Promise.all(['manager', 'quality'].map((who) => api(who, 'POST', path, link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await ofTable(`select round, due_on::text from actions where id = $1`, id)).toEqual([
      { round: 2, due_on: '2027-02-26' },
    ]);
  });
});

describe('Who reads what', () => {
  it('a viewer reads that a finding was answered, and nothing of a restricted action', async () => {
    const { documentId, findingIds } = await letter('About a restricted thing', ['Something is late.']);
    const id = await begun(scene, { title: 'Settle the matter of one manager' });
    const link = { answer: 'improving', note: 'A secret of one manager', actionIds: [id] };
    expect((await api('manager', 'POST', `/findings/${findingIds[0]}/links`, link)).status).toBe(201);
    const client = await app.owner.connect();
    await client.query('begin');
    await client.query(`select set_config('app.actor', 'migration', true)`);
    await client.query('update actions set restricted = true where id = $1', [id]);
    await client.query('commit');
    client.release();
    for (const who of ['viewer']) {
      const seen = await as(who).get(`/visits/${documentId}`);
      expect(seen.text).toContain('Something is late.');
      expect(seen.text).toContain('Answered.');
      expect(seen.text).not.toContain('one manager');
      expect((await api(who, 'GET', `/findings/${findingIds[0]}/links`)).text).not.toContain('one manager');
    }
    expect((await as('manager').get(`/visits/${documentId}`)).text).toContain(
      'Settle the matter of one manager',
    );
  });

  it('a letter under embargo is there for those who answer it, and for nobody else', async () => {
    const { documentId, findingIds } = await letter('Under embargo', ['Nobody may read this yet.']);
    const id = await begun(scene);
    await app.database.forAuthority(authorityId, { kind: 'migration' }, (tx) =>
      tx.rows(`update documents set publication = 'draft_under_embargo' where id = $1`, [documentId]),
    );
    const link = { answer: 'improving', actionIds: [id], recommendationIds: [scene.recommendationIds[1]] };
    expect((await api('manager', 'POST', `/findings/${findingIds[0]}/links`, link)).status).toBe(201);
    for (const who of ['owner', 'viewer', 'member']) {
      expect((await as(who).get(`/visits/${documentId}`)).status).toBeGreaterThanOrEqual(403);
      expect((await as(who).get('/visits')).text).not.toContain('Under embargo');
      for (const path of [`/actions/${id}`, `/recommendations/${scene.recommendationIds[1]}`, '/findings']) {
        expect((await as(who).get(path)).text).not.toContain('Nobody may read this yet');
      }
    }
    expect((await as('quality').get(`/actions/${id}`)).text).toContain('Nobody may read this yet');
  });

  it('a published letter tells nothing of a recommendation whose report is under embargo', async () => {
    const { documentId, findingIds } = await letter('About a secret report', ['Teams wait for a decision.']);
    const report = await letter('The report to come', ['A weakness.']);
    const concern = { answer: 'new_concern', concern: 'Recquillbrook must decide sooner.' };
    const made = await api('manager', 'POST', `/findings/${report.findingIds[0]}/links`, concern);
    expect(made.status).toBe(201);
    const [asked] = await ofTable(`select id from recommendations where document_id = $1`, report.documentId);
    const link = { answer: 'improving', note: 'Notquillbrook', recommendationIds: [asked.id] };
    expect((await api('manager', 'POST', `/findings/${findingIds[0]}/links`, link)).status).toBe(201);
    await app.database.forAuthority(authorityId, { kind: 'migration' }, (tx) =>
      tx.rows(`update documents set publication = 'draft_under_embargo' where id = $1`, [report.documentId]),
    );
    for (const who of ['owner', 'viewer', 'member']) {
      const seen = await as(who).get(`/visits/${documentId}`);
      expect(seen.text).toContain('Teams wait for a decision.');
      expect(seen.text).toContain('Linked to items that you may not open');
      const told = (await api(who, 'GET', `/findings/${findingIds[0]}/links`)).text;
      expect(seen.text + told).not.toContain('quillbrook');
    }
    expect((await as('manager').get(`/visits/${documentId}`)).text).toContain('Recquillbrook');
  });

  it('the page of a recommendation tells what was said of its actions, and since when nobody looked', async () => {
    const { findingIds } = await letter('About one action', ['The new rota is kept.']);
    const recommendationId = scene.recommendationIds.at(-1)!;
    const id = await begun(scene, { title: 'Bring in a new rota', recommendationIds: [recommendationId] });
    const link = { answer: 'improving', note: 'Kept in two teams', actionIds: [id] };
    expect((await api('manager', 'POST', `/findings/${findingIds[0]}/links`, link)).status).toBe(201);
    const seen = await as('member').get(`/recommendations/${recommendationId}`);
    expect(seen.text).toMatch(/Improving, not yet good ?, of A\d+ Bring in a new rota/);
    expect(seen.text).toContain('The new rota is kept.');
    expect(seen.text).toContain('Not looked at since 20 October 2026: ');
  });

  it('an owner and a board member cannot answer, agree, correct or type in', async () => {
    const { findingIds } = await letter('Not theirs', ['Visits are late.']);
    for (const who of ['owner', 'member', 'viewer']) {
      for (const path of ['answer', 'agreement', 'correct', 'split']) {
        expect((await as(who).get(`/findings/${findingIds[0]}/${path}`)).status).toBe(403);
      }
      expect((await as(who).get('/findings/new')).status).toBe(403);
      const link = { answer: 'set_aside', note: 'No' };
      expect((await api(who, 'POST', `/findings/${findingIds[0]}/links`, link)).status).toBe(403);
    }
  });
});

describe('What cannot be', () => {
  it('is refused beside its field, never with a fault of ours', async () => {
    const { documentId, findingIds } = await letter('Odd input', ['Visits are late. Nobody asked why.']);
    const path = `/findings/${findingIds[0]}/links`;
    const one = { actionIds: [await begun(scene)] };
    const refused: [object, string][] = [
      [{ answer: 'supports' }, 'recommendationIds'],
      [{ answer: 'agrees', ...one }, 'answer'],
      [{ answer: 'supports', actionIds: ['x'] }, 'actionIds'],
      [{ answer: 'supports', actionIds: [documentId] }, 'actionIds'],
      [{ answer: 'supports', recommendationIds: one.actionIds }, 'recommendationIds'],
      [{ answer: 'not_borne_out', ...one }, 'note'],
      [{ answer: 'set_aside', note: ' \n ' }, 'note'],
      [{ answer: 'supports', ...one, note: 'x'.repeat(5001) }, 'note'],
      [{ answer: 'new_concern', concern: '  ' }, 'concern'],
      [{ answer: 'improving', ...one, note: 'She is NHS number 943 476 5919' }, 'note'],
    ];
    for (const [body, field] of refused) {
      const answer = await api('manager', 'POST', path, body);
      expect({ body, status: answer.status, text: answer.text }).toMatchObject({ body, status: 422 });
      const { errors } = answer.json() as { errors: { field: string }[] };
      expect(errors.map((error) => error.field).join()).toContain(field);
    }
    for (const body of [
      null,
      [],
      'x',
      { answer: ['supports'], actionIds: { a: 1 } },
      { answer: 'supports', outcomes: 7 },
    ]) {
      expect([400, 422]).toContain((await api('manager', 'POST', path, body)).status);
    }
    expect((await api('manager', 'POST', `/findings/none/links`, {})).status).toBeGreaterThanOrEqual(404);
    expect((await as('manager').get('/findings/none/answer')).status).toBe(404);
    expect((await as('manager').get(`/visits/${documentId}/next?after=none&after=two`)).status).toBeLessThan(
      500,
    );
    expect((await as('manager').get(`/visits/${scene.recommendationIds[0]}`)).status).toBe(404);
    expect(await ofTable(`select answer from findings where id = $1`, findingIds[0])).toEqual([
      { answer: 'open' },
    ]);
  });

  it('words of a letter are shown as words', async () => {
    const { documentId, findingIds } = await letter('<b>Bold</b>', ['<script>alert(1)</script> & "so on".']);
    for (const path of [`/visits/${documentId}`, `/findings/${findingIds[0]}/answer`, '/visits']) {
      expect((await as('manager').get(path)).html).not.toMatch(/<script>alert|<b>Bold/);
    }
  });
});
