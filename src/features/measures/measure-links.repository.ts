import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';

export interface ServedByMeasure {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly documentTitle: string;
}

/** What measures speak for: recommendations, and through them the actions that a value may prove. */
@Injectable()
export class MeasureLinks {
  async link(tx: Tx, measureId: string, recommendationIds: readonly string[]): Promise<void> {
    if (recommendationIds.length === 0) return;
    await tx.rows(
      `insert into measure_recommendations (authority_id, measure_id, recommendation_id)
       select $1, $2, r.id from recommendations r
        where r.authority_id = $1 and r.id = any($3::uuid[]) and r.withdrawn_at is null
       on conflict (authority_id, measure_id, recommendation_id) where ended_at is null do nothing`,
      [tx.authorityId, measureId, recommendationIds],
    );
  }

  async unlink(tx: Tx, measureId: string, recommendationIds: readonly string[], at: Date): Promise<void> {
    if (recommendationIds.length === 0) return;
    await tx.rows(
      `update measure_recommendations set ended_at = $4
        where authority_id = $1 and measure_id = $2 and recommendation_id = any($3::uuid[]) and ended_at is null`,
      [tx.authorityId, measureId, recommendationIds, at],
    );
  }

  /** What it speaks for, of the documents this person may see. */
  served(tx: Tx, publishedOnly: boolean, recommendationIds: readonly string[]): Promise<ServedByMeasure[]> {
    return tx.rows(
      `select r.id, r.number, r.text, d.title as "documentTitle"
         from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.id = any($3::uuid[]) and (not $2::boolean or ${publishedToday('d')})
        order by d.received_on desc, r.document_id, r.position`,
      [tx.authorityId, publishedOnly, recommendationIds],
    );
  }

  /** What a measure may be linked to: recommendations that stand and are not superseded. */
  choices(tx: Tx, publishedOnly: boolean): Promise<ServedByMeasure[]> {
    return tx.rows(
      `select r.id, r.number, r.text, d.title as "documentTitle"
         from recommendations r join documents d on d.authority_id = r.authority_id and d.id = r.document_id
        where r.authority_id = $1 and r.withdrawn_at is null and r.status <> 'superseded'
          and (not $2::boolean or ${publishedToday('d')})
        order by (r.priority = 'priority_action') desc, d.received_on desc, r.document_id, r.position limit 400`,
      [tx.authorityId, publishedOnly],
    );
  }

  /** Open or complete actions of this person that serve what the measure speaks for: what a value may prove. */
  provable(
    tx: Tx,
    measureId: string,
    personId: string,
  ): Promise<{ id: string; reference: string; title: string }[]> {
    return tx.rows(
      `select distinct a.id, a.reference, a.title, a.number
         from measure_recommendations k
         join action_recommendations s on s.authority_id = k.authority_id
          and s.recommendation_id = k.recommendation_id and s.ended_at is null
         join actions a on a.authority_id = s.authority_id and a.id = s.action_id
          and a.status in ('not_started','in_progress','complete')
        where k.authority_id = $1 and k.measure_id = $2 and k.ended_at is null
          and (a.owner_id = $3 or exists (
            select 1 from action_contributors c where c.authority_id = a.authority_id and c.action_id = a.id
               and c.person_id = $3 and c.ended_at is null))
        order by a.number limit 100`,
      [tx.authorityId, measureId, personId],
    );
  }
}
