import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { identityOf } from './process-identity.js';
import { StartProblem } from '../settings/start-problem.js';

export interface Holder {
  pid: number;
  identity: string | null;
}

export interface Lock {
  /** True when the holder before us died without giving the lock back. */
  afterCrash: boolean;
  release(): void;
}

/** Takes the lock that this file stands for, or answers who has it. A dead holder does not count. */
export function tryLock(file: string): Lock | Holder {
  let afterCrash = false;
  for (;;) {
    const holder: Holder = { pid: process.pid, identity: identityOf(process.pid) };
    try {
      writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
      return { afterCrash, release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const present = readHolder(file);
    if (present === 'gone') continue;
    if (present !== 'dead') return present;
    afterCrash = true;
    removeStale(file);
  }
}

/** Runs the work while holding the lock; waits for others, for a minute at most. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > deadline) {
      throw new StartProblem(
        `${file} has been held by process ${lock.pid} for a minute. Stop that process and try again.`,
      );
    }
    await wait(50);
  }
}

export function isRunning(holder: Holder): boolean {
  return holder.identity !== null && identityOf(holder.pid) === holder.identity;
}

function readHolder(file: string): Holder | 'gone' | 'dead' {
  try {
    const text = readFileSync(file, 'utf8');
    // Made a moment ago and not yet written: its maker is about to.
    if (text === '') return Date.now() - statSync(file).mtimeMs < 2000 ? { pid: 0, identity: '' } : 'dead';
    const holder = JSON.parse(text) as Holder;
    return isRunning(holder) ? holder : 'dead';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    if (error instanceof SyntaxError) return 'dead';
    throw error;
  }
}

/** Moved aside first: of two processes that find the same dead holder, only one may remove its file. */
function removeStale(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // The other one was quicker.
  }
  const moved = readHolder(aside);
  if (moved !== 'dead' && moved !== 'gone') renameSync(aside, file);
  else rmSync(aside, { force: true });
}
