import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, escapeIdentifier } from 'pg';

interface TestCluster {
  ownerUrl: string;
  appUrl: string;
  queueUrl: string;
  superuserUrl: string;
}

export interface TestDatabase {
  /** The application's role: what row-level security holds back. */
  appUrl: string;
  /** The role that owns the tables. */
  ownerUrl: string;
  queueUrl: string;
  /** The server's own administrator, in this database. Row-level security does not hold it: not for testing features. */
  superuserUrl: string;
  drop(): Promise<void>;
}

let made = 0;

/**
 * A migrated, empty database for one test file, or a copy of the one given, to which nobody may be connected. Close
 * every connection before `drop`.
 */
export async function cloneDatabase(from?: TestDatabase): Promise<TestDatabase> {
  const cluster = await testCluster();
  const template = escapeIdentifier(new URL((from ?? cluster).ownerUrl).pathname.slice(1));
  const owner = escapeIdentifier(new URL(cluster.ownerUrl).username);
  const name = `test_${process.pid}_${Date.now()}_${(made += 1)}`;
  await ask(
    cluster.superuserUrl,
    `create database ${name} template ${template} owner ${owner} strategy file_copy`,
  );
  const within = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return {
    appUrl: within(cluster.appUrl),
    ownerUrl: within(cluster.ownerUrl),
    queueUrl: within(cluster.queueUrl),
    superuserUrl: within(cluster.superuserUrl),
    drop: async () => {
      await ask(cluster.superuserUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** The rows that this query gives, on a connection of its own. */
export async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(query)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** The server of this test run. The first test that asks starts it; the others wait for it. */
async function testCluster(): Promise<TestCluster> {
  const folder = process.env['TRACKER_TEST_FOLDER'];
  if (!folder) throw new Error('TRACKER_TEST_FOLDER is not set: run the tests through jest');
  const ready = join(folder, 'cluster.json');
  const failed = join(folder, 'cluster.failed');
  if (!existsSync(ready) && isFirst(join(folder, 'cluster.starting'))) {
    const complaint = await startCluster(folder);
    if (complaint !== null) writeFileSync(failed, complaint);
  }
  while (!existsSync(ready)) {
    if (existsSync(failed))
      throw new Error(`The database for tests did not start:\n${readFileSync(failed, 'utf8')}`);
    await wait(20);
  }
  return JSON.parse(readFileSync(ready, 'utf8')) as TestCluster;
}

function isFirst(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** What it complained about, or null when it started. Output goes through files only: the server outlives its starter. */
function startCluster(folder: string): Promise<string | null> {
  const script = fileURLToPath(new URL('./start-test-cluster.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--enable-source-maps', script, folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? null : complaint || `ended with code ${code}`));
  });
}
