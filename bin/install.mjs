// Puts node_modules in order before anything else runs. Nothing here may import a package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed');

/** Leaves with one line for the person at the keyboard. */
export function leave(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** Installs what is missing from the package registry; does nothing when the lock file was installed already. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    leave(`Node ${process.versions.node} is too old: install Node 20.19 or later.`);
  }
  if (isInstalled()) return;
  try {
    mkdirSync(modules, { recursive: true });
  } catch (error) {
    leave(
      `Packages cannot be installed: ${modules} cannot be made (${error.code}). Let this user write there.`,
    );
  }
  const release = waitForTurn(join(modules, '.installing'));
  try {
    if (isInstalled()) return;
    process.stderr.write('Installing packages (about half a minute, only when they changed)…\n');
    const done = runNpm(['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    if (done.status !== 0) {
      const why = done.error ? `: ${done.error.message}` : ` (code ${done.status})`;
      leave(`npm install failed${why}. Check the lines above and the connection to the package registry.`);
    }
    remember();
  } finally {
    release();
  }
}

function isInstalled() {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === fingerprint();
  // Somebody ran npm install by hand: npm keeps its own copy of the lock file, newer than ours when it is done.
  const copy = join(modules, '.package-lock.json');
  if (!existsSync(copy) || statSync(copy).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs)
    return false;
  remember();
  return true;
}

function remember() {
  try {
    writeFileSync(stamp, fingerprint());
  } catch {
    // A read-only node_modules (a container image) is looked at again next time, which costs nothing.
  }
}

function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
}

function runNpm(args) {
  // npm's chatter goes to standard error: standard output belongs to the command that was asked for.
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [npm, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** One process at a time: two commands started together in a fresh clone must not both install. */
function waitForTurn(file) {
  for (;;) {
    try {
      const handle = openSync(file, 'wx');
      writeFileSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') leave(`Cannot write ${modules}: ${error.message}`);
    }
    if (!isAlive(holderOf(file))) rmSync(file, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
}

function holderOf(file) {
  try {
    const text = readFileSync(file, 'utf8');
    // Created a moment ago and not yet written: somebody is about to.
    return text === '' && Date.now() - statSync(file).mtimeMs < 2000 ? process.pid : Number(text);
  } catch {
    return process.pid;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
