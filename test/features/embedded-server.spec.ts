import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/embedded/embedded-server.js';
import { findPostmaster } from '../../src/platform/embedded/postmaster-pid.js';
import { StartProblem } from '../../src/platform/settings/start-problem.js';
import { ask } from '../support/test-database.js';

// Half a path in another script, with a space and long enough to be no name for a socket.
const folder = mkdtempSync(join(tmpdir(), 'tracker embedded '));
const dataDir = join(folder, 'Ärger mit Pfaden', 'x'.repeat(90));
const quick = { dataDir, parameters: { fsync: 'off' } };
const started: EmbeddedServer[] = [];

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded(quick);
  started.push(server);
  return server;
}

describe('The PostgreSQL of a data folder', () => {
  afterAll(async () => {
    for (const server of started) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('started for the first time', () => {
    let server: EmbeddedServer;
    beforeAll(async () => {
      server = await start();
    });

    it('keeps text in UTF-8', async () => {
      expect(await ask(server.appUrl, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    });

    it('lets nobody in without a password', async () => {
      const url = Object.assign(new URL(server.appUrl), { password: '' }).href;
      await expect(ask(url, 'select 1')).rejects.toThrow(/password/);
      const methods = await ask(server.superuserUrl, 'select distinct auth_method from pg_hba_file_rules');
      expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
    });

    it('listens to this machine only', async () => {
      expect(await ask(server.appUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    });

    it('keeps the passwords for its owner only', () => {
      expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    });

    it.each(['appUrl', 'queueUrl', 'ownerUrl'] as const)(
      'gives %s a role without special powers',
      async (url) => {
        expect(
          await ask(
            server[url],
            'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
          ),
        ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
      },
    );

    it('lets only its owner make anything', async () => {
      await ask(server.ownerUrl, 'create table kept (words text)');
      await ask(server.ownerUrl, `insert into kept values ('Grüße')`);
      await expect(ask(server.appUrl, 'create table mine (n int)')).rejects.toThrow(/permission denied/);
      await expect(ask(server.appUrl, 'create schema mine')).rejects.toThrow(/permission denied/);
    });
  });

  it('is shared by a second command, and stopped by the last one that uses it', async () => {
    const first = started[0]!;
    const second = await startEmbedded(quick);
    expect(second.startedByUs).toBe(false);
    await second.stop();
    expect(first.isRunning()).toBe(true);
    await first.stop();
    started.length = 0;
    expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull();
  });

  it('has its data and its port again the next time', async () => {
    const before = readFileSync(join(dataDir, 'postgres.port'), 'utf8').trim();
    const server = await start();
    expect(server.startedByUs).toBe(true);
    expect(new URL(server.appUrl).port).toBe(before);
    expect(await ask(server.ownerUrl, 'select words from kept')).toEqual([{ words: 'Grüße' }]);
  });

  it('recovers after kill -9', async () => {
    process.kill(findPostmaster(join(dataDir, 'postgres'))!.pid, 'SIGKILL');
    const server = await start();
    expect(server.startedByUs).toBe(true);
    expect(await ask(server.ownerUrl, 'select words from kept')).toEqual([{ words: 'Grüße' }]);
  });

  it('counts only those who are still alive as using it', async () => {
    const dead = { pid: 4_000_000, identity: 'a process that was killed' };
    writeFileSync(join(dataDir, 'postgres-users', 'dead.json'), JSON.stringify(dead));
    for (const server of started.splice(0)) await server.stop();
    expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull();
  });

  it('takes another port when somebody else has its own', async () => {
    const port = Number(readFileSync(join(dataDir, 'postgres.port'), 'utf8'));
    const intruder = await listen(port);
    try {
      const server = await start();
      expect(new URL(server.appUrl).port).not.toBe(String(port));
      expect(await ask(server.ownerUrl, 'select words from kept')).toEqual([{ words: 'Grüße' }]);
    } finally {
      intruder.close();
    }
  });

  it('starts although its pid file names a process of somebody else', async () => {
    for (const server of started.splice(0)) await server.stop();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${dataDir}\n0\n5432\n\n127.0.0.1\n\nready\n`);
    const server = await start();
    expect(server.startedByUs).toBe(true);
  });

  it('says what to do when its passwords were lost', async () => {
    for (const server of started.splice(0)) await server.stop();
    rmSync(join(dataDir, 'secrets.json'));
    await expect(start()).rejects.toThrow(/put secrets.json back from a backup/);
  });

  it('says what to do when the folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const refused = startEmbedded({ dataDir: join(folder, 'file') });
    await expect(refused).rejects.toBeInstanceOf(StartProblem);
    await expect(refused).rejects.toThrow(/cannot be written: it is a file.*DATA_DIR/);
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
