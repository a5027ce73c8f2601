import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import { fileTypeOf, mediaTypeOf } from '../../platform/document-text/file-type.js';
import { LARGEST_FILE } from '../../platform/document-text/read-document-text.js';
import { FileStore, FileStoreFull, type StoredFile } from '../../platform/files/file-store.js';
import { Forbidden, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document, Publication } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { DocumentsService } from '../documents/documents.service.js';
import { ReadingQueue } from './reading-queue.js';

export interface Upload {
  readonly fileName: string;
  readonly bytes: Buffer;
  /** Its checksum when it arrived, where that is known. */
  readonly sha256?: string;
  readonly publication: Publication;
  /** Null: today. */
  readonly receivedOn: LocalDate | null;
}

/** Takes a document in: checked, stored, and on its way to being read. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly reading: DocumentsService,
    private readonly days: AuthorityDays,
    private readonly files: FileStore,
    private readonly queue: ReadingQueue,
  ) {}

  /** Stores the file and asks for it to be read. The same file again leads to the document that is there already. */
  async upload(person: Person, upload: Upload): Promise<{ documentId: string; already: boolean }> {
    if (!may('documents.upload', person)) throw new Forbidden();
    this.check(upload);
    const taken = await this.take(person.authority.id, person.actor, upload, person.personId);
    if (!taken.already) {
      await this.queue.ask({ authorityId: person.authority.id, documentId: taken.documentId });
    }
    return taken;
  }

  /**
   * The same with several: all of them are looked at before the first is stored, so that one that cannot be taken
   * leaves nothing half done.
   */
  async uploadAll(
    person: Person,
    uploads: readonly Upload[],
  ): Promise<{ documentId: string; already: boolean }[]> {
    if (!may('documents.upload', person)) throw new Forbidden();
    const refusals = uploads.flatMap((upload) => this.refusalOf(upload) ?? []);
    const first = refusals[0];
    if (first)
      throw new Refused(
        first.code,
        first.message,
        refusals.flatMap(({ errors }) => errors),
      );
    const taken: { documentId: string; already: boolean }[] = [];
    for (const upload of uploads) taken.push(await this.upload(person, upload));
    return taken;
  }

  /** With several files each is named. */
  private refusalOf(upload: Upload): Refused | null {
    try {
      this.check(upload);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const message = `${upload.fileName}: ${error.message}`;
      return new Refused(error.code, message, [{ field: 'file', message }]);
    }
  }

  private check(upload: Upload): void {
    checkFile(upload);
    if (upload.sha256 === undefined || upload.sha256 === sha256Of(upload.bytes)) return;
    refuse('file', 'changed', 'The selected file changed while it was being sent: upload it again');
  }

  /** Tries a document again that could not be read. */
  async readAgain(person: Person, documentId: string): Promise<void> {
    if (!may('documents.upload', person)) throw new Forbidden();
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const document = await this.reading.readable(tx, person, documentId);
      if (document.state !== 'unreadable') throw new StateForbids('not_unreadable', 'This document was read');
      await this.documents.change(tx, documentId, {
        state: 'reading',
        refusalCode: null,
        refusalMessage: null,
      });
    });
    await this.queue.ask({ authorityId: person.authority.id, documentId });
  }

  /** Stores the file and its row, for whoever brings it. */
  async take(
    authorityId: string,
    actor: Actor,
    upload: Upload,
    uploadedBy: string | null,
  ): Promise<{ documentId: string; already: boolean }> {
    const sha256 = sha256Of(upload.bytes);
    const known = await this.database.forAuthority(authorityId, actor, async (tx) => {
      const receivedOn = await this.receivedOn(tx, upload.receivedOn);
      return { receivedOn, document: await this.documents.bySha256(tx, sha256) };
    });
    if (known.document !== null) return { documentId: known.document.id, already: true };
    const stored = await this.store(upload.bytes);
    try {
      const documentId = await this.database.forAuthority(authorityId, actor, (tx) =>
        this.documents.insert(tx, {
          ...rowOf(upload, stored),
          receivedOn: known.receivedOn,
          uploadedBy,
          createdAt: this.days.now(),
        }),
      );
      return { documentId, already: false };
    } catch (error) {
      await this.files.takeBack(stored.key);
      if (!isTaken(error)) throw error;
      // Somebody else brought the same file a moment ago.
      const other = await this.database.forAuthority(authorityId, actor, (tx) =>
        this.documents.bySha256(tx, sha256),
      );
      if (other === null) throw error;
      return { documentId: other.id, already: true };
    }
  }

  private async store(bytes: Buffer): Promise<StoredFile> {
    try {
      return await this.files.keep(bytes);
    } catch (error) {
      if (!(error instanceof FileStoreFull)) throw error;
      refuse(
        'file',
        'disk_full',
        'The file could not be kept because the disk of this service is full. Nothing was saved. Ask whoever looks after it to make room, then upload the file again',
      );
    }
  }

  private async receivedOn(tx: Tx, wanted: LocalDate | null): Promise<LocalDate> {
    const today = await this.days.today(tx);
    if (wanted !== null && wanted > today) {
      refuse('receivedOn', 'received_later', 'The date it was received must be today or in the past');
    }
    return wanted ?? today;
  }
}

/** What can be told from the bytes at once is told beside the field, before anything is stored. */
export function checkFile(upload: Pick<Upload, 'fileName' | 'bytes'>): void {
  if (upload.bytes.length === 0) refuse('file', 'empty', 'The selected file is empty');
  if (upload.bytes.length > LARGEST_FILE) {
    refuse('file', 'too_large', 'The selected file must be 50 MB or smaller');
  }
  const type = fileTypeOf(upload.bytes);
  if (type.kind === 'other') {
    refuse('file', type.code, `The selected file is ${type.name}: ${type.advice}`);
  }
}

function rowOf(upload: Upload, stored: StoredFile): Partial<Document> {
  return {
    state: 'reading',
    publication: upload.publication,
    kind: 'other',
    title: upload.fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '') || upload.fileName,
    fileName: upload.fileName,
    mediaType: mediaTypeOf(fileTypeOf(upload.bytes)),
    byteSize: stored.size,
    sha256: stored.sha256,
    storedAs: stored.key,
    warnings: [],
  };
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isTaken(error: unknown): boolean {
  const cause = error as { code?: string; driverError?: { code?: string } };
  return (cause.driverError?.code ?? cause.code) === '23505';
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
