import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ZipArchive } from '../spreadsheets/zip-archive.js';
import { storedZip } from './stored-zip.js';

const entry = (name: string, text: string) => ({ name, bytes: () => Promise.resolve(Buffer.from(text)) });

async function packed(...entries: ReturnType<typeof entry>[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of storedZip(entries)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a zip archive of files as they are', () => {
  it('is read again by our own reader', async () => {
    const zip = ZipArchive.of(
      await packed(entry('index.html', '<p>'), entry('evidence/Prüfung.txt', 'ü'), entry('empty', '')),
    );
    expect([...zip.entries.keys()]).toEqual(['index.html', 'evidence/Prüfung.txt', 'empty']);
  });

  it('is read by python, which checks every sum', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stored-zip-'));
    const place = join(folder, 'it.zip');
    await writeFile(
      place,
      await packed(entry('a/b.txt', 'one'), entry('Prüfung.txt', 'zwei'), entry('empty', '')),
    );
    const script =
      'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), [(n, z.read(n).decode()) for n in z.namelist()])';
    let told: string;
    try {
      told = execFileSync('python3', ['-X', 'utf8', '-c', script, place], { encoding: 'utf8' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      console.log('Skipped: there is no python3 here to read the archive with');
      return;
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(told.trim()).toBe("None [('a/b.txt', 'one'), ('Prüfung.txt', 'zwei'), ('empty', '')]");
  });
});
