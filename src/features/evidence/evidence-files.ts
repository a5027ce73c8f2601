import { Injectable } from '@nestjs/common';
import { wordsInFile } from '../../platform/document-text/words-in-file.js';
import { FileStore, FileStoreFull } from '../../platform/files/file-store.js';
import { isKept, keptKindOf, type KeptKind } from '../../platform/files/kept-kind.js';
import { Refused } from '../../web/errors/refusals.js';
import type { KeptFile } from './evidence.repository.js';

export interface FileToKeep {
  readonly fileName: string;
  readonly bytes: Buffer;
}

const MEGABYTE = 1024 * 1024;
/** The largest file that is evidence, in bytes; the table holds it too. */
export const LARGEST_EVIDENCE = 25 * MEGABYTE;
/** In larger ones nothing is looked for: it would keep others waiting. */
const LARGEST_LOOKED_AT = 10 * MEGABYTE;

/** Files of evidence: private, of a few kinds told from their content, and never larger than 25 MB. */
@Injectable()
export class EvidenceFiles {
  constructor(private readonly store: FileStore) {}

  /** What can be read in it, to look for a child's details before it is saved. Refuses what is not kept. */
  async wordsIn(file: FileToKeep): Promise<string> {
    const kind = kindOf(file);
    if (file.bytes.length > LARGEST_LOOKED_AT) return '';
    return wordsInFile(file.bytes, kind.words, file.fileName);
  }

  /** Keeps the file while `work` writes its row, and takes it back when nothing came of it. */
  async keeping<T>(file: FileToKeep | null, work: (kept: KeptFile | null) => Promise<T>): Promise<T> {
    if (file === null) return work(null);
    const kind = kindOf(file);
    const stored = await this.keep(file.bytes);
    try {
      return await work({
        fileName: nameOf(file.fileName, kind),
        mediaType: kind.mediaType,
        byteSize: stored.size,
        sha256: stored.sha256,
        storedAs: stored.key,
      });
    } catch (error) {
      await this.store.takeBack(stored.key);
      throw error;
    }
  }

  private async keep(bytes: Buffer) {
    try {
      return await this.store.keep(bytes);
    } catch (error) {
      if (!(error instanceof FileStoreFull)) throw error;
      refuse(
        'disk_full',
        'The file could not be kept because the disk of this service is full. Nothing was saved',
      );
    }
  }
}

function kindOf({ bytes, fileName }: FileToKeep): KeptKind {
  if (bytes.length === 0) refuse('empty', 'The selected file is empty');
  if (bytes.length > LARGEST_EVIDENCE) refuse('too_large', 'The selected file must be 25 MB or smaller');
  const kind = keptKindOf(bytes, fileName);
  if (isKept(kind)) return kind;
  refuse(
    'wrong_type',
    `The selected file must be a PDF, a picture, a Word, Excel or PowerPoint file, CSV or text. This one is ${kind.because}`,
  );
}

/** Served under the name it came with; an ending that does not fit its content is put right. */
function nameOf(fileName: string, kind: KeptKind): string {
  const bare = fileName.trim() === '' ? 'evidence' : fileName.trim();
  const ending = bare.toLowerCase().split('.').at(-1) ?? '';
  const fits = ending === kind.ending || (kind.ending === 'jpg' && ending === 'jpeg');
  return fits ? bare : `${bare}.${kind.ending}`;
}

function refuse(code: string, message: string): never {
  throw new Refused(code, message, [{ field: 'file', message }]);
}
