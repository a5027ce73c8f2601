import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '../processes/process-identity.js';

export interface Postmaster {
  pid: number;
  port: number;
  /** False while it starts, recovers or stops. */
  ready: boolean;
}

/** The server that runs on these database files, as its own postmaster.pid says; null when none does. */
export function findPostmaster(clusterFolder: string): Postmaster | null {
  const lines = readLines(join(clusterFolder, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!pid || identityOf(pid) === null || isSomebodyElse(pid, clusterFolder)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * After a power cut the number in postmaster.pid may belong to another program of the same user, and PostgreSQL
 * would refuse to start. Removes the file when that is certain.
 */
export function forgetStalePostmaster(clusterFolder: string): void {
  const file = join(clusterFolder, 'postmaster.pid');
  const pid = Number(readLines(file)[0]);
  if (pid && identityOf(pid) !== null && isSomebodyElse(pid, clusterFolder)) rmSync(file, { force: true });
}

/** A postmaster works inside its data folder. Where the system does not show that, we believe the file. */
function isSomebodyElse(pid: number, clusterFolder: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(clusterFolder);
  } catch {
    return false;
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
