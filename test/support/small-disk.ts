import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';

const SIZE_KB = 256;

/**
 * A disk of 256 KB that a test can fill: a real one in memory, mounted where only a process of ours sees it, so nothing
 * is left when that ends. Where that is not allowed, a folder whose place a file has taken.
 */
export class SmallDisk {
  private constructor(
    /** Any process of this user reaches it here. */
    readonly folder: string,
    /** What a program is told that writes to it when it is full. */
    readonly complaint: string,
    private readonly holder: ChildProcess | null,
  ) {}

  static async take(within: string): Promise<SmallDisk> {
    const place = join(within, 'disk');
    mkdirSync(place);
    const mount = ['--map-root-user', '--mount', 'sh', '-c'];
    const command = `mount -t tmpfs -o size=${SIZE_KB}k tmpfs "$0"`;
    const isAllowed = spawnSync('unshare', [...mount, command, place]).status === 0;
    if (!isAllowed) {
      console.warn('No disk may be mounted here: a file in the place of the folder stands for a full one');
      return new SmallDisk(place, 'the folder is a file', null);
    }
    const holder = spawn('unshare', [...mount, `${command} && echo mounted && exec sleep 600`, place], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    return new SmallDisk(`/proc/${holder.pid}/root${place}`, 'the disk is full', holder);
  }

  /** From now on nothing more can be written in the folder `inside`. */
  fill(inside: string): void {
    const taken = join(this.folder, inside);
    if (this.holder === null) return writeFileSync(taken, '');
    mkdirSync(taken);
    try {
      writeFileSync(join(this.folder, 'filling'), Buffer.alloc(2 * SIZE_KB * 1024));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
    throw new Error('The disk is larger than it should be');
  }

  makeRoom(inside: string): void {
    rmSync(join(this.folder, this.holder === null ? inside : 'filling'));
  }

  files(inside: string): string[] {
    const folder = join(this.folder, inside);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  async giveBack(): Promise<void> {
    if (this.holder === null) return;
    this.holder.kill('SIGKILL');
    await once(this.holder, 'exit');
  }
}
