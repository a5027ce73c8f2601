import { Injectable } from '@nestjs/common';
import { may, scopeOf, type Permission, type Subject } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import { isUuid } from '../../web/api/ids.js';
import type { Person } from '../../web/person.js';
import type { Action } from './action.entity.js';
import type { ActionScope } from './action-filters.js';
import { ActionsRepository } from './actions.repository.js';

export interface Accessed {
  readonly action: Action;
  /** The action as the policy sees it. */
  readonly subject: Subject;
}

/** How far this person's lists of actions reach. Refuses somebody who may see none. */
export function readingScope(person: Person): ActionScope {
  const scope = scopeOf('actions.read', person);
  if (scope === 'none') throw new Forbidden();
  return scope === 'all' ? 'all' : { personId: person.personId, agencyId: person.agencyId };
}

/** One action, for somebody who asks to do something with it: 404 when it is not there, 403 when they may not. */
@Injectable()
export class ActionAccess {
  constructor(private readonly actions: ActionsRepository) {}

  async toRead(tx: Tx, person: Person, id: string): Promise<Accessed> {
    const action = isUuid(id) ? await this.actions.byId(tx, id) : null;
    return this.allowed(tx, person, 'actions.read', action);
  }

  /** The action, held until the end of the transaction. */
  async toChange(tx: Tx, person: Person, permission: Permission, id: string): Promise<Accessed> {
    const action = isUuid(id) ? await this.actions.heldById(tx, id) : null;
    await this.allowed(tx, person, 'actions.read', action);
    return this.allowed(tx, person, permission, action);
  }

  /**
   * Several, held in one order by whoever holds several. Refuses all of them when one is not there or not for them:
   * whoever sends several has seen them all.
   */
  async allToChange(
    tx: Tx,
    person: Person,
    permission: Permission,
    ids: readonly string[],
  ): Promise<Accessed[]> {
    if (!ids.every((id) => isUuid(id))) throw new NotFound('There is no such action');
    const held = await this.actions.heldByIds(tx, ids);
    if (held.length < new Set(ids).size) throw new NotFound('There is no such action');
    const contributors = await this.actions.contributorsOf(tx, ids);
    return held.map((action) => {
      const { ownerId, accountableLeadId, agencyId } = action;
      const contributorIds = contributors.get(action.id) ?? [];
      const subject = { ownerId, accountableLeadId, agencyId, contributorIds };
      if (!may('actions.read', person, subject) || !may(permission, person, subject)) throw new Forbidden();
      return { action, subject };
    });
  }

  private async allowed(
    tx: Tx,
    person: Person,
    permission: Permission,
    action: Action | null,
  ): Promise<Accessed> {
    if (action === null) throw new NotFound('There is no such action');
    const { ownerId, accountableLeadId, agencyId } = action;
    // Permissions are those of today, also where the past is read.
    const bare =
      tx.asAt === null
        ? { ownerId, accountableLeadId, agencyId }
        : await this.actions.subjectOfToday(tx, action.id);
    // Known even where reading needs none: what else this person may do is asked with the same subject.
    const subject = { ...bare, contributorIds: await this.actions.contributorIds(tx, action.id) };
    if (!may(permission, person, subject)) throw new Forbidden();
    return { action, subject };
  }
}
