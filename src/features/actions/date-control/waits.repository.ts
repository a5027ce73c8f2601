import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { ActionStatus } from '../../../domain/rating/rating-facts.js';
import type { Tx } from '../../../platform/database/database.js';
import { Parameters, whereClause, type ActionScope } from '../action-filters.js';
import type { ActionWait } from './action-wait.entity.js';

export interface WaitRow {
  readonly id: string;
  readonly actionId: string;
  readonly forActionId: string | null;
  /** Of the action it waits for, where this person may read that. */
  readonly reference: string | null;
  readonly title: string | null;
  readonly status: ActionStatus | null;
  readonly dueOn: LocalDate | null;
  readonly words: string;
  readonly contact: string;
  readonly expectedOn: LocalDate | null;
  readonly addedOn: LocalDate;
  readonly addedByName: string;
  readonly endedOn: LocalDate | null;
}

/** Every query on what actions wait for. */
@Injectable()
export class WaitsRepository {
  /** What an action waits for, then what it waited for. Of another action its title only where it may be read. */
  ofAction(tx: Tx, actionId: string, scope: ActionScope): Promise<WaitRow[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const readable = whereClause({}, scope, parameters);
    return tx.rows<WaitRow>(
      `select w.id, w.action_id as "actionId", w.for_action_id as "forActionId", a.reference, a.title, a.status,
              a.due_on::text as "dueOn", w.words, w.contact, w.expected_on::text as "expectedOn",
              w.added_on::text as "addedOn", p.name as "addedByName", w.ended_on::text as "endedOn"
         from action_waits w
         join people p on p.authority_id = w.authority_id and p.id = w.added_by
         left join actions a on a.authority_id = w.authority_id and a.id = w.for_action_id and ${readable}
        where w.authority_id = $1 and w.action_id = ${parameters.add(actionId)}
        order by w.ended_on desc nulls first, w.added_on, w.id limit 200`,
      parameters.values,
    );
  }

  /** The open actions of this authority that may be waited for, for a list to choose from. */
  choices(
    tx: Tx,
    actionId: string,
    scope: ActionScope,
  ): Promise<{ id: string; reference: string; title: string }[]> {
    const parameters = new Parameters();
    parameters.add(tx.authorityId);
    const where = whereClause({}, scope, parameters);
    return tx.rows(
      `select a.id, a.reference, a.title from actions a
        where ${where} and a.status in ('draft','not_started','in_progress') and a.id <> ${parameters.add(actionId)}
        order by a.number limit 1000`,
      parameters.values,
    );
  }

  /** Whether an action waits for another, by however many steps. */
  async waitsFor(tx: Tx, actionId: string, forActionId: string): Promise<boolean> {
    const row = await tx.row<{ found: boolean }>(
      `with recursive ahead(id) as (
         select $2::uuid
         union
         select w.for_action_id from action_waits w join ahead on w.action_id = ahead.id
          where w.authority_id = $1 and w.ended_on is null and w.for_action_id is not null)
       select exists (select 1 from ahead where id = $3) as found`,
      [tx.authorityId, actionId, forActionId],
    );
    return row!.found;
  }

  async add(
    tx: Tx,
    wait: Pick<
      ActionWait,
      'actionId' | 'forActionId' | 'words' | 'contact' | 'expectedOn' | 'addedBy' | 'addedOn'
    >,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into action_waits (authority_id, action_id, for_action_id, words, contact, expected_on, added_by, added_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        tx.authorityId,
        wait.actionId,
        wait.forActionId,
        wait.words,
        wait.contact,
        wait.expectedOn,
        wait.addedBy,
        wait.addedOn,
      ],
    );
    return row!.id;
  }

  /** Gives whether it was waiting until now. */
  async end(tx: Tx, actionId: string, id: string, by: string, on: LocalDate): Promise<boolean> {
    const row = await tx.row(
      `update action_waits set ended_on = $4, ended_by = $5
        where authority_id = $1 and action_id = $2 and id = $3 and ended_on is null returning id`,
      [tx.authorityId, actionId, id, on, by],
    );
    return row !== null;
  }
}
