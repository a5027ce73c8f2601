import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderProblem } from '../settings/start-problem.js';

/** Makes the data folder where it is missing, and finds out now rather than later whether it can be written. */
export function ensureDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(probe, 'can this folder be written?');
    rmSync(probe);
  } catch (error) {
    throw folderProblem(error, dataDir);
  }
}
