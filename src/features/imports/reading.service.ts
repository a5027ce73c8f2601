import { Injectable, Logger } from '@nestjs/common';
import { parseLocalDate, type LocalDate } from '../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/database/doors.js';
import { FileStore } from '../../platform/files/file-store.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { Document, ReadingWarning } from '../documents/document.entity.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { planDueOf, planDutyOf } from '../documents/plan-due.js';
import { DocumentItemsRepository } from './document-items.repository.js';
import type { DocumentReader, Reading, ReadingRefusal } from './document-reader.js';
import { itemsOf } from './items-of-extraction.js';
import { isSameCouncil } from './same-council.js';

const READER: Actor = { kind: 'import' };

/** Reads a stored document and lays out what was found for review. */
@Injectable()
export class ReadingService {
  private readonly logger = new Logger('Reading');

  constructor(
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly items: DocumentItemsRepository,
    private readonly days: AuthorityDays,
    private readonly files: FileStore,
  ) {}

  /**
   * Reads one document that waits to be read; for any other it does nothing, so it may run twice. Everything found
   * is written in one transaction: until then the document is as it was and can be read again.
   */
  async read(authorityId: string, documentId: string, reader: DocumentReader): Promise<void> {
    const document = await this.database.forAuthority(authorityId, READER, (tx) =>
      this.documents.byId(tx, documentId),
    );
    if (document === null || document.state !== 'reading') return;
    const outcome = await this.attempt(document, reader);
    await this.database.forAuthority(authorityId, READER, async (tx) => {
      const held = await this.documents.byIdHeld(tx, documentId, 'to_change');
      if (held === null || held.state !== 'reading') return;
      if ('refused' in outcome) await this.refuse(tx, held, outcome);
      else await this.layOut(tx, held, outcome);
    });
  }

  /** A fault of ours is told to the person as well: a document that is "being read" for ever helps nobody. */
  private async attempt(document: Document, reader: DocumentReader): Promise<Reading | ReadingRefusal> {
    try {
      return await reader.read(this.files.placeOf(document.storedAs), document.fileName, document);
    } catch (error) {
      if (isStopped(error)) throw error;
      this.logger.error(
        `Document ${document.id} could not be read`,
        error instanceof Error ? error.stack : error,
      );
      return {
        refused: true,
        code: 'fault',
        message: `${document.fileName} could not be read because of a fault in this service. It has been recorded. You can try again, or upload the document as text.`,
      };
    }
  }

  private async refuse(tx: Tx, document: Document, refusal: ReadingRefusal): Promise<void> {
    await this.documents.change(tx, document.id, {
      state: 'unreadable',
      refusalCode: refusal.code,
      refusalMessage: refusal.message,
    });
  }

  /** Pages, items and facts of a document as they were read; the document is then to be reviewed. */
  async layOut(tx: Tx, document: Document, reading: Reading): Promise<void> {
    const { document: facts, recommendations, warnings } = reading.extraction;
    const calendar = await this.days.calendar(tx);
    const due = planDueOf(
      planDutyOf(
        facts.kind,
        recommendations.map((it) => it.priority),
      ),
      { receivedOn: document.receivedOn, printed: facts.responseDue },
      calendar,
    );
    await this.documents.addPages(tx, document.id, [...reading.pages]);
    await this.items.addAll(tx, document.id, itemsOf(reading.extraction, reading.paged));
    await this.documents.change(tx, document.id, {
      state: 'to_review',
      kind: facts.kind,
      title: facts.title ?? document.title,
      authorityName: facts.authority,
      inspectorate: facts.inspectorate,
      coveredAreas: [...facts.coveredAreas],
      inspectedFrom: dayOf(facts.inspectedFrom),
      inspectedTo: dayOf(facts.inspectedTo),
      publishedOn: dayOf(facts.published),
      planDueOn: due?.dueOn ?? null,
      planDueBasis: due?.basis ?? null,
      paged: reading.paged,
      warnings: [...(await this.otherAuthority(tx, facts.authority)), ...warnings],
      refusalCode: null,
      refusalMessage: null,
    });
  }

  /** The warning that a document names another council; none where it names this one or nobody. */
  async otherAuthority(tx: Tx, printed: string | null): Promise<ReadingWarning[]> {
    const own = await this.documents.authorityName(tx);
    if (printed === null || isSameCouncil(printed, own)) return [];
    return [
      {
        code: 'other_authority',
        message: `This document names ${printed}, but this plan is that of ${own}.`,
      },
    ];
  }
}

/** A date that does not exist is no date; the reader has warned about it. */
function dayOf(text: string | null): LocalDate | null {
  return text === null ? null : parseLocalDate(text);
}

/** The process was told to stop: the document is read again by the next one. */
function isStopped(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { signal?: string | null } | undefined) : undefined;
  return cause?.signal === 'SIGTERM' || cause?.signal === 'SIGINT';
}
