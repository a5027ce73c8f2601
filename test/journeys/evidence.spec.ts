import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { begun, completionScene, evidenced, report, type Scene } from '../support/completion-scene.js';
import type { Seen, Visitor } from '../support/visitor.js';

let scene: Scene;
let owner: Visitor;
let quality: Visitor;
let manager: Visitor;
let bearer: (email: string) => Promise<Record<string, string>>;

beforeAll(async () => {
  scene = await completionScene();
  const visitor = (name: string) => scene.app.signIn(`${name}@westmarch.example`, { authority: 'westmarch' });
  owner = await visitor('owner');
  quality = await visitor('quality');
  manager = await visitor('manager');
  bearer = async (email) => ({ authorization: `Bearer ${await scene.app.token(email)}` });
});
afterAll(() => scene?.app.stop());

const linkTo = (seen: Seen, text: string): string => {
  const link = seen.links.find((one) => one.text.includes(text));
  if (!link) throw new Error(`No link "${text}": ${seen.links.map((one) => one.text).join(' | ')}`);
  return link.href;
};
const october = {
  'periodFrom-day': '1',
  'periodFrom-month': '10',
  'periodFrom-year': '2026',
  'periodTo-day': '31',
  'periodTo-month': '10',
  'periodTo-year': '2026',
};

describe('from proof to verified', () => {
  let id: string;
  let itemPath: string;

  it('the owner adds a file from the page of the action', async () => {
    id = await begun(scene, { requiredEvidence: ['data'] });
    const page = await owner.get(`/actions/${id}`);
    expect(page.text).toContain('Data: needed, nothing accepted yet');
    const form = await owner.get(linkTo(page, 'Add evidence'));
    const empty = await owner.submit(form, 'Add the evidence');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Say what kind of evidence it is');
    const sent = await owner.submit(
      form,
      'Add the evidence',
      { kind: 'data', shows: '38 of 40 visits were in time', ...october },
      { file: { name: 'visits.csv', content: 'month,in time\nOctober,38\n' } },
    );
    const after = await owner.follow(sent);
    expect(after.text).toContain('Awaiting check since 23 November 2026');
    expect(after.text).toContain('Data · 1 October 2026 to 31 October 2026 · supplied by Owner');
  });

  it('the owner reports it complete, and must say what difference it made', async () => {
    const form = await owner.get(linkTo(await owner.get(`/actions/${id}`), 'Report complete'));
    const empty = await owner.submit(form, 'Report complete');
    expect(empty.text).toContain('Say what difference this has made, and how you know');
    const sent = await owner.submit(form, 'Report complete', {
      impactStatement: 'Children are seen in time.',
    });
    expect((await owner.follow(sent)).text).toContain('Complete · Reported complete');
  });

  it('the quality assurance lead finds it, with its number in the menu, and opens the file as a download', async () => {
    const list = await quality.get('/to-check');
    expect(list.text).toMatch(/To check \(\d+\)/);
    expect(list.text).toContain('Evidence to accept or refuse');
    itemPath = linkTo(list, 'Evidence to accept or refuse');
    const page = await quality.get(itemPath);
    const file = await quality.get(linkTo(page, 'visits.csv'));
    expect(file.html).toBe('month,in time\nOctober,38\n');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="visits.csv"/);
    expect(file.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('cache-control')).toContain('no-store');
  });

  it('nobody who is not signed in, or of another authority, gets the file', async () => {
    const stranger = await scene.app.visitorAs({
      email: 'quality@northmoor.example',
      roles: ['quality', 'plan_manager'],
      authority: 'northmoor',
    });
    expect((await stranger.get(`${itemPath}/files/1`)).status).toBe(404);
    expect((await scene.app.visitor().get(`${itemPath}/files/1`)).status).toBe(303);
  });

  it('she accepts it with a reason, and verifies the action', async () => {
    const page = await quality.get(itemPath);
    const without = await quality.submit(page, 'Save the decision', { decision: 'accept' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Enter a reason');
    const sent = await quality.submit(page, 'Save the decision', {
      decision: 'accept',
      reason: 'It adds up',
    });
    expect((await quality.follow(sent)).text).toContain(
      'Accepted by Quality on 23 November 2026: It adds up',
    );
    const action = await quality.get(`/actions/${id}`);
    expect(action.text).toContain('Its evidence is accepted. It waits to be verified.');
    const form = await quality.get(linkTo(action, 'Verify'));
    expect(form.text).toContain('Children are seen in time.');
    const done = await quality.submit(form, 'Verify', { found: 'Five records were read.' });
    expect((await quality.follow(done)).text).toContain('A second check can be made from 23 February 2027.');
  });

  it('the plan manager reopens it with a new due date in the same step', async () => {
    const form = await manager.get(linkTo(await manager.get(`/actions/${id}`), 'Reopen'));
    const without = await manager.submit(form, 'Reopen the action', { reason: 'The visit found drift' });
    expect(without.text).toContain('Enter the new due date');
    const date = { 'dueOn-day': '30', 'dueOn-month': '6', 'dueOn-year': '2027' };
    const sent = await manager.submit(form, 'Reopen the action', {
      reason: 'The visit found drift',
      ...date,
    });
    const page = await manager.follow(sent);
    expect(page.text).toContain('Due 30 June 2027 from then on; before it was due 29 January 2027');
    expect(page.text).toContain('Data: needed, nothing accepted yet');
  });
});

describe('what looks like a child’s details', () => {
  const birth = 'The audit of Ada, born 3 May 2019, was good';

  it('is pointed out beside the field; with a reason it is saved, and the reason recorded without the detail', async () => {
    const id = await begun(scene);
    const form = await owner.get(`/actions/${id}/update`);
    const asked = await owner.submit(form, 'Save the update', { answer: 'yes', whatChanged: birth });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain(
      'What has changed looks as if it holds a child’s details: a date of birth. Take them out, or say why they must stay',
    );
    expect(asked.text).toContain('Why these details must stay');
    expect(asked.html).toContain(birth);
    const sent = await owner.submit(asked, 'Save the update', { privacyReason: 'The child is invented' });
    expect(sent.status).toBe(303);
    const { rows } = await scene.app.owner.query(
      `select o.place, o.field, o.kinds, o.reason, p.name, o.at::date::text as day from privacy_overrides o
         join people p on p.authority_id = o.authority_id and p.id = o.person_id`,
    );
    expect(rows).toEqual([
      {
        place: `/actions/${id}/update`,
        field: 'whatChanged',
        kinds: ['date_of_birth'],
        reason: 'The child is invented',
        name: 'Owner',
        day: '2026-11-23',
      },
    ]);
  });

  it('is listed for the plan manager, with who, where and why', async () => {
    const list = await manager.get('/privacy-reasons');
    expect(list.text).toContain('Owner a date of birth');
    expect(list.text).toContain('The child is invented');
    expect(list.text).not.toContain('Ada');
    expect((await owner.get('/privacy-reasons')).status).toBe(403);
  });

  it('is asked about in a file too, before it is saved', async () => {
    const id = await begun(scene);
    const form = await owner.get(`/actions/${id}/evidence/add`);
    const fields = { kind: 'audit', shows: 'Forty records', ...october };
    const file = { name: 'audit.txt', content: `Record 7. NHS number 943 476 5919.` };
    const asked = await owner.submit(form, 'Add the evidence', fields, { file });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('The file audit.txt looks as if it holds a child’s details: an NHS number');
    const { rows } = await scene.app.owner.query(`select 1 from action_evidence where action_id = $1`, [id]);
    expect(rows).toEqual([]);
    const sent = await owner.submit(
      asked,
      'Add the evidence',
      { privacyReason: 'A made-up number' },
      { file },
    );
    expect(sent.status).toBe(303);
  });

  it('in the API is a 422 with its own code, and `privacyReason` to go on', async () => {
    const id = await begun(scene);
    const headers = await bearer('owner@westmarch.example');
    const update = { answer: 'yes', whatChanged: birth };
    const asked = await owner.call('POST', `/api/v1/actions/${id}/updates`, update, headers);
    expect([asked.status, asked.json()['code']]).toEqual([422, 'looks_like_a_childs_details']);
    expect(asked.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual([
      'whatChanged',
    ]);
    const more = { ...update, privacyReason: `Because ${birth}` };
    const again = await owner.call('POST', `/api/v1/actions/${id}/updates`, more, headers);
    expect(again.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual([
      'privacyReason',
    ]);
    const sent = await owner.call(
      'POST',
      `/api/v1/actions/${id}/updates`,
      { ...update, privacyReason: 'Invented' },
      headers,
    );
    expect(sent.status).toBe(201);
  });
});

describe('the API', () => {
  it('takes a link as evidence, accepts it, and runs through the verbs of completion', async () => {
    const id = await begun(scene, { requiredEvidence: ['audit'] });
    const as = {
      owner: await bearer('owner@westmarch.example'),
      quality: await bearer('quality@westmarch.example'),
      manager: await bearer('manager@westmarch.example'),
    };
    const link = {
      kind: 'audit',
      shows: 'Visits in time',
      link: 'https://westmarch.example/audit',
      periodFrom: '2026-10-01',
      periodTo: '2026-10-31',
    };
    const insecure = { ...link, link: 'http://westmarch.example/audit' };
    const refused = await owner.call('POST', `/api/v1/actions/${id}/evidence`, insecure, as.owner);
    expect(refused.json<{ errors: { field: string }[] }>().errors[0]!.field).toBe('link');
    const made = await owner.call('POST', `/api/v1/actions/${id}/evidence`, link, as.owner);
    expect(made.status).toBe(201);
    const itemId = made.json<{ id: string }>().id;
    const reported = await owner.call(
      'POST',
      `/api/v1/actions/${id}/report-complete`,
      { impactStatement: 'Children are seen in time.' },
      as.owner,
    );
    expect(reported.json()).toMatchObject({ status: 'complete', assurance: 'reported' });
    const early = await quality.call('POST', `/api/v1/actions/${id}/verify`, {}, as.quality);
    expect([early.status, early.json()['code']]).toEqual([409, 'not_evidenced']);
    const own = await owner.call('POST', `/api/v1/evidence/${itemId}/accept`, { reason: 'Mine' }, as.owner);
    expect(own.status).toBe(403);
    const accepted = await quality.call(
      'POST',
      `/api/v1/evidence/${itemId}/accept`,
      { reason: 'Seen' },
      as.quality,
    );
    expect(accepted.json<{ actions: { state: string }[] }>().actions[0]!.state).toBe('accepted');
    const verified = await quality.call('POST', `/api/v1/actions/${id}/verify`, {}, as.quality);
    expect(verified.json()).toMatchObject({ assurance: 'verified' });
    const soon = await quality.call('POST', `/api/v1/actions/${id}/embed`, {}, as.quality);
    expect([soon.status, soon.json()['code']]).toEqual([409, 'too_soon']);
    const reopened = await manager.call(
      'POST',
      `/api/v1/actions/${id}/reopen`,
      { reason: 'Drift', dueOn: '2027-06-30' },
      as.manager,
    );
    expect(reopened.json()).toMatchObject({
      status: 'in_progress',
      assurance: 'not_reported',
      dueOn: '2027-06-30',
    });
    const asked = await manager.call(
      'POST',
      `/api/v1/actions/${id}/cancel`,
      { reason: 'Replaced' },
      as.manager,
    );
    expect(asked.json()).toMatchObject({ status: 'in_progress' });
    const listed = await quality.call(
      'GET',
      `/api/v1/evidence?actionId=${id}&state=accepted`,
      undefined,
      as.quality,
    );
    expect(listed.json()).toMatchObject({ total: 1, nextCursor: null });
  });

  it('refuses a completion with a reason, and answers a stale version with 412', async () => {
    const id = await evidenced(scene);
    const headers = await bearer('quality@westmarch.example');
    const stale = { ...headers, 'if-match': '"1"' };
    const path = `/api/v1/actions/${id}/refuse`;
    expect((await quality.call('POST', path, { reason: 'No' }, stale)).status).toBe(412);
    expect((await quality.call('POST', path, {}, headers)).status).toBe(422);
    expect((await quality.call('POST', path, { reason: 'No' }, headers)).json()).toMatchObject({
      status: 'in_progress',
    });
    await report(scene, id);
  });
});
