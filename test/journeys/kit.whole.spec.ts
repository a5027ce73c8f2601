import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { TestApp } from '../support/test-app.js';

/** Open to anybody: signing in, what every page's foot links to, and what those who run it ask. */
const PUBLIC = [
  /^\/assets\//,
  /^\/health\//,
  /^\/metrics$/,
  /^\/api\/openapi\.json$/,
  /^\/accessibility-statement$/,
  /^\/public\//,
  /^\/robots\.txt$/,
];
const SIGNING_IN = [/^\/privacy$/, /^\/answer$/, /^\/sign-in/, /^\/forgotten-password/, /^\/set-password/];

describe('the whole web process', () => {
  let app: TestApp;
  let routes: { method: string; path: string }[];

  beforeAll(async () => {
    app = await TestApp.start({ whole: true });
    routes = routesOf(app.app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  });
  afterAll(() => app.stop());

  it('knows its routes', () => {
    const paths = routes.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual(
      expect.arrayContaining(['POST /sign-out', 'GET /api/v1/people', 'GET /health/ready']),
    );
    expect(paths.length).toBeGreaterThan(50);
  });

  it('opens no page and no command to somebody who is not signed in', async () => {
    const stranger = app.visitor();
    const open: string[] = [];
    for (const { method, path } of routes) {
      if ([...PUBLIC, ...SIGNING_IN].some((known) => known.test(path))) continue;
      const seen = await stranger.call(
        method,
        path.replace(/:[a-zA-Z]+/g, '00000000-0000-4000-8000-000000000000'),
      );
      const isRefused = seen.status === 401 || (seen.status === 303 && seen.location?.startsWith('/sign-in'));
      if (!isRefused) open.push(`${method} ${path}: ${seen.status}`);
    }
    expect(open).toEqual([]);
  });

  it('answers an id that is none, or of nothing, with 404 or a refusal, never with a fault', async () => {
    const roles = ['plan_manager', 'administrator', 'director', 'quality', 'chair', 'owner', 'lead'] as const;
    await app.person({ email: 'all@westmarch.example', roles });
    const bearer = { authorization: `Bearer ${await app.token('all@westmarch.example')}` };
    const somebody = await app.signIn('all@westmarch.example', { authority: 'westmarch' });
    const token = new Map((await somebody.get('/nowhere')).forms[0]?.fields).get('_csrf') ?? '';
    const faults: string[] = [];
    for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000']) {
      for (const { method, path } of routes.filter((route) => route.path.includes(':'))) {
        const there = path.replace(/:[a-zA-Z]+/g, id);
        const headers: Record<string, string> = path.startsWith('/api/')
          ? { ...bearer, 'if-match': '"1"' }
          : { 'x-csrf-token': token };
        const seen = await somebody.call(method, there, method === 'GET' ? undefined : {}, headers);
        if (seen.status >= 500) faults.push(`${method} ${there}: ${seen.status}`);
        if (method === 'GET' && seen.status === 200) faults.push(`${method} ${there} shows something`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('describes every route of the API', async () => {
    const described = (await app.visitor().get('/api/openapi.json')).json<{
      paths: Record<string, object>;
    }>();
    const missing = routes
      .filter(({ path }) => path.startsWith('/api/v1/'))
      .map(({ path }) => path.replace(/:([a-zA-Z]+)/g, '{$1}'))
      .filter((path) => described.paths[path] === undefined);
    expect([...new Set(missing)]).toEqual([]);
  });
});

function routesOf(server: FastifyInstance): { method: string; path: string }[] {
  const routes: { method: string; path: string }[] = [];
  const trail: { depth: number; path: string }[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const found = /^((?:│ {3}| {4}|├── |└── )*)(\S.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (found === null) continue;
    const depth = (found[1] ?? '').length / 4;
    while (trail.length > 0 && (trail.at(-1)?.depth ?? 0) >= depth) trail.pop();
    const path = (trail.at(-1)?.path ?? '') + (found[2] ?? '').replace(/ \(.*$/, '');
    trail.push({ depth, path });
    for (const method of (found[3] ?? '').split(', ')) {
      if (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) routes.push({ method, path });
    }
  }
  return routes;
}
