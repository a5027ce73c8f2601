import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartProblem } from '../settings/start-problem.js';
import { tryLock } from './process-lock.js';

/** Long enough for one that was just killed to be noticed as gone. */
const patienceMs = 1500;
/** Stopping web, worker and database takes a moment, and a restart may come early. */
const stoppingMs = 30_000;

export interface StartLock {
  /** The one before was killed; parts of it may still be on their way out. */
  afterCrash: boolean;
  /** From here on a new start waits for us instead of giving up. */
  announceStop(): void;
  release(): void;
}

/** Only one `npm start` at a time for one data folder. */
export async function takeStartLock(dataDir: string): Promise<StartLock> {
  const file = join(dataDir, 'start.lock');
  const stopping = join(dataDir, 'start.stopping');
  const began = Date.now();
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      rmSync(stopping, { force: true });
      return {
        afterCrash: lock.afterCrash,
        announceStop: () => writeFileSync(stopping, ''),
        release: () => {
          rmSync(stopping, { force: true });
          lock.release();
        },
      };
    }
    if (Date.now() - began > (existsSync(stopping) ? stoppingMs : patienceMs)) {
      throw new StartProblem(
        `The tracker is already running from the data folder ${dataDir} (process ${lock.pid}). ` +
          'Stop that one, or choose another folder with DATA_DIR.',
      );
    }
    await wait(100);
  }
}
