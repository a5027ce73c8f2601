import { readFileSync } from 'node:fs';
import { identityOf, parentOf } from './process-identity.js';

const everyMs = 250;

/**
 * Calls back when the npm that started us is gone without having told us: `kill -9` on `npm start` reaches npm only.
 * Started without npm, nothing is watched.
 */
export function whenNpmIsGone(callback: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const watched = ancestorsUpToNpm().map((pid) => ({ pid, identity: identityOf(pid) }));
  const timer = setInterval(() => {
    if (watched.every(({ pid, identity }) => identityOf(pid) === identity)) return;
    clearInterval(timer);
    callback();
  }, everyMs);
  timer.unref();
}

/** npm runs us through a shell, which outlives it. */
function ancestorsUpToNpm(): number[] {
  const parent = parentOf(process.pid);
  if (parent === null) return [];
  const above = isShell(parent) ? parentOf(parent) : null;
  return above === null ? [parent] : [parent, above];
}

function isShell(pid: number): boolean {
  try {
    return /^(ba|da|z|k|a)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false;
  }
}
