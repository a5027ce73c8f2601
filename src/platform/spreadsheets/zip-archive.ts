import { createInflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly compressedSize: number;
  readonly headerAt: number;
}

/** The bytes are no zip archive that can be read. */
export class ZipDamaged extends Error {}

/** A part of the archive grows beyond what is read, whatever it says of its size. */
export class ZipTooLarge extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const MOST_ENTRIES = 5000;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/**
 * A zip archive in memory. Its directory is read at once; a part only when it is asked for, piece by piece, and never
 * more of it than was said, so that an archive that grows without end costs nothing. Nothing is written to the disk.
 */
export class ZipArchive {
  private constructor(
    private readonly bytes: Buffer,
    readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  static of(source: Uint8Array): ZipArchive {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    const end = endOfDirectory(bytes);
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    if (count > MOST_ENTRIES) throw new ZipTooLarge('too many parts');
    const entries = new Map<string, ZipEntry>();
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
        throw new ZipDamaged('directory');
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      entries.set(name, {
        name,
        isEncrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
        method: bytes.readUInt16LE(at + 10),
        compressedSize: bytes.readUInt32LE(at + 20),
        headerAt: bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return new ZipArchive(bytes, entries);
  }

  /** The part, piece by piece; ZipTooLarge once it is larger than `most` bytes. */
  async *pieces(entry: ZipEntry, most: number): AsyncGenerator<Buffer> {
    const data = this.compressed(entry);
    if (entry.method === STORED) {
      if (data.length > most) throw new ZipTooLarge(entry.name);
      yield data;
      return;
    }
    if (entry.method !== DEFLATED) throw new ZipDamaged(`${entry.name}: method ${entry.method}`);
    const inflate = createInflateRaw();
    inflate.end(data);
    let size = 0;
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) {
        size += piece.length;
        if (size > most) throw new ZipTooLarge(entry.name);
        yield piece;
      }
    } catch (error) {
      if (error instanceof ZipTooLarge || !isZlib(error)) throw error;
      throw new ZipDamaged(entry.name, { cause: error });
    } finally {
      inflate.destroy();
    }
  }

  private compressed(entry: ZipEntry): Buffer {
    const at = entry.headerAt;
    if (at + 30 > this.bytes.length || this.bytes.readUInt32LE(at) !== LOCAL_HEADER)
      throw new ZipDamaged(entry.name);
    const from = at + 30 + this.bytes.readUInt16LE(at + 26) + this.bytes.readUInt16LE(at + 28);
    if (from + entry.compressedSize > this.bytes.length) throw new ZipDamaged(entry.name);
    return this.bytes.subarray(from, from + entry.compressedSize);
  }
}

/** The directory is announced at the end, before a comment of up to 64 KB. */
function endOfDirectory(bytes: Buffer): number {
  const last = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= last; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new ZipDamaged('no directory');
}

function isZlib(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
