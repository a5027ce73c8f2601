import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind, Sentiment } from '../../domain/intake/extraction.js';
import type { AnswerState } from '../../domain/lifecycle/finding-answer.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { DOCUMENT_DAY } from './findings.repository.js';

/** A document with findings, and how far they are answered. */
export interface VisitRow {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly isTyped: boolean;
  readonly documentOn: LocalDate;
  readonly coveredAreas: string[];
  readonly findings: number;
  readonly open: number;
  readonly waiting: number;
  readonly strengths: number;
  readonly progress: number;
  readonly weaknesses: number;
}

/** One finding of a document, as far as going through them needs it. */
export interface FindingStep {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly sentiment: Sentiment | null;
  readonly answer: AnswerState;
}

const VISIT = `
  select d.id, d.title, d.kind, d.typed "isTyped", ${DOCUMENT_DAY}::text "documentOn", d.covered_areas "coveredAreas",
         n.findings, n.open, n.waiting, n.strengths, n.progress, n.weaknesses
    from documents d
   cross join lateral (
     select count(*)::int findings, count(*) filter (where f.answer = 'open')::int open,
            count(*) filter (where f.answer = 'waiting')::int waiting,
            count(*) filter (where f.sentiment = 'strength')::int strengths,
            count(*) filter (where f.sentiment = 'progress')::int progress,
            count(*) filter (where f.sentiment = 'weakness')::int weaknesses
       from findings f
      where f.authority_id = d.authority_id and f.document_id = d.id and f.withdrawn_at is null) n
   where d.authority_id = $1 and d.state = 'accepted' and n.findings > 0`;

/** Every query on visits: documents, seen by their findings. */
@Injectable()
export class VisitsRepository {
  async list(tx: Tx, publishedOnly: boolean, part: Slice): Promise<{ rows: VisitRow[]; total: number }> {
    const which = `${VISIT} and (not $2::boolean or d.publication = 'published')`;
    const rows = await tx.rows<VisitRow>(`${which} order by ${DOCUMENT_DAY} desc, d.id limit $3 offset $4`, [
      tx.authorityId,
      publishedOnly,
      part.limit,
      part.offset,
    ]);
    const counted = await tx.row<{ total: number }>(`select count(*)::int total from (${which}) v`, [
      tx.authorityId,
      publishedOnly,
    ]);
    return { rows, total: counted?.total ?? 0 };
  }

  one(tx: Tx, id: string, publishedOnly: boolean): Promise<VisitRow | null> {
    return tx.row<VisitRow>(`${VISIT} and (not $2::boolean or d.publication = 'published') and d.id = $3`, [
      tx.authorityId,
      publishedOnly,
      id,
    ]);
  }

  /** The findings of a document in their order. */
  steps(tx: Tx, documentId: string): Promise<FindingStep[]> {
    return tx.rows(
      `select id, number, text, sentiment, answer from findings
        where authority_id = $1 and document_id = $2 and withdrawn_at is null order by position, part, id`,
      [tx.authorityId, documentId],
    );
  }

  /** The last two things said of each action: what we said, beside what was found. */
  async weSaid(
    tx: Tx,
    actionIds: readonly string[],
  ): Promise<Map<string, { text: string; saidOn: LocalDate; byName: string }>> {
    const rows = await tx.rows<{ id: string; text: string; saidOn: LocalDate; byName: string }>(
      `select a.id, said.text, said.said_on::text "saidOn", said.name "byName"
         from actions a
        cross join lateral (
          select c.impact_statement as text, c.reported_on as said_on, p.name
            from completion_reports c
            join people p on p.authority_id = c.authority_id and p.id = c.reported_by
           where c.authority_id = a.authority_id and c.action_id = a.id
          union all
          select u.what_changed, u.written_on, p.name
            from progress_updates u join people p on p.authority_id = u.authority_id and p.id = u.written_by
           where u.authority_id = a.authority_id and u.action_id = a.id and u.what_changed <> ''
          order by said_on desc limit 1) said
        where a.authority_id = $1 and a.id = any($2::uuid[])`,
      [tx.authorityId, actionIds],
    );
    return new Map(rows.map(({ id, ...said }) => [id, said]));
  }
}
