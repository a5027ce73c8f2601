import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** What is known of a file once it is stored. `key` is random and says nothing of what the file is. */
export interface StoredFile {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
}

/** No room is left where files are kept. Nothing of the file was stored. */
export class FileStoreFull extends Error {
  constructor(cause: unknown) {
    super('The disk on which files are kept is full', { cause });
  }
}

/** The database names a file that is not there: a backup restored without its files. */
export class FileMissing extends Error {
  constructor(key: string, cause: unknown) {
    super(`The stored file ${key} is missing`, { cause });
  }
}

const KEY = /^[0-9a-f]{40}$/;
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Files by random key in one private folder. A file appears under its key whole and safely on the disk, or not at
 * all; it is never changed afterwards. Nobody is given an address from a key: whoever serves a file looks up the
 * row it belongs to, and asks the policy, first.
 */
export class FileStore {
  constructor(private readonly folder: string) {}

  /** Stores the bytes and gives back the key to find them by. */
  async keep(source: Readable | Buffer): Promise<StoredFile> {
    const key = randomBytes(20).toString('hex');
    const target = this.placeOf(key);
    const arriving = join(this.folder, 'arriving', key);
    try {
      await mkdir(dirname(arriving), { recursive: true, mode: 0o700 });
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const written = await writeAll(arriving, source);
      await rename(arriving, target);
      await settle(dirname(target));
      return { key, ...written };
    } catch (error) {
      await rm(arriving, { force: true });
      if (FULL.has((error as NodeJS.ErrnoException).code ?? '')) throw new FileStoreFull(error);
      throw error;
    }
  }

  /** The bytes as a stream. Refuses before the first byte when the file is not there. */
  async open(key: string): Promise<Readable> {
    const place = this.placeOf(key);
    await stat(place).catch((error) => {
      throw new FileMissing(key, error);
    });
    return createReadStream(place);
  }

  async bytes(key: string): Promise<Buffer> {
    try {
      return await readFile(this.placeOf(key));
    } catch (error) {
      throw new FileMissing(key, error);
    }
  }

  /** Where the file lies on this machine, for a process of ours that reads it in its own memory. */
  placeOf(key: string): string {
    if (!KEY.test(key)) throw new Error('That is no key of a stored file');
    return join(this.folder, key.slice(0, 2), key);
  }

  /** Takes back a file that no row names: its upload turned out to be one that was there already. */
  async takeBack(key: string): Promise<void> {
    await rm(this.placeOf(key), { force: true });
  }
}

async function writeAll(path: string, source: Readable | Buffer): Promise<{ size: number; sha256: string }> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of chunksOf(source)) {
      hash.update(chunk);
      size += chunk.length;
      await writeWhole(handle, chunk);
    }
    await handle.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function* chunksOf(source: Readable | Buffer): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(source)) {
    yield source;
    return;
  }
  for await (const chunk of source) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
}

async function writeWhole(handle: FileHandle, chunk: Buffer): Promise<void> {
  let done = 0;
  while (done < chunk.length) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done);
    done += bytesWritten;
  }
}

/** The new name itself must survive a power cut, not only the bytes. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
