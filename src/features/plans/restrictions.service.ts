import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';

export type Restrictable = 'actions' | 'recommendations';

export interface RestrictableItem {
  readonly id: string;
  readonly title: string;
  readonly restricted: boolean;
  /** How many actions stand towards a recommendation: they are restricted with it. */
  readonly actions: number;
}

/**
 * Part 2: what only some may see. The database hides what is restricted from everybody else; here it is only said of
 * which items that is.
 */
@Injectable()
export class RestrictionsService {
  constructor(private readonly database: Database) {}

  async item(person: Person, kind: Restrictable, id: string): Promise<RestrictableItem> {
    if (!may('restricted.set', person)) throw new Forbidden();
    const row = await this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      isUuid(id) ? tx.row<RestrictableItem>(ITEMS[kind], [tx.authorityId, id]) : Promise.resolve(null),
    );
    if (row === null) throw new NotFound('There is no such item');
    return row;
  }

  /** A recommendation takes the actions towards it with it; lifted again, each action is lifted by itself. */
  async set(person: Person, kind: Restrictable, id: string, restricted: boolean): Promise<void> {
    const item = await this.item(person, kind, id);
    await this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      await tx.rows(`update ${kind} set restricted = $3 where authority_id = $1 and id = $2`, [
        tx.authorityId,
        item.id,
        restricted,
      ]);
      if (kind === 'actions' || !restricted) return;
      await tx.rows(
        `update actions set restricted = true
          where authority_id = $1 and not restricted and id in (
            select action_id from action_recommendations
             where authority_id = $1 and recommendation_id = $2 and ended_at is null)`,
        [tx.authorityId, item.id],
      );
    });
  }
}

const ITEMS: Readonly<Record<Restrictable, string>> = {
  actions: `select id, reference || ': ' || title as title, restricted, 0 as actions
              from actions where authority_id = $1 and id = $2`,
  recommendations: `
    select r.id, r.text as title, r.restricted, (
             select count(*)::int from action_recommendations s
              where s.authority_id = r.authority_id and s.recommendation_id = r.id and s.ended_at is null) as actions
      from recommendations r where r.authority_id = $1 and r.id = $2 and r.withdrawn_at is null`,
};
