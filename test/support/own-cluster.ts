import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmbedded } from '../../src/platform/embedded/embedded-server.js';
import { ask } from './test-database.js';
import { removeTestFolder } from './test-folders.mjs';

/**
 * A PostgreSQL server for one test file alone, which may be killed: the databases that the file asks for from then on
 * are made there.
 */
export class OwnCluster {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tracker-tests-'));
  private readonly shared = process.env['TRACKER_TEST_FOLDER'];

  constructor() {
    writeFileSync(join(this.folder, 'run.pid'), String(process.pid));
    process.env['TRACKER_TEST_FOLDER'] = this.folder;
  }

  /** What was committed must be there after the server was killed, other than in the tests' usual haste. */
  async keepsItsWord(databaseUrl: string): Promise<void> {
    const name = new URL(databaseUrl).pathname.slice(1);
    await ask(databaseUrl, `alter database ${name} set synchronous_commit = on`);
  }

  /** Killed with everybody connected, and started again where it was. */
  async crash(): Promise<void> {
    const data = join(this.folder, 'data');
    const pid = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await wait(10);
    await startEmbedded({
      dataDir: data,
      parameters: { fsync: 'off', synchronous_commit: 'off', autovacuum: 'off', max_connections: '300' },
    });
  }

  async remove(): Promise<void> {
    process.env['TRACKER_TEST_FOLDER'] = this.shared;
    await removeTestFolder(this.folder);
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
