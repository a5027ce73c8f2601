import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./hasty-worker.mjs', import.meta.url));

/** See hasty-worker.mjs. */
export interface Faults {
  readonly clockAt?: string;
  readonly templateFails?: string;
  readonly command?: boolean;
}

/** A worker in a process of its own, which may be killed, stopped in its tracks, or given another clock. */
export class WorkerProcess {
  /** Its errors and warnings. */
  said = '';
  private readonly closed: Promise<number | string | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (part: Buffer) => (this.said += part));
    child.stdout?.on('data', (part: Buffer) => (this.said += part));
    this.closed = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  }

  static start(faults: Faults, env: NodeJS.ProcessEnv, args: readonly string[] = []): WorkerProcess {
    return new WorkerProcess(
      fork(SCRIPT, args, {
        execArgv: [],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: 'test',
          LOG_LEVEL: 'warn',
          FAULTS: JSON.stringify(faults),
          ...env,
        },
      }),
    );
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  ready(): Promise<void> {
    return this.answer('working');
  }

  async setClock(clockAt: string): Promise<void> {
    const answered = this.answer('clock set');
    this.child.send({ clockAt });
    await answered;
  }

  /** As if it had been unplugged. */
  async kill(): Promise<void> {
    if (this.isRunning) this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | string | null> {
    return this.closed;
  }

  /** Told to stop, as a supervisor does. Gives its exit code. */
  async end(): Promise<number | string | null> {
    this.child.kill('SIGTERM');
    return this.closed;
  }

  /** Stops it in its tracks: it does nothing more, and whoever talks to it does not notice. */
  async freeze(): Promise<void> {
    this.child.kill('SIGSTOP');
    while (!/^State:\s+T/m.test(readFileSync(`/proc/${this.pid}/status`, 'utf8'))) await wait(5);
  }

  private async answer(word: string): Promise<void> {
    const ended = this.closed.then((how) => {
      throw new Error(`The worker ended with ${how}:\n${this.said}`);
    });
    ended.catch(() => undefined);
    const answered = new Promise<void>((resolve) => {
      const listen = (message: unknown) => {
        if (message !== word) return;
        this.child.off('message', listen);
        resolve();
      };
      this.child.on('message', listen);
    });
    await Promise.race([answered, ended]);
  }
}
