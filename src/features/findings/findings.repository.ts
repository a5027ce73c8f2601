import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind, Sentiment } from '../../domain/intake/extraction.js';
import type { AnswerState } from '../../domain/lifecycle/finding-answer.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';

export interface FindingFilter {
  readonly documentId?: readonly string[];
  readonly sentiment?: readonly Sentiment[];
  readonly answer?: readonly AnswerState[];
  readonly q?: string | null;
  /** Leaves out those of documents under embargo or not for publication. */
  readonly publishedOnly: boolean;
}

export interface FindingView {
  readonly id: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly number: string | null;
  readonly section: string | null;
  readonly sentiment: Sentiment | null;
  readonly text: string;
  readonly recommendationRefs: string[];
  readonly page: number | null;
  readonly fromPage: number | null;
  readonly fromLine: number | null;
  readonly answer: AnswerState;
  readonly part: number;
  readonly documentKind: DocumentKind;
  readonly isTyped: boolean;
  readonly documentOn: LocalDate;
  readonly version: number;
}

/** The day that a document speaks of: of two visits the later one counts, whenever it came. */
export const DOCUMENT_DAY = `coalesce(d.inspected_to, d.published_on, d.received_on)`;

const VIEW = `
  select f.id, f.document_id "documentId", d.title "documentTitle", f.number, f.section, f.sentiment, f.text,
         f.recommendation_refs "recommendationRefs", f.page, f.from_page "fromPage", f.from_line "fromLine",
         f.answer, f.part, d.kind "documentKind", d.typed "isTyped", ${DOCUMENT_DAY}::text "documentOn", f.version`;

const AMONG = `
  from findings f join documents d on d.authority_id = f.authority_id and d.id = f.document_id`;

/** Every query on findings. */
@Injectable()
export class FindingsRepository {
  view(tx: Tx, id: string, publishedOnly: boolean): Promise<FindingView | null> {
    return tx.row<FindingView>(
      `${VIEW} ${AMONG} where f.authority_id = $1 and f.id = $2 and f.withdrawn_at is null
        and (not $3::boolean or ${publishedToday('d')})`,
      [tx.authorityId, id, publishedOnly],
    );
  }

  async list(tx: Tx, filter: FindingFilter, part: Slice): Promise<{ rows: FindingView[]; total: number }> {
    const values: unknown[] = [tx.authorityId];
    const value = (it: unknown) => `$${values.push(it)}`;
    const where = ['f.authority_id = $1', 'f.withdrawn_at is null'];
    if (filter.publishedOnly) where.push(publishedToday('d'));
    if (filter.documentId) where.push(`f.document_id = any(${value(filter.documentId)})`);
    if (filter.sentiment) where.push(`f.sentiment = any(${value(filter.sentiment)})`);
    if (filter.answer) where.push(`f.answer = any(${value(filter.answer)})`);
    if (filter.q) where.push(`position(lower(${value(filter.q)}) in lower(f.text)) > 0`);
    const among = `${AMONG} where ${where.join(' and ')}`;
    const counted = await tx.row<{ total: number }>(`select count(*)::int total ${among}`, values);
    const rows = await tx.rows<FindingView>(
      `${VIEW} ${among} order by d.received_on desc, f.document_id, f.position, f.part, f.id
        limit ${value(part.limit)} offset ${value(part.offset)}`,
      values,
    );
    return { rows, total: counted?.total ?? 0 };
  }

  /** Puts one at the end of its document. */
  async addTyped(
    tx: Tx,
    documentId: string,
    { text, section, sentiment }: Pick<FindingView, 'text' | 'section' | 'sentiment'>,
  ): Promise<string> {
    await tx.rows(`select 1 from documents where authority_id = $1 and id = $2 for update`, [
      tx.authorityId,
      documentId,
    ]);
    const row = await tx.row<{ id: string }>(
      `insert into findings (authority_id, document_id, position, number, section, sentiment, text)
       select $1, $2, coalesce(max(position), 0) + 1, (count(distinct position) + 1)::text, $3::text, $4::text, $5::text
         from findings where authority_id = $1 and document_id = $2
       returning id`,
      [tx.authorityId, documentId, section, sentiment, text],
    );
    return row!.id;
  }

  /** Areas that a typed document says it looked at, besides those it said already. */
  async coverToo(tx: Tx, documentId: string, areas: readonly string[]): Promise<void> {
    await tx.rows(
      `update documents
          set covered_areas = covered_areas || array(select a from unnest($3::text[]) a where a <> all (covered_areas))
        where authority_id = $1 and id = $2`,
      [tx.authorityId, documentId, areas],
    );
  }

  async correct(tx: Tx, id: string, to: Pick<FindingView, 'section' | 'sentiment'>): Promise<void> {
    await tx.rows(`update findings set section = $3, sentiment = $4 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      to.section,
      to.sentiment,
    ]);
  }

  /** The second piece follows the first; pieces after it move on. Gives its id. */
  async split(tx: Tx, { id, text }: Pick<FindingView, 'id' | 'text'>, at: number): Promise<string> {
    await tx.rows(
      `update findings f set part = f.part + 1
         from findings s
        where s.authority_id = $1 and s.id = $2 and f.authority_id = s.authority_id
          and f.document_id = s.document_id and f.position = s.position and f.part > s.part`,
      [tx.authorityId, id],
    );
    await tx.rows(`update findings set text = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      text.slice(0, at).trim(),
    ]);
    const row = await tx.row<{ id: string }>(
      `insert into findings (authority_id, document_id, position, part, split_from, number, section, sentiment, text,
              recommendation_refs, page, from_page, from_line, to_page, to_line)
       select authority_id, document_id, position, part + 1, id, number, section, sentiment, $3,
              recommendation_refs, page, from_page, from_line, to_page, to_line
         from findings where authority_id = $1 and id = $2
       returning id`,
      [tx.authorityId, id, text.slice(at).trim()],
    );
    return row!.id;
  }
}
