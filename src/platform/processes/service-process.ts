import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ProcessOutput } from './process-output.js';

const preload = new URL('./leave-with-parent.js', import.meta.url).href;
const firstDelayMs = 1000;
const longestDelayMs = 60_000;
/** One that ran this long before it ended starts with the shortest delay again. */
const healthyAfterMs = 60_000;
const politenessMs = 15_000;

export interface ServiceOptions {
  /** What people call it: web, worker. */
  name: string;
  /** The compiled file, from dist/src. */
  script: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  /** Where its whole log goes; only what matters is said. Without it the log goes to our own output. */
  logFile?: string;
  say: (line: string) => void;
}

export interface Upbringing {
  /** While this is true, an end means that it cannot start: it is reported, not tried again. */
  isStarting(): boolean;
  whenStartFailed(code: number | null): void;
}

/** One of our own processes: started, restarted with growing delay when it ends by itself, and stopped. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private output: ProcessOutput | undefined;
  private wanted = false;
  private delayMs = firstDelayMs;
  private readonly cancelRestart = new AbortController();

  constructor(private readonly options: ServiceOptions) {}

  /** Starts it without a second try. Resolves when it ends, with its exit code; null when a signal ended it. */
  async runOnce(): Promise<number | null> {
    const child = this.launch();
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  }

  /** Starts it and keeps it running until `stop`. */
  keepRunning(upbringing: Upbringing): void {
    this.wanted = true;
    const startedAt = Date.now();
    this.launch().once('close', (code: number | null) => {
      if (!this.wanted) return;
      if (upbringing.isStarting()) return upbringing.whenStartFailed(code);
      if (Date.now() - startedAt > healthyAfterMs) this.delayMs = firstDelayMs;
      void this.restart(code, upbringing);
    });
  }

  /** The end of what it wrote, for telling why it did not start. */
  get lastWords(): string {
    return this.output?.lastWords ?? '';
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(hurry = false): Promise<void> {
    this.wanted = false;
    this.cancelRestart.abort();
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(hurry ? 'SIGKILL' : 'SIGTERM');
    const timer = setTimeout(() => {
      this.options.say(`${this.options.name} did not stop in ${politenessMs / 1000} seconds and is ended.`);
      child.kill('SIGKILL');
    }, politenessMs);
    await closed;
    clearTimeout(timer);
  }

  private async restart(code: number | null, upbringing: Upbringing): Promise<void> {
    const { name, say } = this.options;
    const ending = code === null ? 'was ended' : `ended with code ${code}`;
    say(`${name} ${ending} unexpectedly; starting it again in ${this.delayMs / 1000} s.`);
    const delay = this.delayMs;
    this.delayMs = Math.min(delay * 2, longestDelayMs);
    await wait(delay, undefined, { signal: this.cancelRestart.signal }).catch(() => undefined);
    if (this.wanted) this.keepRunning(upbringing);
  }

  private launch(): ChildProcess {
    const { name, script, args = [], env, logFile, say } = this.options;
    const file = fileURLToPath(new URL(`../../${script}`, import.meta.url));
    const pipes = logFile ? (['pipe', 'pipe'] as const) : (['inherit', 'inherit'] as const);
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', preload, file, ...args], {
      env,
      // A group of its own: Ctrl-C in the terminal reaches us, and we stop everything in order.
      detached: true,
      stdio: ['ignore', ...pipes, 'ipc'],
    });
    this.child = child;
    this.output = logFile ? new ProcessOutput(child, name, logFile, say) : undefined;
    return child;
  }
}
