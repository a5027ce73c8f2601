import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { DOCUMENT_DAY, type FindingView } from './findings.repository.js';

export interface RecommendationCandidate {
  readonly kind: 'recommendation';
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly heading: string | null;
  readonly body: string | null;
  readonly documentTitle: string;
}

export interface ActionCandidate {
  readonly kind: 'action';
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly text: string;
}

export interface EarlierCandidate {
  readonly kind: 'finding';
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly documentTitle: string;
  readonly documentOn: string;
}

const MOST_EARLIER = 1000;

/** What a finding may speak about: everything of the plan, but not what a later recommendation took the place of. */
@Injectable()
export class SuggestionRepository {
  recommendations(tx: Tx): Promise<RecommendationCandidate[]> {
    return tx.rows(
      `select 'recommendation' kind, r.id, r.number, r.text, r.theme heading,
              nullif(r.addressee, 'Local authority') body, d.title "documentTitle"
         from recommendations r
         join documents d on d.authority_id = r.authority_id and d.id = r.document_id and d.state = 'accepted'
        where r.authority_id = $1 and r.withdrawn_at is null and r.status <> 'superseded'
        order by r.document_id, r.position`,
      [tx.authorityId],
    );
  }

  actions(tx: Tx): Promise<ActionCandidate[]> {
    return tx.rows(
      `select 'action' kind, id, reference, title, title || '. ' || description as text from actions
        where authority_id = $1 and status <> 'cancelled' order by number`,
      [tx.authorityId],
    );
  }

  /** What was found before, in documents of an earlier day. */
  earlier(tx: Tx, finding: FindingView): Promise<EarlierCandidate[]> {
    return tx.rows(
      `select 'finding' kind, f.id, f.number, f.text, d.title "documentTitle", ${DOCUMENT_DAY}::text "documentOn"
         from findings f
         join documents d on d.authority_id = f.authority_id and d.id = f.document_id and d.state = 'accepted'
        where f.authority_id = $1 and f.withdrawn_at is null and f.document_id <> $2
          and ${DOCUMENT_DAY} <= $3::date
        order by ${DOCUMENT_DAY} desc, f.document_id, f.position limit ${MOST_EARLIER}`,
      [tx.authorityId, finding.documentId, finding.documentOn],
    );
  }

  async surroundings(tx: Tx, documentId: string): Promise<string[]> {
    const rows = await tx.rows<{ text: string }>(
      `select text from findings where authority_id = $1 and document_id = $2 and withdrawn_at is null
        order by position, part`,
      [tx.authorityId, documentId],
    );
    return rows.map(({ text }) => text);
  }

  /** The actions towards each of these recommendations. */
  async towards(
    tx: Tx,
    recommendationIds: readonly string[],
  ): Promise<
    Map<string, { id: string; reference: string; title: string; status: string; rating: string }[]>
  > {
    const rows = await tx.rows<{
      recommendationId: string;
      id: string;
      reference: string;
      title: string;
      status: string;
      rating: string;
    }>(
      `select ar.recommendation_id "recommendationId", a.id, a.reference, a.title, a.status, a.rating
         from action_recommendations ar
         join actions a on a.authority_id = ar.authority_id and a.id = ar.action_id and a.status <> 'cancelled'
        where ar.authority_id = $1 and ar.recommendation_id = any($2::uuid[]) and ar.ended_at is null
        order by a.number`,
      [tx.authorityId, recommendationIds],
    );
    const found = new Map<string, typeof rows>();
    for (const row of rows) {
      found.set(row.recommendationId, [...(found.get(row.recommendationId) ?? []), row]);
    }
    return found;
  }
}
