import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DocumentKind, Sentiment } from '../../domain/intake/extraction.js';
import type { AnswerState } from '../../domain/lifecycle/finding-answer.js';
import type { ActionStatus, Assurance } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import { DOCUMENT_DAY } from './findings.repository.js';

/** A document with findings, and how far they are answered. */
export interface VisitRow {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly isTyped: boolean;
  readonly documentOn: LocalDate;
  /** Its first day: what we had said is what stood the day before. */
  readonly beganOn: LocalDate;
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

export interface Told {
  readonly text: string;
  readonly saidOn: LocalDate;
  readonly byName: string;
}

/** What the plan said of an action when a visit came. Null where there was no action or nobody had said anything yet. */
export interface WeSaid {
  readonly rating: Colour | null;
  readonly status: ActionStatus | null;
  readonly assurance: Assurance | null;
  readonly before: Told | null;
  readonly since: Told | null;
}

const VISIT = `
  select d.id, d.title, d.kind, d.typed "isTyped", ${DOCUMENT_DAY}::text "documentOn",
         coalesce(d.inspected_from, ${DOCUMENT_DAY})::text "beganOn", d.covered_areas "coveredAreas",
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
    const which = `${VISIT} and (not $2::boolean or ${publishedToday('d')})`;
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
    return tx.row<VisitRow>(`${VISIT} and (not $2::boolean or ${publishedToday('d')}) and d.id = $3`, [
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

  /**
   * What we said of each action: its colour and state at the end of the day before the visit began, the last words
   * before it, and the last words since.
   */
  async weSaid(tx: Tx, actionIds: readonly string[], visitBeganOn: LocalDate): Promise<Map<string, WeSaid>> {
    const rows = await tx.rows<WeSaid & { id: string }>(
      `with told as (
         select c.action_id, c.impact_statement as text, c.reported_on as said_on, p.name
           from completion_reports c
           join people p on p.authority_id = c.authority_id and p.id = c.reported_by
          where c.authority_id = $1 and c.action_id = any($2::uuid[])
         union all
         select u.action_id, u.what_changed, u.written_on, p.name
           from progress_updates u
           join people p on p.authority_id = u.authority_id and p.id = u.written_by
          where u.authority_id = $1 and u.action_id = any($2::uuid[]) and u.what_changed <> ''),
       last_told as (
         select distinct on (action_id, said_on >= $3::date) action_id, said_on >= $3::date as since,
                jsonb_build_object('text', text, 'saidOn', said_on, 'byName', name) as words
           from told order by action_id, said_on >= $3::date, said_on desc)
       select a.id, v.data->>'rating' as rating, v.data->>'status' as status, v.data->>'assurance' as assurance,
              b.words as before, s.words as since
         from actions a
         left join versions v on v.authority_id = a.authority_id and v.entity = 'actions' and v.row_id = a.id
          and v.valid_from < ($3::date::timestamp at time zone 'Europe/London')
          and v.valid_to >= ($3::date::timestamp at time zone 'Europe/London')
         left join last_told b on b.action_id = a.id and not b.since
         left join last_told s on s.action_id = a.id and s.since
        where a.authority_id = $1 and a.id = any($2::uuid[])`,
      [tx.authorityId, actionIds, visitBeganOn],
    );
    return new Map(rows.map(({ id, ...said }) => [id, said]));
  }
}
