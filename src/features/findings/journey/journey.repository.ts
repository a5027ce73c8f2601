import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { DocumentKind, RecommendationPriority } from '../../../domain/intake/extraction.js';
import type { RecommendationStatus } from '../../../domain/lifecycle/recommendation-life.js';
import type { PrintedJudgement } from '../../../domain/report/judgement-areas.js';
import type { Tx } from '../../../platform/database/database.js';
import type { Slice } from '../../documents/list-slices.js';
import { publishedToday } from '../../documents/published-today.js';
import { DOCUMENT_DAY } from '../findings.repository.js';

/** A document and what became of what it asked for. */
export interface JourneyDocument {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly on: LocalDate;
  readonly recommendations: number;
  readonly open: number;
  readonly proposed: number;
  readonly met: number;
  readonly superseded: number;
  /** Asked for again in a later document, whatever the board had said. */
  readonly raisedAgain: number;
}

/** One recommendation named in a few words, for somebody who may know of it. */
export interface NamedRecommendation {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly on: LocalDate;
}

/** What became of one recommendation. */
export interface BecameOf {
  readonly id: string;
  readonly number: string | null;
  readonly priority: RecommendationPriority;
  readonly text: string;
  readonly status: RecommendationStatus;
  readonly metOn: LocalDate | null;
  readonly supersededBy: NamedRecommendation | null;
  /** The oldest first. */
  readonly raisedAgain: readonly NamedRecommendation[];
}

export interface RaisedPair {
  readonly id: string;
  readonly earlierStatus: RecommendationStatus;
  readonly earlier: NamedRecommendation;
  readonly later: NamedRecommendation;
}

const named = (
  r: string,
  d: string,
) => `jsonb_build_object('id', ${r}.id, 'number', ${r}.number, 'text', ${r}.text,
  'documentId', ${d}.id, 'documentTitle', ${d}.title, 'on', ${DOCUMENT_DAY.replaceAll('d.', `${d}.`)})`;

/** A recommendation `r` that stands in an accepted document `d` that may be known of; `$2` leaves others out. */
const standing = (r: string, d: string) => `
  join recommendations ${r} on ${r}.authority_id = b.authority_id and ${r}.withdrawn_at is null
  join documents ${d} on ${d}.authority_id = ${r}.authority_id and ${d}.id = ${r}.document_id
   and ${d}.state = 'accepted' and (not $2::boolean or ${publishedToday(d)})`;

const AGAIN = `
  select b.earlier_id, jsonb_agg(${named('l', 'ld')} order by ${DOCUMENT_DAY.replaceAll('d.', 'ld.')}, l.id) as again
    from raised_before b ${standing('l', 'ld')} and l.id = b.recommendation_id
   where b.authority_id = $1 and b.state = 'confirmed'
   group by b.earlier_id`;

/** Every query of the journey. Each leaves out documents that are not public where it is told to. */
@Injectable()
export class JourneyRepository {
  judgements(tx: Tx, publishedOnly: boolean): Promise<PrintedJudgement[]> {
    return tx.rows(
      `select d.id as "documentId", d.title as document, ${DOCUMENT_DAY}::text as "on", j.area, j.grade
         from judgements j
         join documents d on d.authority_id = j.authority_id and d.id = j.document_id and d.state = 'accepted'
          and (not $2::boolean or ${publishedToday('d')})
        where j.authority_id = $1 and j.withdrawn_at is null
        order by ${DOCUMENT_DAY}, d.id, j.position`,
      [tx.authorityId, publishedOnly],
    );
  }

  /** Those that asked for something, the oldest first. */
  documents(tx: Tx, publishedOnly: boolean, id: string | null = null): Promise<JourneyDocument[]> {
    const count = (status: RecommendationStatus) => `(count(*) filter (where r.status = '${status}'))::int`;
    return tx.rows(
      `with again as (${AGAIN})
       select d.id, d.title, d.kind, ${DOCUMENT_DAY}::text as "on", count(*)::int as recommendations,
              ${count('open')} as open, ${count('proposed_as_met')} as proposed, ${count('met')} as met,
              ${count('superseded')} as superseded, count(again.earlier_id)::int as "raisedAgain"
         from documents d
         join recommendations r on r.authority_id = d.authority_id and r.document_id = d.id and r.withdrawn_at is null
         left join again on again.earlier_id = r.id
        where d.authority_id = $1 and d.state = 'accepted' and (not $2::boolean or ${publishedToday('d')})
          and ($3::uuid is null or d.id = $3)
        group by d.authority_id, d.id, d.title, d.kind, ${DOCUMENT_DAY}
        order by ${DOCUMENT_DAY}, d.id`,
      [tx.authorityId, publishedOnly, id],
    );
  }

  /** What became of each recommendation of one document, as printed. */
  becameOf(tx: Tx, publishedOnly: boolean, documentId: string, part: Slice): Promise<BecameOf[]> {
    return tx.rows(
      `with again as (${AGAIN})
       select r.id, r.number, r.priority, r.text, r.status, r.met_on::text as "metOn",
              case when n.id is not null and nd.id is not null then ${named('n', 'nd')} end as "supersededBy",
              coalesce(again.again, '[]') as "raisedAgain"
         from recommendations r
         left join recommendations n on n.authority_id = r.authority_id and n.id = r.superseded_by
          and n.withdrawn_at is null
         left join documents nd on nd.authority_id = n.authority_id and nd.id = n.document_id
          and (not $2::boolean or ${publishedToday('nd')})
         left join again on again.earlier_id = r.id
        where r.authority_id = $1 and r.document_id = $3 and r.withdrawn_at is null
        order by r.position, r.id limit $4 offset $5`,
      [tx.authorityId, publishedOnly, documentId, part.limit, part.offset],
    );
  }

  /** What was asked for again, the latest first. */
  async raisedAgain(
    tx: Tx,
    publishedOnly: boolean,
    part: Slice,
  ): Promise<{ rows: RaisedPair[]; total: number }> {
    const rows = await tx.rows<RaisedPair & { total: number }>(
      `select b.id, e.status as "earlierStatus", ${named('e', 'ed')} as earlier, ${named('l', 'ld')} as later,
              (count(*) over ())::int as total
         from raised_before b
         ${standing('l', 'ld')} and l.id = b.recommendation_id
         ${standing('e', 'ed')} and e.id = b.earlier_id
        where b.authority_id = $1 and b.state = 'confirmed'
        order by ${DOCUMENT_DAY.replaceAll('d.', 'ld.')} desc, l.document_id, l.position, b.id limit $3 offset $4`,
      [tx.authorityId, publishedOnly, part.limit, part.offset],
    );
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }
}
