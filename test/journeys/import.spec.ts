import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { ChildProcessReader } from '../../src/features/imports/child-process-reader.js';
import { ImportsModule } from '../../src/features/imports/imports.module.js';
import { ReadingProcessor } from '../../src/features/imports/reading.processor.js';
import { readHere, sampleReport, startImports } from '../support/imports-app.js';
import type { TestApp } from '../support/test-app.js';
import type { Seen, Visitor } from '../support/visitor.js';

/** The worker's reading in the process of the test. */
@Module({
  imports: [ImportsModule],
  providers: [ReadingProcessor, { provide: ChildProcessReader, useValue: readHere }],
})
class ReadingHere {}

interface Item {
  id: string;
  text: string;
}

let app: TestApp;
let stop: () => Promise<void>;
let manager: Visitor;
let made = 0;

const manyPages = () => sampleReport().split('## Summary').join('\f## Summary');
const fresh = (text = manyPages()) => `${text}\n${' '.repeat((made += 1))}\n`;

beforeAll(async () => {
  ({ app, stop } = await startImports([ImportsModule, ReadingHere]));
  manager = await app.visitorAs({ email: 'plan.manager@westmarch.example', roles: ['plan_manager'] });
});
afterAll(() => stop());

async function upload(
  text: string | Buffer,
  visitor = manager,
  name = 'Inspection report.txt',
): Promise<Seen> {
  const form = await visitor.get('/documents/upload');
  return visitor.submit(form, 'Upload', {}, { file: { name, content: text, type: 'text/plain' } });
}

/** Looks at the page of the document as a browser that refreshes would, until it is no longer being read. */
async function untilRead(path: string, visitor = manager): Promise<Seen> {
  for (let look = 0; look < 100; look += 1) {
    const seen = await visitor.follow(await visitor.get(path));
    if (seen.heading !== 'The document is being read') return seen;
    await wait(100);
  }
  throw new Error(`${path} is still being read`);
}

async function uploadAndRead(text = fresh()): Promise<{ path: string; review: Seen }> {
  const sent = await upload(text);
  expect(sent.status).toBe(303);
  const path = sent.location!;
  return { path, review: await untilRead(path) };
}

const itemLinks = (seen: Seen) => seen.links.filter((link) => link.href.includes('/review/items/'));
const recommendationLink = (seen: Seen, number: string) => {
  const found = itemLinks(seen).find((link) => link.text === `Check or change recommendation ${number}`);
  if (!found) throw new Error(`No recommendation ${number}: ${itemLinks(seen).map((it) => it.text)}`);
  return found.href;
};

describe('From a report to recommendations in the plan', () => {
  it('is uploaded, read, reviewed, corrected and accepted by the plan manager', async () => {
    const sent = await upload(fresh());
    const path = sent.location!;
    const progress = await manager.get(path);
    if (progress.heading === 'The document is being read') {
      expect(progress.html).toContain('http-equiv="refresh"');
    }
    let review = await untilRead(path);
    expect(review.path).toBe(`${path}/review`);
    expect(review.text).toContain('Nothing is in the plan yet');
    expect(review.text).toContain('3 March 2026 to 26 March 2026');
    expect(review.text).toContain('Plan due 4 March 2027');
    expect(review.text).toContain('70 working days from receipt on 23 November 2026: 4 March 2027');
    expect((await manager.get('/recommendations')).text).toContain('No recommendations yet');

    // Correct the first, beside the lines it came from.
    const first = await manager.get(recommendationLink(review, '1'));
    expect(first.heading).toBe('Recommendation 1 of 4');
    expect(first.html).toMatch(/app-source__marked[^§]*Ensure that every referral/);
    const corrected = await manager.submit(first, 'Save and go to the next', {
      priority: 'priority_action',
      theme: 'Help and protection',
    });
    expect((await manager.follow(corrected)).heading).toBe('Recommendation 2 of 4');

    // The second goes on in the third: merge them, and split the first.
    const second = await manager.follow(corrected);
    const merged = await manager.follow(await manager.submit(second, 'Merge with the next'));
    expect(merged.heading).toBe('Recommendation 2 of 3');
    expect(merged.text).toContain('happen on time; and that what children say');
    const split = await manager.get(`${recommendationLink(review, '1')}/split`);
    const halves = await manager.submit(split, 'Split', { words: 'record the reason' });
    expect((await manager.follow(halves)).text).toContain('The item was split');

    // Add what was missed, leave one out.
    const add = await manager.get(`${path}/review/add/recommendation?page=2`);
    expect(add.text).toContain('Too many children wait too long');
    const added = await manager.submit(add, 'Add', {
      text: 'Too many children wait too long before somebody visits them.',
      number: '9',
    });
    review = await manager.follow(added);
    expect(review.text).toContain('The recommendation was added');
    const ninth = await manager.get(recommendationLink(review, '9'));
    expect(ninth.html).toMatch(/app-source__marked[^§]*Too many children/);
    const fourth = await manager.get(recommendationLink(review, '4'));
    review = await manager.follow(await manager.submit(fourth, 'Leave it out'));
    expect(review.text).toContain('Left out');

    // Accept: it says what will be created, and creates that.
    const accept = await manager.get(`${path}/accept`);
    expect(accept.text).toContain('4 recommendations, of them 2 priority actions');
    expect(accept.text).toContain('1 item is left out and will not enter the plan');
    const done = await manager.submit(accept, 'Accept and put into the plan');
    const document = await manager.follow(done);
    expect(document.text).toContain('The document was accepted. 4 recommendations now stand in the plan.');

    const list = await manager.get('/recommendations');
    expect(list.text).toContain(
      'Ensure that every referral is read by a qualified manager within one working day.',
    );
    expect(list.text).toContain('Record the reason for each decision.');
    expect(list.text).not.toContain('Publish the threshold document');
    const withoutAction = await manager.get('/recommendations?withoutAction=true&priority=priority_action');
    expect(withoutAction.text).toContain('1 to 2 of 2');

    // Once is enough: pressing again creates nothing.
    // Another reviewer, or an old tab, is led from the review to the document.
    const late = await manager.get(`${path}/review`);
    expect(late.status).toBe(409);
    expect(late.links).toContainEqual(expect.objectContaining({ text: 'Go to the document', href: path }));
    const again = await manager.follow(await manager.submit(accept, 'Accept and put into the plan'));
    expect(again.text).toContain('4 recommendations now stand');
    expect((await manager.get('/recommendations')).text).toContain('1 to 4 of 4');
  });

  it('notices the same file and leads to what came of it', async () => {
    const text = fresh();
    const { path } = await uploadAndRead(text);
    const again = await manager.follow(await upload(text, manager, 'copy.txt'));
    expect(again.path.startsWith(path)).toBe(true);
    // The message of an upload is shown once, on the first page that is rendered.
    expect(again.text).toContain('This file was uploaded before');
  });

  it('gives the original back as it came', async () => {
    const text = fresh();
    const { path } = await uploadAndRead(text);
    const original = await manager.get(`${path}/original`);
    expect(original.body.toString()).toBe(text);
    expect(original.headers.get('content-disposition')).toContain(
      'attachment; filename="Inspection report.txt"',
    );
  });
});

describe('Two reviewers of one item', () => {
  it('the second is told who saved, sees both, and chooses field by field', async () => {
    const colleague = await app.visitorAs({
      email: 'second.manager@westmarch.example',
      roles: ['plan_manager'],
    });
    const { path, review } = await uploadAndRead();
    const href = recommendationLink(review, '1');
    const mine = await manager.get(href);
    const theirs = await colleague.get(href);
    expect(theirs.text).toContain('Plan Manager is reviewing this document too, at recommendation 1');
    await colleague.submit(theirs, 'Save', { theme: 'Their theme', addressee: 'Their addressee' });

    const stale = await manager.submit(mine, 'Save', { theme: 'My theme', timescale: 'At once' });
    expect(stale.status).toBe(412);
    expect(stale.heading).toBe('Second Manager saved this while you were changing it');
    for (const words of ['Their theme', 'My theme', 'Their addressee', 'At once']) {
      expect(stale.text).toContain(words);
    }
    // Mine where I changed it, theirs where only they did; I take their theme after all.
    await manager.submit(stale, 'Save these choices', { theme: 'Their theme' });
    const { fields } = (await colleague.get(href)).form('Save');
    expect(fields).toContainEqual(['theme', 'Their theme']);
    expect(fields).toContainEqual(['addressee', 'Their addressee']);
    expect(fields).toContainEqual(['timescale', 'At once']);
    expect((await colleague.get(`${path}/review`)).text).toContain('1 item was changed by others');
  });

  it('is told to look again when something changed before accepting', async () => {
    const { path, review } = await uploadAndRead();
    const accept = await manager.get(`${path}/accept`);
    const first = await manager.get(recommendationLink(review, '1'));
    await manager.submit(first, 'Leave it out');
    const refused = await manager.submit(accept, 'Accept and put into the plan');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Somebody changed an item after you opened this page');
    expect(refused.text).toContain('3 recommendations');
  });
});

describe('What cannot be used', () => {
  it.each([
    ['no file', '', '', 'Select a file'],
    ['an empty file', 'empty.txt', '', 'The file is empty'],
    ['a picture', 'scan.pdf', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'The selected file is a picture'],
    ['60 MB', 'large.pdf', Buffer.alloc(60 * 1024 * 1024, '%'), 'must be smaller than 50 MB'],
  ])('%s is told beside the field', async (_what, name, content, message) => {
    const form = await manager.get('/documents/upload');
    const files = name === '' ? {} : { file: { name, content } };
    const seen = await manager.submit(form, 'Upload', {}, files as never);
    expect(seen.status).toBe(422);
    expect(seen.links.find((link) => link.href === '#file')?.text).toContain(message);
  });

  it('a date that does not exist is told, and the rest of the form is kept', async () => {
    const form = await manager.get('/documents/upload');
    const seen = await manager.submit(
      form,
      'Upload',
      {
        'receivedOn-day': '30',
        'receivedOn-month': '2',
        'receivedOn-year': '2026',
        publication: 'not_for_publication',
      },
      { file: { name: 'a.txt', content: fresh() } },
    );
    expect(seen.status).toBe(422);
    expect(seen.text).toContain('30 February 2026 does not exist');
    expect(seen.form('Upload').fields).toContainEqual(['publication', 'not_for_publication']);
  });

  it('a file that turns out to be damaged says so, with what to do', async () => {
    const sent = await upload(`%PDF-1.7 ${' '.repeat((made += 1))}`, manager, 'damaged.pdf');
    const seen = await untilRead(sent.location!);
    expect(seen.heading).toBe('The document could not be read');
    expect(seen.text).toContain('damaged.pdf');
    expect(seen.text).toContain('upload a better copy');
    const ask = await manager.get(seen.links.find((link) => link.text === 'Withdraw this document')!.href);
    const list = await manager.follow(await manager.submit(ask, 'Withdraw the document'));
    expect(list.text).toContain('The document was withdrawn');
  });

  it('a letter without recommendations can be accepted all the same', async () => {
    const { path, review } = await uploadAndRead(
      fresh('A short letter.\n\nWe visited and ask for nothing.\n'),
    );
    expect(review.text).toContain('No recommendation was found. That can be right');
    const accept = await manager.get(`${path}/accept`);
    expect(accept.text).toContain('0 recommendations');
    expect((await manager.submit(accept, 'Accept and put into the plan')).status).toBe(303);
  });
});

describe('Over the API', () => {
  const bearer = async (email: string, authority?: string) => ({
    authorization: `Bearer ${await app.token(email, authority)}`,
  });

  it('a document is sent, read, looked at and accepted', async () => {
    const headers = await bearer('plan.manager@westmarch.example');
    const body = new FormData();
    body.append('file', new Blob([fresh()]), 'report.txt');
    body.append('receivedOn', '2026-11-20');
    const sent = await fetch(`${app.url}/api/v1/documents`, { method: 'POST', headers, body });
    expect(sent.status).toBe(201);
    const { id } = (await sent.json()) as { id: string };
    await untilRead(`/documents/${id}`);

    const script = app.visitor();
    const call = (method: string, path: string, more?: unknown) =>
      script.call(method, `/api/v1/${path}`, more, headers);
    expect((await call('GET', `documents/${id}`)).json()).toMatchObject({
      state: 'to_review',
      kind: 'sif_inspection',
    });
    const extraction = (await call('GET', `documents/${id}/extraction`)).json();
    expect(Object.keys(extraction)).toEqual([
      'file',
      'document',
      'judgements',
      'recommendations',
      'findings',
      'warnings',
    ]);
    expect(extraction.document).toMatchObject({
      published: '2026-05-12',
      authority: 'Westmarch County Council',
    });
    const accepted = await call('POST', `documents/${id}/accept`);
    expect(accepted.status).toBe(200);
    expect(accepted.json()).toMatchObject({ documentId: id, recommendations: 4 });
    expect((await call('POST', `documents/${id}/accept`)).json()).toEqual(accepted.json());

    const list = (await call('GET', `recommendations?documentId=${id}&limit=3`)).json<{
      items: { id: string; number: string; actionIds: string[]; version: number }[];
      nextCursor: string;
      total: number;
    }>();
    expect(list.total).toBe(4);
    const rest = (await call('GET', `recommendations?documentId=${id}&cursor=${list.nextCursor}`)).json<
      typeof list
    >();
    expect([...list.items, ...rest.items].map((item) => item.number)).toEqual(['1', '2', '3', '4']);

    const { id: first, version } = list.items[0]!;
    const change = (headersToo: Record<string, string>, more: object) =>
      script.call('PATCH', `/api/v1/recommendations/${first}`, more, { ...headers, ...headersToo });
    expect((await change({}, { response: 'accepted' })).status).toBe(428);
    const answered = await change(
      { 'if-match': `"${version}"` },
      { response: 'in_part', responseText: 'Not the third sentence' },
    );
    expect(answered.json()).toMatchObject({ response: 'in_part', version: version + 1 });
    expect((await change({ 'if-match': `"${version}"` }, { response: 'accepted' })).status).toBe(412);
    const unexplained = await change(
      { 'if-match': `"${version + 1}"` },
      { response: 'not_accepted', responseText: '' },
    );
    expect(unexplained.status).toBe(422);
  });

  it('its items are corrected, added, merged, split, left out and checked, each against its version', async () => {
    const { path } = await uploadAndRead();
    const email = 'plan.manager@westmarch.example';
    const bearer = { authorization: `Bearer ${await app.token(email)}` };
    const at = `/api/v1${path}`;
    const call = async (method: string, address: string, body?: unknown, version?: number) =>
      manager.call(method as 'POST', `${at}${address}`, body, {
        ...bearer,
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      });

    const [first, second, third] = (await call('GET', '/items')).json()['items'] as [Item, Item, Item];
    expect(first).toMatchObject({ part: 'recommendation', number: '1', checked: false, version: 1 });
    expect((await call('GET', '/items?part=judgement')).json().total).toBe(4);

    expect((await call('PATCH', `/items/${first.id}`, { theme: 'Referrals' })).status).toBe(428);
    const saved = await call('PATCH', `/items/${first.id}`, { theme: 'Referrals' }, 1);
    expect(saved.json()).toMatchObject({ theme: 'Referrals', text: first.text, version: 2 });
    expect((await call('PATCH', `/items/${first.id}`, { theme: 'Again' }, 1)).status).toBe(412);
    const wrong = await call('PATCH', `/items/${first.id}`, { text: '', page: 'x' }, 2);
    expect(wrong.json()).toMatchObject({ errors: [{ field: 'text' }, { field: 'page' }] });

    const next = { nextId: third.id, nextVersion: 1 };
    const merged = (await call('POST', `/items/${second.id}/merge`, next, 1)).json();
    expect(merged.text).toBe(`${second.text} ${third.text}`);
    const half = await call('POST', `/items/${second.id}/split`, { words: third.text.slice(0, 20) }, 2);
    expect(half.json()).toMatchObject({ text: third.text, origin: 'split' });
    expect((await call('POST', `/items/${first.id}/leave-out`, undefined, 2)).json().leftOut).toBe(true);
    expect((await call('POST', `/items/${first.id}/put-back`, undefined, 3)).json().leftOut).toBe(false);
    expect((await call('POST', `/items/${first.id}/check`)).json()).toMatchObject({
      checked: true,
      version: 4,
    });
    const added = await call('POST', '/items', {
      part: 'finding',
      text: 'Nobody asked.',
      sentiment: 'weakness',
    });
    expect(added.status).toBe(201);
    expect((await call('POST', '/items', { part: 'finding' })).status).toBe(422);
    expect((await call('GET', '/reviewers')).json()).toEqual({ others: [], changes: [] });
  });

  it('a document is corrected, accepted, undone, withdrawn and brought back', async () => {
    const { path } = await uploadAndRead();
    const bearer = { authorization: `Bearer ${await app.token('plan.manager@westmarch.example')}` };
    const call = async (method: string, verb: string, body?: unknown, version?: number) =>
      manager.call(method as 'POST', `/api/v1${path}${verb}`, body, {
        ...bearer,
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      });
    const version = (await call('GET', '')).json()['version'] as number;
    const changed = await call(
      'PATCH',
      '',
      { title: 'Inspection of 2026', planDueOn: '2027-03-06' },
      version,
    );
    expect(changed.json()).toMatchObject({ title: 'Inspection of 2026', planDueOn: '2027-03-06' });
    const hidden = await call('PATCH', '', { publication: 'not_for_publication' }, version + 1);
    expect(hidden.json()).toMatchObject({ publication: 'not_for_publication' });

    expect((await call('POST', '/accept')).json()).toMatchObject({ state: 'accepted', recommendations: 4 });
    expect((await call('POST', '/withdraw', { because: 'Wrong' })).status).toBe(409);
    expect((await call('POST', '/undo-acceptance')).json()).toMatchObject({ state: 'to_review' });
    expect((await call('POST', '/withdraw', {})).status).toBe(422);
    expect((await call('POST', '/withdraw', { because: 'Wrong' })).json().state).toBe('withdrawn');
    expect((await call('POST', '/bring-back')).json().state).toBe('to_review');
  });

  it('is closed to a viewer, and empty for another authority', async () => {
    const { path } = await uploadAndRead();
    const id = path.split('/').at(-1)!;
    await app.person({ email: 'viewer@westmarch.example', roles: ['viewer'] });
    await app.person({
      email: 'plan.manager@northmoor.example',
      roles: ['plan_manager'],
      authority: 'northmoor',
    });
    const viewer = await bearer('viewer@westmarch.example');
    const other = await bearer('plan.manager@northmoor.example', 'northmoor');
    const script = app.visitor();
    expect((await script.call('POST', `/api/v1/documents/${id}/accept`, undefined, viewer)).status).toBe(403);
    expect((await script.call('GET', `/api/v1/documents/${id}/extraction`, undefined, viewer)).status).toBe(
      403,
    );
    for (const address of ['', '/extraction']) {
      expect((await script.call('GET', `/api/v1/documents/${id}${address}`, undefined, other)).status).toBe(
        404,
      );
    }
    for (const list of ['documents', 'recommendations', 'findings']) {
      expect((await script.call('GET', `/api/v1/${list}`, undefined, other)).json().total).toBe(0);
    }
  });
});
