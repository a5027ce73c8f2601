import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { StartProblem } from '../settings/start-problem.js';
import { findBinaries } from './binaries.js';
import { Cluster } from './cluster.js';
import { ensureDataFolder } from './data-folder.js';
import { embeddedDatabase, embeddedRoles, makeEmbeddedRoles } from './embedded-roles.js';
import { findPostmaster, type Postmaster } from './postmaster-pid.js';
import { withLock } from '../processes/process-lock.js';
import { SecretsFile } from './secrets-file.js';
import { ServerGuests } from './server-guests.js';
import { serverUser } from './server-user.js';

export interface EmbeddedOptions {
  dataDir: string;
  log?: (line: string) => void;
  /** Server settings on top of ours; with `fsync: 'off'` the files are made without waiting for the disk as well. */
  parameters?: Record<string, string>;
}

export interface EmbeddedServer {
  /** The role that owns the database and migrates it. */
  ownerUrl: string;
  /** The role of web and worker. */
  appUrl: string;
  /** The role that owns the schema of the queue. */
  queueUrl: string;
  /** The server's own administrator, for making and cloning databases in tests. */
  superuserUrl: string;
  /** False when the server was running already: `npm start` in another window, or left over from a killed one. */
  startedByUs: boolean;
  isRunning(): boolean;
  /** Leaves the server, and stops it when nobody else on this machine is using it. */
  stop(): Promise<void>;
}

/**
 * Answers with the PostgreSQL server of this data folder: attaches to it where it runs, else starts it, making its
 * files and roles the first time. Every caller calls `stop`; the last one ends the server.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir } = options;
  ensureDataFolder(dataDir);
  const secrets = new SecretsFile(dataDir);
  const lock = join(dataDir, 'postgres.lock');
  const user = serverUser(join(dataDir, 'postgres'));
  const cluster = new Cluster(dataDir, () => findBinaries(user, dataDir), user);
  const { postmaster, startedByUs, leave } = await withLock(lock, async () => {
    const depart = new ServerGuests(dataDir).enter();
    try {
      return { ...(await attachOrStart(cluster, secrets, options)), leave: depart };
    } catch (error) {
      depart();
      throw error;
    }
  });
  const url = (role: string) =>
    `postgres://${role}:${secrets.get(role)}@127.0.0.1:${postmaster.port}/${embeddedDatabase}`;
  return {
    ownerUrl: url(embeddedRoles.owner),
    appUrl: url(embeddedRoles.application),
    queueUrl: url(embeddedRoles.queue),
    superuserUrl: superuserUrl(postmaster, secrets),
    startedByUs,
    isRunning: () => findPostmaster(cluster.folder)?.pid === postmaster.pid,
    stop: () =>
      withLock(lock, async () => {
        if (leave()) await cluster.stop();
      }),
  };
}

async function attachOrStart(cluster: Cluster, secrets: SecretsFile, options: EmbeddedOptions) {
  const { dataDir, log, parameters = {} } = options;
  const running = await findAnswering(cluster.folder, secrets);
  if (running) return { postmaster: running, startedByUs: false };
  if (!cluster.exists()) {
    log?.(`Making the database files in ${cluster.folder}`);
    const password = secrets.getOrMake('postgres');
    await cluster.initialise(password, { sync: parameters['fsync'] !== 'off' });
  } else if (!secrets.get('postgres')) {
    throw new StartProblem(
      `The passwords of the database in ${dataDir} are gone: put secrets.json back from a backup, or choose another DATA_DIR.`,
    );
  }
  const portFile = join(dataDir, 'postgres.port');
  const postmaster = await cluster.start(readPort(portFile), parameters);
  writeFileSync(portFile, `${postmaster.port}\n`, { mode: 0o600 });
  await makeEmbeddedRoles(superuserUrl(postmaster, secrets), secrets);
  return { postmaster, startedByUs: true };
}

/** A server that is starting or recovering is waited for; one that is stopping or dying is let go. */
async function findAnswering(folder: string, secrets: SecretsFile): Promise<Postmaster | null> {
  for (;;) {
    const found = findPostmaster(folder);
    if (found === null) return null;
    if (found.ready && (await answers(superuserUrl(found, secrets)))) return found;
    await wait(50);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 57P…: starting up or shutting down. 28P01: it runs, but with passwords that are not ours.
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function superuserUrl(postmaster: Postmaster, secrets: SecretsFile): string {
  return `postgres://postgres:${secrets.get('postgres')}@127.0.0.1:${postmaster.port}/postgres`;
}

function readPort(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
