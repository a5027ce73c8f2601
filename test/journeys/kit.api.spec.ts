import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request as rawRequest } from 'node:http';
import { Health } from '../../src/web/operations/health.js';
import { KitModule, saved } from '../support/kit.module.js';
import { TestApp } from '../support/test-app.js';
import type { Seen } from '../support/visitor.js';

let kit: TestApp;
let bearer: Record<string, string>;

beforeAll(async () => {
  kit = await TestApp.start({ modules: [KitModule] });
  await kit.person({ email: 'owner.one@westmarch.example', roles: ['owner'] });
  bearer = { authorization: `Bearer ${await kit.token('owner.one@westmarch.example')}` };
});
afterAll(() => kit.stop());
beforeEach(() => void saved.splice(0));

const call = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Seen> => kit.visitor().call(method, path, body, { ...bearer, ...headers });

const whole = { title: 'Audit', kind: 'practice', evidence: ['audit'], dueOn: '2026-06-30' };

describe('who may call the API', () => {
  it.each([
    ['nobody', {}],
    ['an unknown token', { authorization: 'Bearer abc' }],
    ['another scheme', { authorization: 'Basic abc' }],
  ])('%s is answered 401 as problem details', async (_, headers) => {
    const seen = await kit.visitor().call('GET', '/api/v1/kits', undefined, headers as never);
    expect(seen.status).toBe(401);
    expect(seen.headers.get('content-type')).toContain('application/problem+json');
    expect(seen.headers.get('www-authenticate')).toBe('Bearer');
    expect(seen.json()).toMatchObject({ status: 401, code: 'sign_in_needed' });
  });

  it('a token of a person is that person, without any form token', async () => {
    const seen = await call('POST', '/api/v1/kits', whole);
    expect(seen.status).toBe(201);
    expect(seen.json()).toEqual({ id: 1, by: 'Owner One' });
  });

  it('a token opens no page', async () => {
    expect((await kit.visitor().get('/kit', bearer)).status).toBe(303);
  });

  it('a session reads, and changes only with the token of a page', async () => {
    const owner = await kit.signIn('owner.one@westmarch.example');
    expect((await owner.call('GET', '/api/v1/kits')).status).toBe(200);
    const refused = await owner.call('POST', '/api/v1/kits', whole);
    expect([refused.status, refused.json()['code']]).toEqual([403, 'csrf']);
    const token = new Map((await owner.get('/nowhere')).forms[0]?.fields).get('_csrf') ?? '';
    expect((await owner.call('POST', '/api/v1/kits', whole, { 'x-csrf-token': token })).status).toBe(201);
  });

  it('a role that never may is answered 403', async () => {
    const seen = await call('GET', '/api/v1/kits/administration');
    expect([seen.status, seen.json()['code']]).toEqual([403, 'forbidden']);
  });
});

describe('what the API refuses', () => {
  it('fields of the wrong shape, each by name', async () => {
    const seen = await call('POST', '/api/v1/kits', {
      title: 7,
      kind: 'other',
      evidence: 'audit',
      dueOn: '2026-02-30',
    });
    expect(seen.status).toBe(422);
    expect(seen.json()).toEqual({
      type: 'about:blank',
      title: 'Cannot be processed',
      status: 422,
      code: 'invalid',
      detail: 'Some fields need another look',
      errors: [
        { field: 'title', message: 'The title must be text' },
        { field: 'kind', message: 'Choose a kind' },
        { field: 'dueOn', message: 'The due date must be a day that exists, as 2026-06-30' },
      ],
    });
  });

  it.each([
    ['no body', '', 422, 'invalid'],
    ['a list', '[1]', 422, 'invalid'],
    ['broken JSON', '{"title":', 400, 'bad_request'],
    ['a poisoned prototype', '{"__proto__":{"roles":["administrator"]}}', 400, 'bad_request'],
    ['more than two megabytes', `{"title":"${'x'.repeat(2_200_000)}"}`, 413, 'too_large'],
  ])('%s', async (_, text, status, code) => {
    const answer = await fetch(new URL('/api/v1/kits', kit.url), {
      method: 'POST',
      headers: { ...bearer, ...(text !== '' && { 'content-type': 'application/json' }) },
      ...(text !== '' && { body: text }),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('a media type that it does not read', async () => {
    const answer = await fetch(new URL('/api/v1/kits', kit.url), {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'text/xml' },
      body: '<a/>',
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });

  it.each([
    ['without a version', {}, 428, 'precondition_required'],
    ['with a version that is none', { 'if-match': '"new"' }, 400, 'bad_if_match'],
    ['with an older version', { 'if-match': '"2"' }, 412, 'stale_version'],
  ])('a change %s', async (_, headers, status, code) => {
    const seen = await call('PATCH', '/api/v1/kits/1', {}, headers as never);
    expect([seen.status, seen.json()['code']]).toEqual([status, code]);
    if (status === 412) expect(seen.json()['currentVersion']).toBe(3);
  });

  it('a filter that does not exist', async () => {
    const seen = await call('GET', '/api/v1/kits?kin=practice');
    expect([seen.status, seen.json()['code']]).toEqual([422, 'bad_query']);
    expect(seen.json()['errors']).toEqual([{ field: 'kin', message: 'There is no filter kin' }]);
  });

  it('an address where nothing is', async () => {
    const seen = await call('GET', '/api/v1/nothing');
    expect([seen.status, seen.json()['code']]).toEqual([404, 'not_found']);
  });

  it('a fault shows its reference and nothing else', async () => {
    kit.logged.splice(0);
    const seen = await call('GET', '/api/v1/kits/fault');
    expect(seen.status).toBe(500);
    expect(seen.json()['reference']).toBe(kit.logged.find((line) => line['level'] === 50)?.['reference']);
    expect(seen.html).not.toContain('pipe');
  });
});

it('a change with the version that stands is made', async () => {
  const seen = await call('PATCH', '/api/v1/kits/1', {}, { 'if-match': '"3"' });
  expect([seen.status, seen.json()]).toEqual([200, { id: '1', version: 4 }]);
});

describe('a POST with an Idempotency-Key', () => {
  const send = (key: string, body: unknown = whole) =>
    call('POST', '/api/v1/kits', body, { 'idempotency-key': key });

  it('runs once and gets the same answer again', async () => {
    const first = await send('one');
    const again = await send('one');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json()).toEqual(first.json());
    expect(saved).toHaveLength(1);
  });

  it('with another body is refused', async () => {
    await send('two');
    const other = await send('two', { ...whole, title: 'Other' });
    expect([other.status, other.json()['code']]).toEqual([422, 'idempotency_key_reused']);
    expect(saved).toHaveLength(1);
  });

  it('sent twice at one moment runs once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => send('three')));
    expect(saved).toHaveLength(1);
    expect(answers.map((seen) => seen.status).filter((status) => status !== 201 && status !== 409)).toEqual(
      [],
    );
    expect(answers.some((seen) => seen.status === 201)).toBe(true);
  });

  it('of another person is another key', async () => {
    await send('four');
    await kit.person({ email: 'owner.two@westmarch.example', roles: ['owner'] });
    const theirs = { authorization: `Bearer ${await kit.token('owner.two@westmarch.example')}` };
    const seen = await kit
      .visitor()
      .call('POST', '/api/v1/kits', whole, { ...theirs, 'idempotency-key': 'four' });
    expect(seen.json()['by']).toBe('Owner Two');
    expect(saved).toHaveLength(2);
  });

  it('that was refused or failed may be tried again', async () => {
    expect((await send('five', { ...whole, kind: 'other' })).status).toBe(422);
    expect((await send('six', { ...whole, title: 'Fail once' })).status).toBe(500);
    expect((await send('six', { ...whole, title: 'Fail once' })).status).toBe(201);
  });

  it('after 24 hours is a new one', async () => {
    await send('seven');
    await kit.owner.query(
      `update idempotency_keys set created_at = now() - interval '25 hours' where key = 'seven'`,
    );
    await send('seven');
    expect(saved).toHaveLength(2);
  });
});

describe('for those who run it', () => {
  it('OpenAPI describes the API and no page', async () => {
    const seen = await kit.visitor().get('/api/openapi.json');
    const document = seen.json<{ openapi: string; paths: Record<string, unknown> }>();
    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths)).toContain('/api/v1/kits');
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
  });

  it('health is told without signing in, and says what is not well', async () => {
    expect((await kit.visitor().get('/health/live')).json()).toEqual({ status: 'ok' });
    kit.get(Health).add('sweep', async () => ({ ok: true, detail: 3 }));
    expect((await kit.visitor().get('/health/ready')).json()).toMatchObject({
      status: 'ok',
      checks: { database: { ok: true }, queue: { ok: true }, sweep: { ok: true, detail: 3 } },
    });
    kit.get(Health).add('sweep', () => Promise.reject(new Error('no sweep since Friday')));
    const seen = await kit.visitor().get('/health/ready');
    expect(seen.status).toBe(503);
    expect(seen.json()['checks']).toMatchObject({ sweep: { ok: false, detail: 'no sweep since Friday' } });
  });

  it('metrics are for this machine only', async () => {
    const seen = await kit.visitor().get('/metrics');
    expect(seen.status).toBe(200);
    expect(seen.html).toContain('http_request_seconds_bucket');
    expect((await kit.visitor().get('/metrics', { 'x-forwarded-for': '10.1.2.3' })).status).toBe(404);
  });

  it('each request is one line of the log, without what was asked for and without secrets', async () => {
    kit.logged.splice(0);
    await call('GET', '/api/v1/kits?q=a-name-somebody-searched');
    const lines = kit.logged.filter((line) => line['msg'] === 'request');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ method: 'GET', route: '/api/v1/kits', status: 200 });
    expect(JSON.stringify(kit.logged)).not.toContain('a-name-somebody-searched');
    expect(JSON.stringify(kit.logged)).not.toContain(bearer['authorization']);
  });

  it('a client that leaves in the middle of a file leaves nothing behind and breaks nothing', async () => {
    const owner = await kit.signIn('owner.one@westmarch.example');
    await new Promise<void>((resolve) => {
      const half = rawRequest(new URL('/kit/file', kit.url), {
        method: 'POST',
        headers: {
          cookie: `session=${owner.cookie('session')}`,
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': '1000000',
        },
      });
      half.on('error', () => resolve());
      half.write('--b\r\ncontent-disposition: form-data; name="report"; filename="a.pdf"\r\n\r\nhalf of it');
      setTimeout(() => half.destroy(), 200);
    });
    expect((await kit.visitor().get('/health/live')).status).toBe(200);
    expect(saved).toEqual([]);
  });
});
