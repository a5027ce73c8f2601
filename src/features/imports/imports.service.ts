import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import { LARGEST_FILE } from '../../platform/document-text/read-document-text.js';
import { Refused } from '../../web/errors/refusals.js';
import type { Document, Publication } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { AcceptanceService } from './acceptance.service.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import { readBytes } from './document-reader.js';
import { ReadingService } from './reading.service.js';
import { checkFile, UploadsService } from './uploads.service.js';

export interface FileToImport {
  readonly authorityId: string;
  readonly actor: Actor;
  /** The file, by its path or as bytes. */
  readonly source: string | Buffer;
  /** By default the last part of the path. */
  readonly fileName?: string;
  /** Accepts what was read as it was read. */
  readonly accept: boolean;
  /** By default today. */
  readonly receivedOn?: LocalDate;
  readonly publication?: Publication;
}

export interface Imported {
  readonly documentId: string;
  readonly recommendations: number;
  readonly findings: number;
  readonly warnings: { readonly code: string; readonly message: string }[];
}

/** Stores and reads a file in one go, in this process: for the command line and the demonstration data. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
    private readonly uploads: UploadsService,
    private readonly reading: ReadingService,
    private readonly acceptance: AcceptanceService,
  ) {}

  /**
   * Imports one file. A file that cannot be read throws `Refused`, and nothing is stored. A file that is there
   * already answers with its document and the warning `already_imported`.
   */
  async importFile(file: FileToImport): Promise<Imported> {
    const bytes = typeof file.source === 'string' ? await bytesOf(file.source) : file.source;
    const fileName = file.fileName ?? (typeof file.source === 'string' ? basename(file.source) : 'document');
    checkFile({ fileName, bytes });
    const reading = await readBytes(bytes, fileName);
    if ('refused' in reading) throw new Refused(reading.code, reading.message);
    const { authorityId, actor } = file;
    const receivedOn = file.receivedOn ?? null;
    const publication = file.publication ?? 'published';
    const taken = await this.uploads.take(
      authorityId,
      actor,
      { fileName, bytes, receivedOn, publication },
      null,
    );
    return this.within(file, async (tx) => {
      const held = await this.documents.byIdHeld(tx, taken.documentId, 'to_change');
      if (held === null) throw new Error('The document is gone');
      const ready = held.state === 'to_review' || held.state === 'accepted';
      if (!ready) await this.reading.layOut(tx, held, reading);
      if (file.accept && !ready) await this.acceptance.acceptIn(tx, held.id, null, null);
      return this.answer(tx, held, taken.already && ready);
    });
  }

  private async answer(tx: Tx, { id }: Document, already: boolean): Promise<Imported> {
    const counts = await this.items.counts(tx, id);
    const document = await this.documents.byId(tx, id);
    const warnings = (document?.warnings ?? []).map(({ code, message }) => ({ code, message }));
    const again = { code: 'already_imported', message: 'This file was imported before.' };
    return {
      documentId: id,
      recommendations: counts.recommendations,
      findings: counts.findings,
      warnings: already ? [again, ...warnings] : warnings,
    };
  }

  private within<T>(file: FileToImport, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(file.authorityId, file.actor, work);
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  const refuse = (code: string, message: string): never => {
    throw new Refused(code, message);
  };
  try {
    const about = await stat(path);
    if (about.isDirectory()) return refuse('wrong_type', `${path} is a folder: name a file.`);
    if (about.size > LARGEST_FILE)
      return refuse('too_large', `${path} is larger than 50 MB: save a smaller copy.`);
    const bytes = await readFile(path);
    const after = await stat(path);
    const isSame = bytes.length === about.size && after.mtimeMs === about.mtimeMs;
    return isSame
      ? bytes
      : refuse('changed', `${path} changed while it was being read: send it again when it is finished.`);
  } catch (error) {
    if (error instanceof Refused) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return refuse('not_found', `${path} does not exist: check the name.`);
    return refuse('unreadable', `${path} cannot be opened (${code}): check that you may read it.`);
  }
}
