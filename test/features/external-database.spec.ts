import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveDatabase } from '../../src/platform/embedded/resolve-database.js';
import { readSettings } from '../../src/platform/settings/read-settings.js';
import { Settings } from '../../src/platform/settings/settings.js';
import { ask, cloneDatabase, type TestDatabase } from '../support/test-database.js';

describe('With DATABASE_URL', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tracker-external-'));
  let database: TestDatabase;
  let name: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    name = new URL(database.appUrl).pathname.slice(1);
    await ask(database.superuserUrl, `create role ${name}_boss login createrole password 'a b:/@'`);
    await ask(database.superuserUrl, `alter database ${name} owner to ${name}_boss`);
  });
  afterAll(async () => {
    await database.drop();
    for (const role of ['app', 'queue', 'boss']) {
      await ask(database.superuserUrl.replace(/[^/]*$/, 'postgres'), `drop role if exists ${name}_${role}`);
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  function resolve(env: Record<string, string>) {
    const settings = readSettings({ DATA_DIR: dataDir, ...env });
    if (!(settings instanceof Settings)) throw new Error(settings.problems.join());
    return resolveDatabase(settings);
  }

  function as(role: string, password: string): string {
    const url = new URL(database.appUrl);
    url.username = role;
    url.password = encodeURIComponent(password);
    return url.href;
  }

  it('and DATABASE_OWNER_URL nothing is guessed', async () => {
    const { appUrl, ownerUrl } = database;
    const access = await resolve({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl });
    expect(access).toMatchObject({ appUrl, ownerUrl, queueUrl: appUrl, embedded: null });
  });

  it('a role that may create roles is the owner, and a login role for the application is made once', async () => {
    const boss = as(`${name}_boss`, 'a b:/@');
    const access = await resolve({ DATABASE_URL: boss });
    expect(access.ownerUrl).toBe(boss);
    const who = `select current_user as role, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user`;
    const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(await ask(access.appUrl, who)).toEqual([{ role: `${name}_app`, ...nothing }]);
    expect(await ask(access.queueUrl, who)).toEqual([{ role: `${name}_queue`, ...nothing }]);
    expect(await resolve({ DATABASE_URL: boss })).toMatchObject({
      appUrl: access.appUrl,
      queueUrl: access.queueUrl,
    });
  });

  it('any other role is the application, and nobody migrates', async () => {
    const access = await resolve({ DATABASE_URL: database.appUrl });
    expect(access).toMatchObject({ ownerUrl: null, appUrl: database.appUrl });
  });

  it('a server that does not let us in is named in one line, without the password', async () => {
    const refused = resolve({ DATABASE_URL: as('tracker_app', 'wrong-secret') });
    await expect(refused).rejects.toThrow(
      /^The database of DATABASE_URL does not let us in: password .*"tracker_app"\.$/,
    );
    await expect(refused).rejects.not.toThrow(/wrong-secret/);
    await expect(resolve({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })).rejects.toThrow(/ECONNREFUSED/);
  });
});
