import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderProblem, StartProblem } from '../settings/start-problem.js';
import { tryLock } from '../processes/process-lock.js';

/** Generated passwords of one installation, in DATA_DIR/secrets.json, readable by its owner only. */
export class SecretsFile {
  private readonly file: string;

  constructor(private readonly dataDir: string) {
    this.file = join(dataDir, 'secrets.json');
  }

  get(name: string): string | undefined {
    return this.read()[name];
  }

  /** The kept value, or a new one that is kept from now on. */
  getOrMake(name: string, make: () => string = generatePassword): string {
    const kept = this.get(name);
    if (kept !== undefined) return kept;
    return this.locked(() => {
      const before = this.read();
      const value = before[name] ?? make();
      this.write({ ...before, [name]: value });
      return value;
    });
  }

  set(name: string, value: string): void {
    this.locked(() => this.write({ ...this.read(), [name]: value }));
  }

  private read(): Record<string, string> {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, string>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw new StartProblem(
        `${this.file} cannot be read: ${(error as Error).message}. Put it back from a backup.`,
        {
          cause: error,
        },
      );
    }
  }

  private write(values: Record<string, string>): void {
    const beside = `${this.file}.${process.pid}.part`;
    try {
      writeFileSync(beside, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
      renameSync(beside, this.file);
    } catch (error) {
      throw folderProblem(error, this.dataDir);
    }
  }

  /** Two commands started together must agree on the value that the first of them made. */
  private locked<T>(work: () => T): T {
    for (;;) {
      const lock = tryLock(`${this.file}.lock`);
      if ('release' in lock) {
        try {
          return work();
        } finally {
          lock.release();
        }
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** 192 random bits in letters and digits, `-` and `_`: safe in a URL and in SQL. */
export function generatePassword(): string {
  return randomBytes(24).toString('base64url');
}

// Without l and 1, o and 0, and the vowels that make words.
const legible = 'bcdfghjkmnpqrstvwxyz23456789';

/** About 58 random bits in three groups of four, for somebody who types them. */
export function generateLegiblePassword(): string {
  const group = () => Array.from({ length: 4 }, () => legible[randomInt(legible.length)]).join('');
  return [group(), group(), group()].join('-');
}
