import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../../platform/database/database.js';
import { SavedView } from './saved-view.entity.js';

/** Views are private: every query asks for one person's. */
@Injectable()
export class SavedViewsRepository {
  ofPerson(tx: Tx, personId: string, list: SavedView['list'], most: number): Promise<SavedView[]> {
    return tx.manager.find(SavedView, {
      where: { authorityId: tx.authorityId, personId, list, withdrawnAt: IsNull() },
      order: { name: 'asc', id: 'asc' },
      take: most,
    });
  }

  /** Keeps the query under the name; one of the same name is replaced. */
  async keep(tx: Tx, view: Pick<SavedView, 'personId' | 'list' | 'name' | 'query'>): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into saved_views (authority_id, person_id, list, name, query) values ($1, $2, $3, $4, $5)
       on conflict (authority_id, person_id, list, lower(name)) where withdrawn_at is null
       do update set name = excluded.name, query = excluded.query
       returning id`,
      [tx.authorityId, view.personId, view.list, view.name, JSON.stringify(view.query)],
    );
    return row!.id;
  }

  /** Gives whether the person had such a view. */
  async withdraw(tx: Tx, personId: string, id: string, at: Date): Promise<boolean> {
    const row = await tx.row(
      `update saved_views set withdrawn_at = $4
        where authority_id = $1 and person_id = $2 and id = $3 and withdrawn_at is null returning id`,
      [tx.authorityId, personId, id, at],
    );
    return row !== null;
  }
}
