import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';

/** A person's other actions, for which an item may be evidence too. */
@Injectable()
export class OtherActions {
  besides(
    tx: Tx,
    person: Person,
    actionId: string,
  ): Promise<{ id: string; reference: string; title: string }[]> {
    return tx.rows(
      `select a.id, a.reference, a.title from actions a
        where a.authority_id = $1 and a.id <> $3 and a.status in ('not_started','in_progress','complete')
          and a.id in (
            select o.id from actions o where o.authority_id = $1 and o.owner_id = $2
            union all
            select c.action_id from action_contributors c
             where c.authority_id = $1 and c.person_id = $2 and c.ended_at is null)
        order by a.number limit 50`,
      [tx.authorityId, person.personId, actionId],
    );
  }
}
