import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messyPlan, tidyPlan } from '../support/messy-plan.js';
import { PlanSheetsScene } from '../support/plan-sheets-app.js';
import type { Visitor } from '../support/visitor.js';

let scene: PlanSheetsScene;
let visitor: Visitor;
beforeAll(async () => {
  scene = await PlanSheetsScene.start();
  visitor = await scene.app.signIn('manager@westmarch.example', { authority: 'westmarch' });
});
afterAll(() => scene.app.stop());

async function uploaded(content: Buffer, name = 'plan.xlsx') {
  const form = await visitor.get('/plan-sheets/upload');
  return visitor.submit(form, 'Upload', {}, { file: { name, content } });
}

describe('On the pages, without script', () => {
  it('existing plans are found from the list of actions, by those who may bring them in', async () => {
    const link = { text: 'Bring in an existing plan', href: '/plan-sheets' };
    expect((await visitor.get('/actions')).links).toContainEqual(expect.objectContaining(link));
    const lead = await scene.app.visitorAs({ email: 'only.lead@westmarch.example', roles: ['lead'] });
    expect((await lead.get('/actions')).links.map(({ href }) => href)).not.toContain('/plan-sheets');
    expect((await visitor.get('/plan-sheets')).heading).toBe('Existing plans');
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7'), 'This is a PDF. Save the plan as an Excel workbook (.xlsx) or as CSV'],
    [
      'a web page',
      Buffer.from('<!doctype html><html><body><p>Plan</p></body></html>'),
      'This is a web page. Save',
    ],
    ['an empty file', Buffer.alloc(0), 'The file is empty'],
    ['100,000 rows', Buffer.from('a,b\n'.repeat(100_000)), 'more than 5,000 rows'],
  ])('%s is refused beside the field', async (_, content, words) => {
    const seen = await uploaded(content);
    expect(seen.status).toBe(422);
    expect(seen.text).toContain(words);
    expect(seen.heading).toBe('Upload a spreadsheet');
  });

  it('the columns can be said otherwise, in another sheet, in another row', async () => {
    const seen = await visitor.follow(await uploaded(await messyPlan(), 'columns.xlsx'));
    const path = seen.links.find(({ text }) => text === 'What the columns mean')!.href;
    const other = await visitor.get(`${path}?sheet=Lists&headerRow=1`);
    expect(other.text).toContain('Amber');
    const refused = await visitor.submit(other, 'Save', { 'column-0': 'colour' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Say which column holds the actions');
    const saved = await visitor.submit(await visitor.get(path), 'Save', { 'column-7': 'note' });
    expect((await visitor.follow(saved)).text).toContain('is remembered for the next file like this one');
  });

  it('somebody new is asked of the administrator by whoever may not invite, and invited by whoever may', async () => {
    const csv = (name: string) => Buffer.from(`Action,Owner\nSee every child,${name}\n`);
    const page = await visitor.follow(await uploaded(csv('Ann Lee'), 'people.csv'));
    const people = page.links.find(({ text }) => text === 'People')!.href;
    const mine = await visitor.get(
      page.links.find(({ text, href }) => text === 'People' && href.includes('plan-sheets'))!.href,
    );
    expect(mine.text).toContain('Ask the administrator to invite them');
    expect(people).toBeDefined();

    const both = await scene.app.visitorAs({
      email: 'both@westmarch.example',
      roles: ['plan_manager', 'administrator'],
    });
    const theirs = await both.get(mine.path);
    const refused = await both.submit(theirs, 'Save', { 'who-0': 'invite', 'email-0': 'no address' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter an email address for Ann Lee');
    expect(refused.html).toContain('value="no address"');
    const done = await both.submit(theirs, 'Save', {
      'who-0': 'invite',
      'email-0': 'ann.lee@westmarch.example',
    });
    expect((await both.follow(done)).text).toContain('Everybody named is known');
    const { rows } = await scene.app.owner.query(
      `select name, roles from people where email = 'ann.lee@westmarch.example'`,
    );
    expect(rows).toEqual([{ name: 'Ann Lee', roles: ['owner'] }]);
  });

  it('the history tells who mended which cell, and what the file says', async () => {
    const bytes = Buffer.from('Action,Owner,Due date\nSee every child,owner@westmarch.example,Ongoing\n');
    const page = await visitor.follow(await uploaded(bytes, 'mended.csv'));
    const problems = await visitor.get(page.links.find(({ href }) => href.endsWith('/problems'))!.href);
    expect(problems.text).toContain('Row 2, column C');
    await visitor.submit(problems, 'Save these', { 'value-0': '31 March 2027' });
    const history = await visitor.get(page.links.find(({ text }) => text === 'History')!.href);
    expect(history.text).toMatch(/Ongoing.*31 March 2027/);
  });

  it('nobody of another authority finds it', async () => {
    const page = await visitor.follow(
      await uploaded(Buffer.from('Action,Owner\nOurs alone,Ann\n'), 'ours.csv'),
    );
    const stranger = await scene.app.visitorAs({
      email: 'manager@northmoor.example',
      roles: ['plan_manager', 'administrator'],
      authority: 'northmoor',
    });
    const token = new Map((await stranger.get('/plan-sheets')).forms[0]?.fields).get('_csrf') ?? '';
    for (const verb of [
      '',
      '/columns',
      '/problems',
      '/people',
      '/recommendations',
      '/defaults',
      '/changes',
    ]) {
      expect([verb, (await stranger.get(`${page.path}${verb}`)).status]).toEqual([verb, 404]);
    }
    for (const verb of [
      'columns',
      'problems',
      'proposals',
      'people',
      'recommendations',
      'defaults',
      'apply',
      'withdraw',
    ]) {
      const sent = await stranger.call(
        'POST',
        `${page.path}/${verb}`,
        { version: '1' },
        { 'x-csrf-token': token },
      );
      expect([verb, sent.status]).toEqual([verb, 404]);
    }
  });

  it('the empty plan and the uploaded file can be downloaded by the plan manager only', async () => {
    expect((await visitor.get('/plan-sheets/template.xlsx')).body.subarray(0, 2).toString()).toBe('PK');
    const owner = await scene.app.signIn('owner@westmarch.example', { authority: 'westmarch' });
    expect((await owner.get('/plan-sheets/template.xlsx')).status).toBe(403);
    expect((await owner.get('/plan-sheets')).status).toBe(403);
  });
});

describe('Over the API', () => {
  let headers: Record<string, string>;
  let id: string;
  const call = async (method: string, path: string, body?: unknown) =>
    scene.app.visitor().call(method, `/api/v1/plan-sheets${path}`, body, headers);

  it('a file is sent and its problems come back by row and column', async () => {
    headers = { authorization: `Bearer ${await scene.app.token('manager@westmarch.example')}` };
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(await messyPlan())]), 'over the api.xlsx');
    const answer = await fetch(`${scene.app.url}/api/v1/plan-sheets`, {
      method: 'POST',
      body: form,
      headers,
    });
    expect(answer.status).toBe(201);
    const sheet = (await answer.json()) as { id: string; mapping: { columns: object }; problems: number };
    expect(sheet).toMatchObject({
      state: 'to_check',
      mapping: { sheets: [{ name: 'Improvement plan', headerRow: 4 }] },
    });
    id = sheet.id;
    const problems = (await call('GET', `/${id}/problems?limit=3`)).json<{
      items: object[];
      nextCursor: string;
      total: number;
    }>();
    expect(problems).toMatchObject({
      total: 7,
      items: [
        { row: 7, column: 'G', code: 'vague_date', value: 'Dec 2026', proposal: '31 December 2026' },
        {},
        {},
      ],
    });
    const rest = (await call('GET', `/${id}/problems?cursor=${problems.nextCursor}`)).json<{
      items: object[];
    }>();
    expect(rest.items).toHaveLength(4);
  });

  it('nothing is brought in while a problem stands', async () => {
    const refused = await call('POST', `/${id}/apply`, {});
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({
      code: 'problems',
      errors: expect.arrayContaining([{ field: 'Row 10, column G', message: expect.any(String) }]),
    });
  });

  it.each([
    ['cells', { cells: [{ row: 'ten' }] }],
    ['cells', { cells: [{ sheet: 'Nowhere', row: 1, column: 'A', value: 'x' }] }],
    ['mapping', { columns: { A: 'gossip' } }],
    ['mapping', { sheets: [{ name: 'Nowhere', headerRow: 1 }] }],
    ['people', { people: { tbc: 'nobody' } }],
    ['people', { people: { tbc: '00000000-0000-4000-8000-000000000000' } }],
    ['recommendations', {}],
  ])('%s: what cannot be meant is refused with the field', async (verb, body) => {
    const refused = await call('POST', `/${id}/${verb}`, body);
    expect(refused.status).toBe(422);
    expect(refused.json<{ errors: object[] }>().errors).toHaveLength(1);
  });

  it('cells are mended, proposals taken, people said, and all of it is brought in', async () => {
    expect((await call('POST', `/${id}/proposals`, {})).json()).toMatchObject({ taken: 4 });
    const cells = [
      { row: 10, column: 'G', value: '' },
      { row: 12, column: 'I', value: 'In progress' },
    ];
    await call('POST', `/${id}/cells`, { cells });
    await call('POST', `/${id}/recommendations`, { recommendations: { 1: scene.recommendationIds[0] } });
    await call('POST', `/${id}/defaults`, { kind: 'enabling', requiredEvidence: ['record'] });
    const sheet = (await call('POST', `/${id}/people`, { people: { 'nobody known': null } })).json<{
      version: number;
    }>();
    expect(sheet).toMatchObject({ problems: 0, outcome: { added: 5 } });
    const changes = (await call('GET', `/${id}/changes`)).json<{
      items: { kind: string; title: string }[];
    }>();
    expect(changes.items[0]).toMatchObject({ kind: 'added', row: 6, reference: '1.1' });
    expect((await call('POST', `/${id}/apply`, { version: sheet.version - 1 })).status).toBe(412);
    expect((await call('POST', `/${id}/apply`, { version: sheet.version })).json()).toMatchObject({
      added: 5,
    });
    expect((await call('POST', `/${id}/apply`, {})).status).toBe(409);
    expect((await call('GET', `/${id}`)).json()).toMatchObject({ state: 'applied' });
    expect((await call('GET', '?limit=1')).json()).toMatchObject({ items: [{}] });
  });
});

it('a later sheet that calls an open action complete asks its owner, on the page of the action', async () => {
  const put = async (status: string, name: string) => {
    const page = await visitor.follow(await uploaded(await tidyPlan(1, () => ({ status })), name));
    const seen = await visitor.get(page.links.find(({ href }) => href.endsWith('/defaults'))!.href);
    await visitor.submit(seen, 'Save', { kind: 'enabling', requiredEvidence: ['record'] });
    const changes = await visitor.get(page.links.find(({ href }) => href.endsWith('/changes'))!.href);
    return visitor.follow(await visitor.submit(changes, 'Bring it into the plan'));
  };
  await put('In progress', 'before.xlsx');
  const action = (await scene.actions()).find((one) => one['sheet_reference'] === 'W1')!;
  const page = await visitor.get(`/actions/${action['id']}`);
  await visitor.submit(page, 'Publish');
  expect((await put('Complete', 'after.xlsx')).text).toContain('1 owner to be asked whether it is complete');

  const owner = await scene.app.signIn('owner@westmarch.example', { authority: 'westmarch' });
  const seen = await owner.get(`/actions/${action['id']}`);
  expect(seen.text).toContain('says that this is complete');
  const answered = await owner.follow(await owner.submit(seen, 'It is not complete'));
  expect(answered.text).not.toContain('says that this is complete');
});
