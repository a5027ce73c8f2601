import { inflateRawSync } from 'node:zlib';

/** More parts, or more bytes when unpacked, than any honest office file has. */
const MOST_ENTRIES = 5_000;
const MOST_BYTES = 400 * 1024 * 1024;
const LARGEST_PART = 32 * 1024 * 1024;

/** Office files pack their text about thirty times smaller; what packs a thousand times is made to burst. */
const MOST_PACKING = 250;
/** Small parts may pack any amount: an empty style sheet does. */
const SMALL_PART = 4 * 1024 * 1024;

export type ZipFault = 'damaged' | 'bomb' | 'encrypted';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * The parts of a zip file, by what its directory says. Limits on count, size and packing are checked before anything
 * is unpacked, and again while a part is: a directory may lie.
 */
export class ZipArchive {
  private constructor(
    private readonly bytes: Buffer,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static open(bytes: Uint8Array): ZipArchive | ZipFault {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const entries = directoryOf(file);
    if (typeof entries === 'string') return entries;
    let total = 0;
    for (const entry of entries.values()) {
      total += entry.size;
      const packing = entry.size / Math.max(1, entry.packed);
      if (entry.size > SMALL_PART && packing > MOST_PACKING) return 'bomb';
      // Pictures and films may be large: they are never unpacked.
      if (/\.(?:xml|rels|txt|html?)$/i.test(entry.name) && entry.size > LARGEST_PART) return 'bomb';
    }
    return total > MOST_BYTES ? 'bomb' : new ZipArchive(file, entries);
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** One part unpacked; null where there is none of that name. */
  part(name: string): Buffer | ZipFault | null {
    const entry = this.entries.get(name);
    if (!entry) return null;
    const { at, packed, method, size } = entry;
    if (at + 30 > this.bytes.length || this.bytes.readUInt32LE(at) !== 0x04034b50) return 'damaged';
    const start = at + 30 + this.bytes.readUInt16LE(at + 26) + this.bytes.readUInt16LE(at + 28);
    if (start + packed > this.bytes.length) return 'damaged';
    const body = this.bytes.subarray(start, start + packed);
    if (method === 0) return packed === size ? body : 'damaged';
    if (method !== 8) return 'damaged';
    try {
      return inflateRawSync(body, { maxOutputLength: Math.max(1, Math.min(size, LARGEST_PART)) });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged';
    }
  }
}

/** The entries of the directory at the end of the file, by name. */
function directoryOf(file: Buffer): Map<string, Entry> | ZipFault {
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > file.length) return 'damaged';
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES || count === 0xffff || at === 0xffffffff) return 'bomb';
  const entries = new Map<string, Entry>();
  for (let read = 0; read < count; read++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return 'damaged';
    if ((file.readUInt16LE(at + 8) & 1) === 1) return 'encrypted';
    const [name, extra, comment] = [28, 30, 32].map((place) => file.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const entry = {
      name: file.toString('utf8', at + 46, at + 46 + name).replaceAll('\\', '/'),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    };
    entries.set(entry.name, entry);
    at += 46 + name + extra + comment;
  }
  return entries;
}
