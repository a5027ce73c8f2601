import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KitModule } from '../support/kit.module.js';
import { TestApp } from '../support/test-app.js';
import { fileURLToPath } from 'node:url';

let kit: TestApp;

beforeAll(async () => {
  kit = await TestApp.start({
    modules: [KitModule],
    env: { BASE_URL: 'https://plans.westmarch.example' },
    viewFolders: [fileURLToPath(new URL('../support/kit-views', import.meta.url))],
  });
});
afterAll(() => kit.stop());

it('people who come by https are kept on it', async () => {
  const seen = await kit.visitor().get('/kit/open');
  expect(seen.headers.get('strict-transport-security')).toBe('max-age=31536000');
});

it('cookies travel by https only, to this host only, and no script reads them', async () => {
  const seen = await kit.visitor().get('/kit/open');
  const [cookie = ''] = seen.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-visit=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

it('a cookie without the prefix is nobody', async () => {
  await kit.person({ email: 'owner.one@westmarch.example', roles: ['owner'] });
  const visitor = await kit.signIn('owner.one@westmarch.example');
  expect((await visitor.get('/kit')).status).toBe(303);
  visitor.setCookie('__Host-session', visitor.cookie('session') ?? '');
  expect((await visitor.get('/kit')).status).toBe(200);
});
