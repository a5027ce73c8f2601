import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Stops the PostgreSQL of a test run at once (nothing in it is worth keeping) and removes its folder. */
export async function removeTestFolder(folder) {
  const pidFile = join(folder, 'data/postgres/postmaster.pid');
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    signal(pid, 'SIGQUIT');
    for (let waited = 0; waited < 5000 && existsSync(pidFile) && signal(pid, 0); waited += 20) await wait(20);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** A test run that was killed could not clean up: the next one does it. */
export async function removeAbandonedFolders() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith('tracker-tests-')) continue;
    const folder = join(tmpdir(), name);
    try {
      if (!signal(Number(readFileSync(join(folder, 'run.pid'), 'utf8')), 0)) await removeTestFolder(folder);
    } catch {
      // Another user's, or being made at this moment.
    }
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
