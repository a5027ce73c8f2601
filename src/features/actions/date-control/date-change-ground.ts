import { Injectable } from '@nestjs/common';
import type { Subject } from '../../../domain/access/policy.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { DecidersOfChain } from '../../../domain/lifecycle/date-change-decider.js';
import type { Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../web/api/ids.js';
import { NotFound } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { ActionAccess } from '../action-access.js';
import type { Action } from '../action.entity.js';
import { ActionsRepository } from '../actions.repository.js';
import type { DateChange } from '../date-change.entity.js';
import { RatingService } from '../rating.service.js';
import { DateChangesRepository } from './date-changes.repository.js';
import { DateDeciders } from './date-deciders.service.js';

/** What every verb of date control stands on: the action, held, with its chain; and what follows from a change. */
@Injectable()
export class DateChangeGround {
  constructor(
    private readonly changes: DateChangesRepository,
    private readonly deciders: DateDeciders,
    private readonly actions: ActionsRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
  ) {}

  /** One request and its action, the action first, as everybody holds them. */
  async held(tx: Tx, person: Person, id: string): Promise<{ request: DateChange; action: Action }> {
    const known = isUuid(id) ? await this.changes.one(tx, id) : null;
    if (known === null) throw new NotFound('There is no such request');
    const { action } = await this.access.toChange(tx, person, 'actions.read', known.actionId);
    return { action, request: (await this.changes.heldById(tx, id)) as DateChange };
  }

  async chain(tx: Tx, actionId: string): Promise<DecidersOfChain> {
    return (await this.deciders.chains(tx, [actionId])).get(actionId) as DecidersOfChain;
  }

  /** Many actions, held, with who may ask and who decides. */
  async heldMany(
    tx: Tx,
    ids: readonly string[],
  ): Promise<{
    actions: ReadonlyMap<string, Action>;
    chains: ReadonlyMap<string, DecidersOfChain>;
    subjects: ReadonlyMap<string, Subject>;
  }> {
    const held = await this.actions.heldByIds(tx, ids.filter(isUuid));
    const contributors = await tx.rows<{ actionId: string; ids: string[] }>(
      `select action_id as "actionId", array_agg(person_id) as ids from action_contributors
        where authority_id = $1 and action_id = any($2::uuid[]) and ended_at is null group by action_id`,
      [tx.authorityId, held.map(({ id }) => id)],
    );
    const helping = new Map(contributors.map((row) => [row.actionId, row.ids]));
    return {
      actions: new Map(held.map((action) => [action.id, action])),
      chains: await this.deciders.chains(
        tx,
        held.map(({ id }) => id),
      ),
      subjects: new Map(
        held.map(({ id, ownerId, accountableLeadId, agencyId }) => [
          id,
          { ownerId, accountableLeadId, agencyId, contributorIds: helping.get(id) ?? [] },
        ]),
      ),
    };
  }

  /** After a request was made, decided or dropped: the colour follows at once, the notices with the next morning. */
  async moved(tx: Tx, actionIds: readonly string[], on: LocalDate): Promise<void> {
    if (actionIds.length === 0) return;
    await tx.rows(`update actions set next_notice_on = $3 where authority_id = $1 and id = any($2::uuid[])`, [
      tx.authorityId,
      actionIds,
      on,
    ]);
    await this.ratings.rerate(tx, actionIds);
  }
}
