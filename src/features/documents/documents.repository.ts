import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind } from '../../domain/intake/extraction.js';
import type { Tx } from '../../platform/database/database.js';
import { Document, type DocumentState, type Publication } from './document.entity.js';
import { DocumentPage } from './document-page.entity.js';
import { Judgement } from './judgement.entity.js';
import type { Slice } from './list-slices.js';

export interface DocumentFilter {
  readonly state?: readonly DocumentState[];
  readonly kind?: readonly DocumentKind[];
  readonly publication?: readonly Publication[];
  readonly q?: string | null;
  /** Leaves out what is under embargo or not for publication. */
  readonly publishedOnly: boolean;
}

/** A document as a list shows it. */
export interface DocumentRow {
  readonly id: string;
  readonly state: DocumentState;
  readonly publication: Publication;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly authorityName: string | null;
  readonly inspectorate: string | null;
  readonly inspectedFrom: LocalDate | null;
  readonly inspectedTo: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  readonly receivedOn: LocalDate;
  readonly planDueOn: LocalDate | null;
  readonly version: number;
}

export const DOCUMENT_SORTS = ['receivedOn', 'publishedOn', 'title'] as const;

export interface DocumentOrder {
  readonly field: (typeof DOCUMENT_SORTS)[number];
  readonly direction: 'asc' | 'desc';
}

const NEWEST_FIRST: DocumentOrder = { field: 'receivedOn', direction: 'desc' };
const ORDERS: Readonly<Record<DocumentOrder['field'], string>> = {
  receivedOn: 'received_on',
  publishedOn: 'published_on',
  title: 'lower(title)',
};

export interface NewJudgement {
  readonly area: string;
  readonly grade: string;
  readonly page: number | null;
}

/** Every query on documents, their pages and their judgements. */
@Injectable()
export class DocumentsRepository {
  async insert(tx: Tx, document: Partial<Document>): Promise<string> {
    const made = await tx.manager.insert(Document, { ...document, authorityId: tx.authorityId });
    return (made.identifiers[0] as { id: string }).id;
  }

  byId(tx: Tx, id: string): Promise<Document | null> {
    return tx.manager.findOneBy(Document, { authorityId: tx.authorityId, id });
  }

  /** The document, held until the end of the transaction so that its state stays what it is. */
  byIdHeld(tx: Tx, id: string, how: 'to_change' | 'to_stay'): Promise<Document | null> {
    return tx.manager.findOne(Document, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: how === 'to_change' ? 'pessimistic_write' : 'pessimistic_read' },
    });
  }

  /** The document made from exactly this file, unless it was withdrawn. */
  bySha256(tx: Tx, sha256: string): Promise<Document | null> {
    return tx.manager.findOneBy(Document, { authorityId: tx.authorityId, sha256, state: Not('withdrawn') });
  }

  /** Changes the row whatever its version is: for what the program finds out, and under a held row. */
  async change(tx: Tx, id: string, columns: Partial<Document>): Promise<void> {
    await tx.manager.update(Document, { authorityId: tx.authorityId, id }, columns);
  }

  /** Changes the row if it still has this version; false when somebody else saved it meanwhile. */
  async changeVersion(tx: Tx, id: string, version: number, columns: Partial<Document>): Promise<boolean> {
    const done = await tx.manager.update(Document, { authorityId: tx.authorityId, id, version }, columns);
    return done.affected === 1;
  }

  async list(
    tx: Tx,
    filter: DocumentFilter,
    part: Slice,
    order: DocumentOrder = NEWEST_FIRST,
  ): Promise<{ rows: DocumentRow[]; total: number }> {
    const values: unknown[] = [tx.authorityId];
    const value = (it: unknown) => `$${values.push(it)}`;
    const where = [`authority_id = $1`, `state <> 'withdrawn'`];
    if (filter.publishedOnly) where.push(`publication = 'published'`);
    if (filter.state) where.push(`state = any(${value(filter.state)})`);
    if (filter.kind) where.push(`kind = any(${value(filter.kind)})`);
    if (filter.publication) where.push(`publication = any(${value(filter.publication)})`);
    if (filter.q) {
      where.push(`position(lower(${value(filter.q)}) in lower(title || ' ' || file_name)) > 0`);
    }
    const among = `from documents where ${where.join(' and ')}`;
    const counted = await tx.row<{ total: number }>(`select count(*)::int total ${among}`, values);
    const rows = await tx.rows<DocumentRow>(
      `select id, state, publication, kind, title, authority_name "authorityName", inspectorate,
              inspected_from::text "inspectedFrom", inspected_to::text "inspectedTo",
              published_on::text "publishedOn", received_on::text "receivedOn",
              plan_due_on::text "planDueOn", version
         ${among} order by ${ORDERS[order.field]} ${order.direction} nulls last, created_at desc, id limit ${value(part.limit)}
        offset ${value(part.offset)}`,
      values,
    );
    return { rows, total: counted?.total ?? 0 };
  }

  async addPages(tx: Tx, documentId: string, pages: { page: number; lines: string[] }[]): Promise<void> {
    if (pages.length === 0) return;
    await tx.rows(
      `insert into document_pages (authority_id, document_id, page, lines)
       select $1, $2, (p->>'page')::int, array(select jsonb_array_elements_text(p->'lines'))
         from jsonb_array_elements($3::jsonb) p`,
      [tx.authorityId, documentId, JSON.stringify(pages)],
    );
  }

  /** The name the authority goes by here, to compare with the one a document prints. */
  async authorityName(tx: Tx): Promise<string> {
    const row = await tx.row<{ name: string }>('select name from authorities where id = $1', [
      tx.authorityId,
    ]);
    if (row === null) throw new Error('The authority is gone');
    return row.name;
  }

  /** The pages from one to another, in order. */
  async pages(tx: Tx, documentId: string, from: number, to: number): Promise<DocumentPage[]> {
    return tx.manager
      .createQueryBuilder(DocumentPage, 'p')
      .where('p.authority_id = :authority and p.document_id = :documentId and p.page between :from and :to', {
        authority: tx.authorityId,
        documentId,
        from,
        to,
      })
      .orderBy('p.page')
      .getMany();
  }

  async lastPage(tx: Tx, documentId: string): Promise<number> {
    const row = await tx.row<{ last: number | null }>(
      `select max(page) as last from document_pages where authority_id = $1 and document_id = $2`,
      [tx.authorityId, documentId],
    );
    return row?.last ?? 0;
  }

  async addJudgements(tx: Tx, documentId: string, judgements: NewJudgement[]): Promise<void> {
    await tx.rows(
      `insert into judgements (authority_id, document_id, position, area, grade, page)
       select $1, $2, j.ordinality, j.v->>'area', j.v->>'grade', (j.v->>'page')::int
         from jsonb_array_elements($3::jsonb) with ordinality j(v, ordinality)`,
      [tx.authorityId, documentId, JSON.stringify(judgements)],
    );
  }

  judgements(tx: Tx, documentId: string): Promise<Judgement[]> {
    return tx.manager.find(Judgement, {
      where: { authorityId: tx.authorityId, documentId },
      order: { position: 'ASC' },
    });
  }
}
