import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
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
  /** Whether withdrawn ones may be asked for at all. */
  readonly withdrawnToo?: boolean;
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
  readonly fileName: string;
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

/** One change of who may see a document; `from` null when it was stored. */
export interface PublicationChange {
  readonly at: Date;
  readonly who: string | null;
  readonly from: Publication | null;
  readonly to: Publication;
}

/** A withdrawn document as their list shows it. */
export interface WithdrawnRow {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  readonly withdrawnAt: Date | null;
  readonly withdrawnByName: string | null;
  readonly withdrawnBecause: string | null;
  readonly total: number;
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
    const where = [`authority_id = $1`];
    // Withdrawn ones are found only by those who ask for them.
    if (!filter.state?.includes('withdrawn')) where.push(`state <> 'withdrawn'`);
    else if (filter.withdrawnToo !== true) where.push('false');
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
              plan_due_on::text "planDueOn", file_name "fileName", version
         ${among} order by ${ORDERS[order.field]} ${order.direction} nulls last, created_at desc, id limit ${value(part.limit)}
        offset ${value(part.offset)}`,
      values,
    );
    return { rows, total: counted?.total ?? 0 };
  }

  /** Those withdrawn, the last first. Each row knows how many there are. */
  withdrawn(tx: Tx, part: Slice): Promise<WithdrawnRow[]> {
    return tx.rows<WithdrawnRow>(
      `select d.id, d.title, d.file_name "fileName", d.withdrawn_at "withdrawnAt", p.name "withdrawnByName",
              d.withdrawn_because "withdrawnBecause", (count(*) over ())::int total
         from documents d left join people p on p.authority_id = d.authority_id and p.id = d.withdrawn_by
        where d.authority_id = $1 and d.state = 'withdrawn'
        order by d.withdrawn_at desc nulls last, d.id limit $2 offset $3`,
      [tx.authorityId, part.limit, part.offset],
    );
  }

  /** Who said when who may see the document, the last first. */
  publicationChanges(tx: Tx, id: string): Promise<PublicationChange[]> {
    return tx.rows<PublicationChange>(
      `select v.valid_from at, p.name who, v.was->>'publication' as "from", v.data->>'publication' as "to"
         from versions v left join people p on p.authority_id = v.authority_id and p.id::text = v.actor_id
        where v.authority_id = $1 and v.entity = 'documents' and v.row_id = $2
          and (v.change = 'created' or 'publication' = any(v.changed_columns))
        order by v.valid_from desc limit 100`,
      [tx.authorityId, id],
    );
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

  /** Those that stand in the plan. */
  judgements(tx: Tx, documentId: string): Promise<Judgement[]> {
    return tx.manager.find(Judgement, {
      where: { authorityId: tx.authorityId, documentId, withdrawnAt: IsNull() },
      order: { position: 'ASC' },
    });
  }
}
