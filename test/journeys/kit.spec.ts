import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { KitModule, saved } from '../support/kit.module.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

let kit: TestApp;
let owner: Visitor;

beforeAll(async () => {
  kit = await TestApp.start({
    modules: [KitModule],
    viewFolders: [fileURLToPath(new URL('../support/kit-views', import.meta.url))],
  });
  owner = await kit.visitorAs({ email: 'owner.one@westmarch.example', roles: ['owner'] });
});
afterAll(() => kit.stop());
beforeEach(() => void saved.splice(0));

const whole = { title: 'Audit', kind: 'practice', evidence: ['audit', 'voice'], 'dueOn-month': 'July' };

describe('a page', () => {
  it('says whose it is, in which authority, and leads only where the person may go', async () => {
    const seen = await owner.get('/kit');
    expect(seen.status).toBe(200);
    expect(seen.title).toBe('Kit – Improvement plan tracker');
    expect(seen.text).toContain('Westmarch Council');
    expect(seen.heading).toBe('Kit of Owner One');
    expect(seen.links.map((link) => link.text)).toContain('Kit');
    expect(seen.links.map((link) => link.text)).not.toContain('People');
    expect(seen.links.map((link) => link.text)).toContain('Accessibility statement');
  });

  it('has no script and no style inside it, and forbids them', async () => {
    const seen = await owner.get('/kit/form');
    expect(seen.html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i);
    const policy = seen.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe|nonce|upgrade-insecure-requests|data:/);
    expect(seen.headers.get('strict-transport-security')).toBeNull();
    expect(seen.headers.get('cache-control')).toBe('private, no-store');
  });

  it('has a style sheet and a script that a browser keeps for ever, without the font we may not use', async () => {
    const seen = await owner.get('/kit');
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(seen.html)?.[1] ?? '';
    const sheet = await owner.get(css);
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('cache-control')).toContain('immutable');
    expect(sheet.html).not.toContain('GDS Transport');
    const script = await owner.get(/src="(\/assets\/[^"]+\.js)"/.exec(seen.html)?.[1] ?? '');
    const library = /from '([^']+)'/.exec(script.html)?.[1] ?? '';
    expect((await owner.get(library)).status).toBe(200);
  });

  it('can be a file with a name', async () => {
    const seen = await owner.get('/kit/download');
    expect(seen.headers.get('content-disposition')).toBe(
      `attachment; filename="Plan _ Westmarch.csv"; filename*=UTF-8''Plan%20%E2%80%93%20Westmarch.csv`,
    );
    expect(seen.html).toBe('a,b\n1,2\n');
  });
});

describe('who may open a page', () => {
  it('nobody who is not signed in, unless it is public', async () => {
    const stranger = kit.visitor();
    const seen = await stranger.get('/kit?rating=red');
    expect([seen.status, seen.location]).toEqual([303, '/sign-in?next=%2Fkit%3Frating%3Dred']);
    expect((await stranger.get('/kit/open')).status).toBe(200);
  });

  it('nobody whose role never allows it', async () => {
    expect((await owner.get('/kit/administration')).status).toBe(403);
    const administrator = await kit.visitorAs({
      email: 'administrator@westmarch.example',
      roles: ['administrator'],
    });
    const seen = await administrator.get('/kit/administration');
    expect(seen.status).toBe(200);
    expect(seen.links.map((link) => link.text)).toContain('People');
  });

  it('somebody of two authorities once they have chosen one', async () => {
    await kit.person({ email: 'both@example.org', roles: ['viewer'] });
    await kit.person({ email: 'both@example.org', roles: ['viewer'], authority: 'northmoor' });
    const undecided = await kit.signIn('both@example.org');
    expect((await undecided.get('/kit')).location).toBe('/choose-authority?next=%2Fkit');
    const decided = await kit.signIn('both@example.org', { authority: 'northmoor' });
    const seen = await decided.get('/kit');
    expect(seen.text).toContain('Northmoor Council');
    expect(seen.links.map((link) => link.text)).toContain('Switch authority');
  });

  it('nobody with a session that has ended or never was', async () => {
    const late = await kit.signIn('owner.one@westmarch.example', { hours: -20_000 });
    expect((await late.get('/kit')).status).toBe(303);
    const forged = kit.visitor();
    forged.setCookie('session', 'x'.repeat(43));
    expect((await forged.get('/kit')).status).toBe(303);
  });
});

describe('a form', () => {
  it('shows a saved date in its three fields', async () => {
    const { fields } = (await owner.get('/kit/form')).form('Save');
    expect(fields).toEqual(
      expect.arrayContaining([
        ['dueOn-day', '30'],
        ['dueOn-month', '6'],
        ['dueOn-year', '2026'],
      ]),
    );
  });

  it('is saved, and the next page says so once', async () => {
    const sent = await owner.submit(await owner.get('/kit/form'), 'Save', whole);
    expect([sent.status, sent.location]).toEqual([303, '/kit']);
    expect(saved).toEqual([
      { title: 'Audit', kind: 'practice', evidence: ['audit', 'voice'], dueOn: '2026-07-30', note: null },
    ]);
    expect((await owner.get('/kit')).text).toContain('Audit was saved');
    expect((await owner.get('/kit')).text).not.toContain('Audit was saved');
  });

  it('with mistakes is shown again with 422, every mistake linked to its field, and what was typed', async () => {
    const sent = await owner.submit(await owner.get('/kit/form'), 'Save', {
      title: 'A title that is far too long for it',
      'dueOn-day': '30',
      'dueOn-month': 'Feb',
      note: 'Keep <me> & mine',
    });
    expect(sent.status).toBe(422);
    expect(sent.title).toBe('Error: Kit form – Improvement plan tracker');
    expect(sent.links.filter((link) => link.href.startsWith('#') && link.href !== '#main-content')).toEqual([
      { text: 'The title must be 20 characters or fewer', href: '#title' },
      { text: 'Choose a kind', href: '#kind' },
      { text: 'Choose at least one kind of evidence', href: '#evidence' },
      { text: '30 February 2026 does not exist', href: '#dueOn-day' },
    ]);
    for (const id of ['title', 'kind', 'evidence', 'dueOn-day']) expect(sent.html).toContain(`id="${id}"`);
    expect(sent.form('Save').fields).toEqual(
      expect.arrayContaining([
        ['title', 'A title that is far too long for it'],
        ['dueOn-month', 'Feb'],
        ['note', 'Keep <me> & mine'],
      ]),
    );
    expect(sent.html).not.toContain('<me>');
    expect(saved).toEqual([]);
  });

  it('that the rulebook refuses is shown again with the reason beside the field', async () => {
    const sent = await owner.submit(await owner.get('/kit/form'), 'Save', { ...whole, title: 'Refuse me' });
    expect(sent.status).toBe(422);
    expect(sent.links).toContainEqual({ text: 'The due date is before the start', href: '#dueOn' });
    expect(sent.html).toContain('id="dueOn"');
    expect(sent.form('Save').fields).toContainEqual(['title', 'Refuse me']);
  });

  it('that the state forbids is shown again with 409', async () => {
    const sent = await owner.submit(await owner.get('/kit/form'), 'Save', { ...whole, title: 'Too late' });
    expect(sent.status).toBe(409);
    expect(sent.text).toContain('The plan is closed');
  });
});

describe('a form from somewhere else', () => {
  it.each([
    ['without a token', {}, {}],
    ['with a wrong token', { _csrf: 'abcdefgh-abcdefgh' }, {}],
  ])('%s saves nothing', async (_, fields, headers) => {
    const sent = await owner.post('/kit/form', { ...whole, ...fields }, headers);
    expect(sent.status).toBe(403);
    expect(saved).toEqual([]);
  });

  it('posted by the page of another site saves nothing and keeps nothing', async () => {
    const { fields } = (await owner.get('/kit/form')).form('Save');
    const token = Object.fromEntries(fields)['_csrf'] ?? '';
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const sent = await owner.post('/kit/form', { ...whole, _csrf: token }, headers as never);
      expect(sent.status).toBe(403);
      expect(sent.text).not.toContain('Your answers are kept');
    }
    expect(saved).toEqual([]);
  });

  it('with the token of another person saves nothing', async () => {
    const other = await kit.visitorAs({ email: 'owner.two@westmarch.example', roles: ['owner'] });
    const { fields } = (await other.get('/kit/form')).form('Save');
    const sent = await owner.post('/kit/form', {
      ...whole,
      _csrf: Object.fromEntries(fields)['_csrf'] ?? '',
    });
    expect(sent.status).toBe(403);
    expect(saved).toEqual([]);
  });

  it('on a public page needs its token too', async () => {
    const stranger = kit.visitor();
    expect((await stranger.post('/kit/open')).status).toBe(403);
    expect((await stranger.submit(await stranger.get('/kit/open'), 'Go')).status).toBe(303);
    expect(saved).toEqual([{ open: true }]);
  });
});

describe('a page that was open too long', () => {
  it('keeps the answers, and sends them with one press', async () => {
    const old = await owner.get('/kit/form');
    const fields = { ...whole, 'dueOn-day': '30', 'dueOn-year': '2026', _csrf: 'of-an-older-session' };
    const sent = await owner.submit(old, 'Save', fields);
    expect(sent.status).toBe(403);
    expect(sent.heading).toBe('Your answers are kept');
    expect((await owner.submit(sent, 'Send my answers now')).status).toBe(303);
    expect(saved).toMatchObject([{ title: 'Audit', evidence: ['audit', 'voice'], dueOn: '2026-07-30' }]);
  });

  it('after the session ended asks to sign in, with the answers sealed in the page', async () => {
    const page = await owner.get('/kit/form');
    const gone = kit.visitor();
    const sent = await gone.submit(page, 'Save', whole);
    expect(sent.status).toBe(401);
    expect(sent.heading).toBe('Sign in');
    expect(sent.text).toContain('your answers are kept');
    const kept = new Map(sent.form('Sign in').fields).get('kept') ?? '';
    expect(kept.length).toBeGreaterThan(50);
    expect(kept).not.toContain('Audit');
    expect(saved).toEqual([]);
  });
});

describe('a form with a file', () => {
  it('gives the controller the file, and leaves nothing behind', async () => {
    const sent = await owner.submit(
      await owner.get('/kit/file'),
      'Upload',
      { title: 'Report' },
      {
        report: { name: 'C:\\letters\\visit.pdf', content: 'x'.repeat(100_000) },
      },
    );
    expect(sent.status).toBe(303);
    expect(saved).toEqual([{ title: 'Report', name: 'visit.pdf', size: 100_000 }]);
  });

  it.each([
    ['nothing chosen', '', '', 'Choose a file'],
    ['an empty file', 'visit.pdf', '', 'The file is empty'],
    ['another kind', 'visit.exe', 'x', 'The file must be one of these kinds: PDF, TXT'],
  ])('%s: %s', async (_, name, content, message) => {
    const sent = await owner.submit(
      await owner.get('/kit/file'),
      'Upload',
      { title: 'Report' },
      {
        report: { name, content },
      },
    );
    expect(sent.status).toBe(422);
    expect(sent.links).toContainEqual({ text: message, href: '#report' });
    expect(sent.form('Upload').fields).toContainEqual(['title', 'Report']);
  });

  it('of 60 MB is refused beside its field', async () => {
    const sent = await owner.submit(
      await owner.get('/kit/file'),
      'Upload',
      { title: 'Report' },
      {
        report: { name: 'big.pdf', content: Buffer.alloc(60 * 1024 * 1024) },
      },
    );
    expect(sent.status).toBe(422);
    expect(sent.links).toContainEqual({ text: 'The file must be smaller than 50 MB', href: '#report' });
  });

  it('needs its token like any other', async () => {
    const page = await owner.get('/kit/file');
    const sent = await owner.submit(
      page,
      'Upload',
      { title: 'Report', _csrf: 'wrong-token' },
      {
        report: { name: 'visit.pdf', content: 'x' },
      },
    );
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('A file cannot be kept');
    expect(saved).toEqual([]);
  });
});

describe('two people saving the same thing', () => {
  it('the second is shown both, keeps what they typed, and can save it over', async () => {
    const sent = await owner.submit(await owner.get('/kit/versioned'), 'Save', { title: 'Mine' });
    expect(sent.status).toBe(412);
    expect(sent.heading).toBe('Somebody else saved this while you were changing it');
    expect(sent.text).toContain('Theirs');
    expect(sent.text).toContain('Mine');
    expect((await owner.submit(sent, 'Save mine over theirs')).status).toBe(303);
    expect(saved).toEqual([{ title: 'Mine', version: 2 }]);
  });
});

describe('pages that say no', () => {
  it.each([
    ['/nowhere', 404, 'Page not found'],
    ['/kit/missing', 404, 'Page not found'],
    ['/kit/refused', 403, 'You cannot do this'],
    ['/kit/fault', 500, 'Sorry, there is a problem with the service'],
  ])('%s answers %d: %s', async (path, status, heading) => {
    const seen = await owner.get(path);
    expect(seen.status).toBe(status);
    expect(seen.heading).toBe(heading);
  });

  it('a fault is logged once, with its cause, under the reference that the page shows', async () => {
    kit.logged.splice(0);
    const seen = await owner.get('/kit/fault');
    const faults = kit.logged.filter((line) => line['level'] === 50);
    expect(faults).toHaveLength(1);
    expect(seen.text).toContain(String(faults[0]?.['reference']));
    expect(JSON.stringify(faults[0])).toContain('rust');
    expect(seen.html).not.toContain('the pipe broke');
  });

  it('an address that is none is refused in words', async () => {
    const seen = await owner.get('/%E0%A4%A');
    expect([seen.status, seen.html]).toEqual([400, 'This address could not be understood.\n']);
  });

  it('somebody not signed in is told no more than that a page is not there', async () => {
    expect((await kit.visitor().get('/nowhere')).status).toBe(404);
  });
});
