import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FileMissing, FileStore } from './file-store.js';
import { folderOf } from './files.module.js';

let folder: string;
let store: FileStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-files-'));
  store = new FileStore(join(folder, 'made when needed'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('keeping a file', () => {
  it('gives back the bytes that came in, from memory or as a stream', async () => {
    const text = Buffer.from('A report of 40 pages');
    const fromMemory = await store.keep(text);
    const fromStream = await store.keep(
      Readable.from([Buffer.from('A report '), Buffer.from('of 40 pages')]),
    );

    expect(await store.bytes(fromMemory.key)).toEqual(text);
    expect(await store.bytes(fromStream.key)).toEqual(text);
    expect(fromStream).toMatchObject({
      size: 20,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
    const chunks: Buffer[] = [];
    for await (const chunk of await store.open(fromStream.key)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).toEqual(text);
  });

  it('gives the same bytes a new key each time, so that nobody can guess one', async () => {
    const first = await store.keep(Buffer.from('same'));
    const second = await store.keep(Buffer.from('same'));
    expect(first.key).toMatch(/^[0-9a-f]{40}$/);
    expect(second.key).not.toBe(first.key);
    expect(second.sha256).toBe(first.sha256);
  });

  it('lets nobody else on the machine read it', async () => {
    const { key } = await store.keep(Buffer.from('private'));
    expect((await stat(store.placeOf(key))).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind when the sender breaks off in the middle', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half of');
        throw new Error('the connection was lost');
      })(),
    );
    await expect(store.keep(broken)).rejects.toThrow('the connection was lost');
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('finding a file', () => {
  it('says that it is missing when it is not there', async () => {
    const { key } = await store.keep(Buffer.from('here'));
    await store.takeBack(key);
    await expect(store.open(key)).rejects.toThrow(FileMissing);
    await expect(store.bytes(key)).rejects.toThrow(FileMissing);
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(40), `${'a'.repeat(39)}/`])(
    'takes %j for no key at all',
    async (key) => {
      await expect(store.open(key)).rejects.toThrow('no key');
    },
  );
});

it.each([
  ['file:data/files', resolve('data/files')],
  ['file:/var/lib/tracker files', '/var/lib/tracker files'],
  ['file:///var/lib/tracker', '/var/lib/tracker'],
])('%s names a folder', (url, expected) => {
  expect(folderOf(url)).toBe(expected);
});
