import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Holder, isRunning } from '../processes/process-lock.js';
import { identityOf } from '../processes/process-identity.js';

/**
 * Who is using the embedded server at the moment, one small file each. The last to leave switches it off, so that a
 * command does not stop the server under `npm start`, nor the other way round. Who died without leaving is not counted.
 */
export class ServerGuests {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'postgres-users');
  }

  /** Enters this process; the function that comes back leaves, and answers whether nobody is left. */
  enter(): () => boolean {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, `${process.pid}-${randomUUID()}.json`);
    const guest: Holder = { pid: process.pid, identity: identityOf(process.pid) };
    writeFileSync(file, JSON.stringify(guest), { mode: 0o600 });
    return () => {
      rmSync(file, { force: true });
      return this.othersLeft() === 0;
    };
  }

  private othersLeft(): number {
    let count = 0;
    for (const name of readdirSync(this.folder)) {
      if (this.isPresent(join(this.folder, name))) count += 1;
    }
    return count;
  }

  private isPresent(file: string): boolean {
    try {
      if (isRunning(JSON.parse(readFileSync(file, 'utf8')) as Holder)) return true;
    } catch {
      // Half-written by a process that died, or gone in the meantime.
    }
    rmSync(file, { force: true });
    return false;
  }
}
