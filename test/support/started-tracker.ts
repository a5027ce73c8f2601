import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export interface StartOptions {
  dataDir: string;
  port: number;
  env?: NodeJS.ProcessEnv;
  /** Default: the launcher, as `npm start` runs it. */
  command?: string[];
}

/** `npm start` in a process of its own, as a person at a keyboard sees it. */
export class StartedTracker {
  output = '';
  private readonly child: ChildProcess;
  private readonly closed: Promise<number | string | null>;

  constructor(private readonly options: StartOptions) {
    const [program, ...args] = options.command ?? [process.execPath, 'bin/start.mjs'];
    const { npm_lifecycle_event: _, CI: __, ...inherited } = process.env;
    this.child = spawn(program!, args, {
      cwd: projectFolder,
      env: {
        ...inherited,
        NODE_ENV: 'development',
        DATA_DIR: options.dataDir,
        PORT: String(options.port),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part));
    }
    this.closed = once(this.child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  }

  get pid(): number {
    return this.child.pid!;
  }

  get address(): string {
    return `http://localhost:${this.options.port}`;
  }

  /** Until it has said how to sign in; an end before that is an error with all that it said. */
  async ready(): Promise<this> {
    while (!this.output.includes('Stop with Ctrl-C.')) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`It ended before it was ready:\n${this.output}`);
      }
      await wait(20);
    }
    return this;
  }

  /** Its exit code, or the signal that ended it. */
  async end(signal?: NodeJS.Signals): Promise<number | string | null> {
    if (signal) this.child.kill(signal);
    return this.closed;
  }
}

/** Everything that runs for this data folder: web, worker, start, and the database. */
export function processesOf(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        const isOurs =
          environment.includes(`DATA_DIR=${dataDir}`) || readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir);
        return isOurs ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`] : [];
      } catch {
        return []; // Gone in the meantime, or another user's.
      }
    })
    .filter((line) => !/^\d+ $/.test(line));
}

/** A process whose parent was killed may take ten seconds to finish what it is at; no more. */
const MOST_PATIENCE_MS = 12_000;

/** Waits until nothing is left, as long as an orphan may take, and answers what is. */
export async function leftoversOf(dataDir: string, except: RegExp = /^$/): Promise<string[]> {
  for (let waited = 0; ; waited += 50) {
    const left = processesOf(dataDir).filter((line) => !except.test(line));
    if (left.length === 0 || waited > MOST_PATIENCE_MS) return left;
    await wait(50);
  }
}

export function anyFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
