import { readFileSync } from 'node:fs';

/**
 * Names one run of one process, so that a process number given out again is not mistaken for the process that
 * had it before. null when nothing runs under that number.
 */
export function identityOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxIdentity(pid);
  try {
    process.kill(pid, 0);
    return 'running';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'running' : null;
  }
}

function linuxIdentity(pid: number): string | null {
  const fields = statusFields(pid);
  // Z and X: dead, but not yet collected by its parent.
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return null;
  const startedAt = fields[19] ?? '';
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${startedAt}`;
}

/** The process that started this one; null where that cannot be known. */
export function parentOf(pid: number): number | null {
  if (process.platform !== 'linux') return pid === process.pid ? process.ppid : null;
  const parent = Number(statusFields(pid)?.[1]);
  return parent > 0 ? parent : null;
}

/** What follows the name in /proc/PID/stat; the name itself may hold spaces and brackets. */
function statusFields(pid: number): string[] | null {
  const stat = readText(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
