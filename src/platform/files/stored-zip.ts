import { crc32 } from 'node:zlib';

/** A file that goes into an archive. Its bytes are asked for when its turn comes, so that one is held at a time. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  bytes(): Promise<Buffer>;
}

const STORED = 0;
const UTF_8_NAMES = 0x0800;
const VERSION = 20;
/** 1 January 1980, the first day a zip file can say: when something was packed is nobody's evidence. */
const DAY = 0x21;
/** Beyond these the old format cannot count. */
export const MOST_BYTES = 0xfffffffe;
export const MOST_ENTRIES = 0xfffe;

/**
 * A zip archive piece by piece, its files as they are: what is evidence is mostly packed already. Refuses what the
 * format cannot count. Names must be told apart by the caller.
 */
export async function* storedZip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const bytes = await entry.bytes();
    const name = Buffer.from(entry.name, 'utf8');
    const facts = factsOf(bytes, name);
    if (at + bytes.length > MOST_BYTES || directory.length / 2 >= MOST_ENTRIES) {
      throw new RangeError('The archive is larger than a zip file can be');
    }
    directory.push(directoryLine(facts, at), name);
    yield Buffer.concat([signed(0x04034b50, facts), name]);
    yield bytes;
    at += 4 + facts.length + name.length + bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([list, end]);
}

/** What stands before the file and again in the directory. */
function factsOf(bytes: Buffer, name: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(UTF_8_NAMES, 2);
  facts.writeUInt16LE(STORED, 4);
  facts.writeUInt16LE(DAY, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

function signed(signature: number, facts: Buffer): Buffer {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature, 0);
  return Buffer.concat([mark, facts]);
}

function directoryLine(facts: Buffer, at: number): Buffer {
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(VERSION, 4);
  facts.copy(line, 6);
  line.writeUInt32LE(at, 42);
  return line;
}
