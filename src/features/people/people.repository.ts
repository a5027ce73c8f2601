import { Injectable } from '@nestjs/common';
import { ArrayOverlap, In, IsNull } from 'typeorm';
import type { Role } from '../../domain/access/role.js';
import type { Tx } from '../../platform/database/database.js';
import { PersonEntity } from './person.entity.js';

export interface PersonName {
  id: string;
  name: string;
  email: string;
  agencyId: string | null;
  isClosed: boolean;
}

@Injectable()
export class PeopleRepository {
  byId(tx: Tx, id: string): Promise<PersonEntity | null> {
    return tx.manager.findOneBy(PersonEntity, { authorityId: tx.authorityId, id });
  }

  /** The same, held until the end of the transaction, so that two who save it come one after the other. */
  heldById(tx: Tx, id: string): Promise<PersonEntity | null> {
    return tx.manager.findOne(PersonEntity, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Everybody of those ids, those who left as well: what they did stays under their name. */
  byIds(tx: Tx, ids: readonly string[]): Promise<PersonEntity[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return tx.manager.findBy(PersonEntity, { authorityId: tx.authorityId, id: In([...new Set(ids)]) });
  }

  /** Who can be chosen in a list: those with an open account, by name; with any of `roles` where some are given. */
  openPeople(tx: Tx, roles: readonly Role[] = []): Promise<PersonEntity[]> {
    return tx.manager.find(PersonEntity, {
      where: {
        authorityId: tx.authorityId,
        closedAt: IsNull(),
        ...(roles.length > 0 && { roles: ArrayOverlap([...roles]) }),
      },
      order: { name: 'asc', id: 'asc' },
    });
  }

  /** Names for a page that shows several people, by id. */
  async namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, PersonName>> {
    const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
    const people = await this.byIds(tx, wanted);
    return new Map(
      people.map(({ id, name, email, agencyId, closedAt }) => [
        id,
        { id, name, email, agencyId, isClosed: closedAt !== null },
      ]),
    );
  }

  byLogin(tx: Tx, loginId: string): Promise<PersonEntity | null> {
    return tx.manager.findOneBy(PersonEntity, { authorityId: tx.authorityId, loginId });
  }

  /** Who looks after the people of this authority, held until the end of the transaction. */
  heldOpenAdministrators(tx: Tx): Promise<{ id: string }[]> {
    return tx.rows(
      `select id from people
        where authority_id = $1 and closed_at is null and roles && array['administrator']
        order by id for update`,
      [tx.authorityId],
    );
  }

  async add(
    tx: Tx,
    person: Pick<PersonEntity, 'loginId' | 'name' | 'email' | 'roles' | 'agencyId'>,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into people (authority_id, login_id, name, email, roles, agency_id)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [tx.authorityId, person.loginId, person.name, person.email, person.roles, person.agencyId],
    );
    return row!.id;
  }

  async change(
    tx: Tx,
    id: string,
    change: Partial<Pick<PersonEntity, 'name' | 'roles' | 'agencyId' | 'closedAt'>>,
  ): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.manager.update(PersonEntity, { authorityId: tx.authorityId, id }, change);
  }
}
