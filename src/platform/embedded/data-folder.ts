import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderProblem } from '../settings/start-problem.js';

/** Makes the data folder where it is missing, and finds out now rather than later whether it can be written. */
export function ensureDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    makeFolder(dataDir);
    writeFileSync(probe, 'can this folder be written?');
    rmSync(probe);
  } catch (error) {
    throw folderProblem(error, dataDir);
  }
}

/** A step at a time: where a file system answers that a parent is not there although it is, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder).isDirectory();
    if (!isThere) throw error;
  }
}
