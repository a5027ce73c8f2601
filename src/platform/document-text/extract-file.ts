import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Extraction } from '../../domain/intake/extraction.js';
import { extractFromText } from '../../domain/intake/extract-from-text.js';
import { changed, LARGEST_FILE, readDocumentText } from './read-document-text.js';
import { isRefusal, refusal, type Refusal } from './refusal.js';

/** Reads one file from disk and says what it found in it; `file` is the path as given. Loads no server. */
export async function extractFile(path: string): Promise<Extraction | Refusal> {
  const bytes = await bytesOf(path);
  if (!(bytes instanceof Uint8Array)) return bytes;
  return extractBytes(bytes, path);
}

/** The same for a file that is already in memory. */
export async function extractBytes(bytes: Uint8Array, fileName: string): Promise<Extraction | Refusal> {
  const text = await readDocumentText(bytes, basename(fileName));
  return isRefusal(text) ? text : extractFromText(text, fileName);
}

async function bytesOf(path: string): Promise<Uint8Array | Refusal> {
  try {
    const file = await open(path, 'r');
    try {
      const about = await file.stat();
      if (about.isDirectory()) return refusal('wrong_type', `${path} is a folder: name a file.`);
      if (about.size > LARGEST_FILE) {
        return refusal(
          'too_large',
          `${basename(path)} is larger than 50 MB: save a smaller copy, without pictures if it can be.`,
        );
      }
      const bytes = await file.readFile();
      const after = await file.stat();
      const still =
        bytes.length === about.size && after.size === about.size && after.mtimeMs === about.mtimeMs;
      return still ? bytes : changed(basename(path));
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return refusal('not_found', `${path} does not exist: check the name.`);
    return refusal(
      'unreadable',
      `${path} cannot be opened (${code ?? 'unknown reason'}): check that you may read it.`,
    );
  }
}
