import { type SpawnOptions, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { folderProblem, StartProblem } from '../settings/start-problem.js';
import type { Binaries } from './binaries.js';
import { freePort } from './free-port.js';
import { findPostmaster, forgetStalePostmaster, type Postmaster } from './postmaster-pid.js';
import { identityOf } from '../processes/process-identity.js';
import type { ServerUser } from './server-user.js';

const superuser = 'postgres';
/** Passwords for everybody; texts in UTF-8, sorted the same on every machine. */
const clusterFormat = (
  '--auth-local=scram-sha-256 --auth-host=scram-sha-256 ' +
  '-E UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8'
).split(' ');
/** After a server was killed its last processes hold on to the shared memory for a second or so. */
const patienceMs = 10_000;
/** Replaying the log after a crash may take longer, and is not hurried. */
const recoveryMs = 120_000;
const logLimit = 5_000_000;

/** The database files of one installation and the server that runs on them. */
export class Cluster {
  readonly folder: string;
  private readonly logFile: string;

  constructor(
    private readonly dataDir: string,
    private readonly findBinaries: () => Binaries,
    private readonly user: ServerUser,
  ) {
    this.folder = join(dataDir, 'postgres');
    this.logFile = join(dataDir, 'postgres.log');
  }

  exists(): boolean {
    return statSync(join(this.folder, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined;
  }

  /** Makes the files beside their place and moves them there when complete, so that a half-made set is never used. */
  async initialise(password: string, options: { sync: boolean }): Promise<void> {
    const beside = `${this.folder}.part`;
    const passwordFile = `${beside}.password`;
    try {
      rmSync(beside, { recursive: true, force: true });
      mkdirSync(beside, { mode: 0o700 });
      writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
      if (this.user !== 'self') {
        for (const path of [beside, passwordFile]) chownSync(path, this.user.uid, this.user.gid);
      }
      await this.runInitdb(beside, passwordFile, options);
      renameSync(beside, this.folder);
    } catch (error) {
      rmSync(beside, { recursive: true, force: true });
      throw folderProblem(error, this.dataDir);
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  /** Starts the server and answers when it takes connections. Tries again while the remains of a killed one go away. */
  async start(wishedPort: number | undefined, parameters: Record<string, string>): Promise<Postmaster> {
    const deadline = Date.now() + patienceMs;
    let port = await freePort(wishedPort);
    for (;;) {
      forgetStalePostmaster(this.folder);
      const failure = await this.tryStart(port, parameters);
      if (typeof failure !== 'string') return failure;
      const permanent = permanentProblem(failure, this.dataDir);
      if (permanent) throw permanent;
      if (/could not bind|could not create any TCP/.test(failure)) port = await freePort();
      if (Date.now() > deadline) {
        throw new StartProblem(
          `PostgreSQL did not start: ${lastComplaint(failure)} (more in ${this.logFile})`,
        );
      }
      await wait(250);
    }
  }

  /** Ends all sessions, writes everything down and stops; harder when that does not help. */
  async stop(): Promise<void> {
    const running = findPostmaster(this.folder);
    if (!running) return;
    const identity = identityOf(running.pid);
    for (const [signal, patience] of [
      ['SIGINT', 30_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 5_000],
    ] as const) {
      try {
        process.kill(running.pid, signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
        throw error;
      }
      const deadline = Date.now() + patience;
      while (Date.now() < deadline) {
        if (identityOf(running.pid) !== identity) return;
        await wait(10);
      }
    }
  }

  private async runInitdb(folder: string, passwordFile: string, options: { sync: boolean }): Promise<void> {
    const password = openSync(passwordFile, 'r');
    const place = this.openFolder(folder);
    const which = ['-D', place.name, '-U', superuser, '--pwfile=/dev/stdin'];
    const args = [...which, ...clusterFormat, ...(options.sync ? [] : ['--no-sync'])];
    try {
      const child = spawn(this.findBinaries().initdb, args, {
        ...this.spawnOptions(),
        stdio: [password, 'pipe', 'pipe', ...place.descriptors],
      });
      const { code, output } = await outcome(child).catch((error: Error) => {
        throw cannotRun(error, this.user);
      });
      if (code !== 0) {
        throw (
          permanentProblem(output, this.dataDir) ??
          new StartProblem(
            `The database files could not be made in ${this.dataDir}: ${lastComplaint(output)}`,
          )
        );
      }
    } finally {
      closeSync(password);
      place.close();
    }
  }

  /** The running server, or what it wrote before it gave up. */
  private async tryStart(port: number, parameters: Record<string, string>): Promise<Postmaster | string> {
    const all = {
      // Only this machine, and no socket file: its path would be too long in many a folder.
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: String(port),
      timezone: 'UTC',
      log_timezone: 'UTC',
      // Our queries are short; compiling them takes longer than running them.
      jit: 'off',
      ...parameters,
    };
    const log = openSync(this.logFile, logIsLong(this.logFile) ? 'w' : 'a', 0o600);
    const logStart = statSync(this.logFile).size;
    const place = this.openFolder(this.folder);
    try {
      const child = spawn(
        this.findBinaries().postgres,
        ['-D', place.name, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
        // A group of its own: Ctrl-C in the terminal must not stop it before web and worker have ended.
        { ...this.spawnOptions(), detached: true, stdio: ['ignore', log, log, ...place.descriptors] },
      );
      child.unref();
      let ended = false;
      let refused: Error | undefined;
      child.once('exit', () => (ended = true));
      child.once('error', (error) => (refused = error));
      const deadline = Date.now() + recoveryMs;
      while (!ended && Date.now() < deadline) {
        if (refused) throw cannotRun(refused, this.user);
        const found = findPostmaster(this.folder);
        if (found?.ready && found.pid === child.pid) return found;
        await wait(10);
      }
      if (!ended) child.kill('SIGQUIT');
      return readFileSync(this.logFile, 'utf8').slice(logStart);
    } finally {
      closeSync(log);
      place.close();
    }
  }

  /**
   * How the server is told its folder. Run by root it gets the opened folder itself: the user it runs as may not be
   * allowed to walk the path to it (a project under a closed home folder).
   */
  private openFolder(folder: string): { name: string; descriptors: number[]; close(): void } {
    if (this.user === 'self' || process.platform !== 'linux')
      return { name: folder, descriptors: [], close() {} };
    const descriptor = openSync(folder, 'r');
    return { name: '/proc/self/fd/3', descriptors: [descriptor], close: () => closeSync(descriptor) };
  }

  private spawnOptions(): SpawnOptions {
    // Nothing of our environment: a PGPORT or LC_ALL of the person's shell must not change the server.
    const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
    return { cwd: '/', env: environment, ...(this.user === 'self' ? {} : this.user) };
  }
}

async function outcome(child: ReturnType<typeof spawn>): Promise<{ code: number | null; output: string }> {
  let output = '';
  child.stdout?.on('data', (part: Buffer) => (output += part));
  child.stderr?.on('data', (part: Buffer) => (output += part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

function cannotRun(error: Error, user: ServerUser): unknown {
  if (user === 'self')
    return new StartProblem(`PostgreSQL cannot be run: ${error.message}`, { cause: error });
  return new StartProblem(
    `PostgreSQL does not run as root, and switching to user ${user.uid} failed (${error.message}). ` +
      'Start as an ordinary user, or set DATABASE_URL.',
    { cause: error },
  );
}

function permanentProblem(output: string, dataDir: string): StartProblem | null {
  if (/No space left on device|Check free disk space|Disk quota exceeded/.test(output)) {
    return new StartProblem(
      `The disk of the data folder ${dataDir} is full: free some space and start again.`,
    );
  }
  if (/database files are incompatible with server/.test(output)) {
    return new StartProblem(
      `The database in ${dataDir} was made by another version of PostgreSQL. Use the version of this program that made it, or another DATA_DIR.`,
    );
  }
  return null;
}

/** The last line in which PostgreSQL says what is wrong, without its time stamp. */
function lastComplaint(output: string): string {
  const lines = output.trim().split('\n');
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return complaint.replace(/^.*?(FATAL|PANIC|error):\s*/, '');
}

function logIsLong(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimit;
}
