import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

/** The other actions towards the same recommendations. */
@Injectable()
export class FurtherActions {
  /** Those that were verified: what "done, but not enough" may be closed with. */
  verifiedBeside(tx: Tx, actionId: string): Promise<{ id: string; reference: string; title: string }[]> {
    return tx.rows(
      `select distinct a.id, a.reference, a.title, a.number
         from action_recommendations own
         join action_recommendations other on other.authority_id = own.authority_id
          and other.recommendation_id = own.recommendation_id and other.ended_at is null
          and other.action_id <> own.action_id
         join actions a on a.authority_id = other.authority_id and a.id = other.action_id
        where own.authority_id = $1 and own.action_id = $2 and own.ended_at is null
          and a.assurance in ('verified','embedded')
        order by a.number limit 100`,
      [tx.authorityId, actionId],
    );
  }
}
