import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { ActionScope } from './action-filters.js';

export interface CancellationRow {
  readonly id: string;
  readonly actionId: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedOn: LocalDate;
  readonly state: 'waiting' | 'approved' | 'refused' | 'dropped';
  readonly decidedByName: string | null;
  readonly decidedOn: LocalDate | null;
  readonly decisionWords: string | null;
}

const ROW = `
  select c.id, c.action_id as "actionId", c.reason, c.asked_by as "askedBy", a.name as "askedByName",
         c.asked_on::text as "askedOn", c.state, d.name as "decidedByName", c.decided_on::text as "decidedOn",
         c.decision_words as "decisionWords"
    from cancellations c
    join people a on a.authority_id = c.authority_id and a.id = c.asked_by
    left join people d on d.authority_id = c.authority_id and d.id = c.decided_by`;

/** Every query on requests to cancel an action. */
@Injectable()
export class CancellationsRepository {
  /** Newest first. */
  ofAction(tx: Tx, actionId: string): Promise<CancellationRow[]> {
    return tx.rows(
      `${ROW} where c.authority_id = $1 and c.action_id = $2 order by c.asked_on desc, c.id limit 20`,
      [tx.authorityId, actionId],
    );
  }

  waiting(tx: Tx, actionId: string): Promise<CancellationRow | null> {
    return tx.row(`${ROW} where c.authority_id = $1 and c.action_id = $2 and c.state = 'waiting'`, [
      tx.authorityId,
      actionId,
    ]);
  }

  /** What waits for the board, oldest first, of the actions that the asking person may read. */
  allWaiting(
    tx: Tx,
    scope: ActionScope,
  ): Promise<
    { id: string; actionId: string; reference: string; title: string; reason: string; askedOn: LocalDate }[]
  > {
    return tx.rows(
      `select c.id, c.action_id as "actionId", x.reference, x.title, c.reason, c.asked_on::text as "askedOn"
         from cancellations c join actions x on x.authority_id = c.authority_id and x.id = c.action_id
        where c.authority_id = $1 and c.state = 'waiting' and ${readable('x')}
        order by c.asked_on, c.id limit 200`,
      [tx.authorityId, ...scopeValues(scope)],
    );
  }

  titles(
    tx: Tx,
    scope: ActionScope,
    ids: readonly string[],
  ): Promise<{ id: string; actionId: string; reference: string; title: string }[]> {
    return tx.rows(
      `select c.id, c.action_id as "actionId", x.reference, x.title
         from cancellations c join actions x on x.authority_id = c.authority_id and x.id = c.action_id
        where c.authority_id = $1 and ${readable('x')} and c.id = any($4::uuid[])`,
      [tx.authorityId, ...scopeValues(scope), ids],
    );
  }

  async ask(
    tx: Tx,
    request: { actionId: string; reason: string; by: string; on: LocalDate },
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into cancellations (authority_id, action_id, reason, asked_by, asked_on)
       values ($1, $2, $3, $4, $5) returning id`,
      [tx.authorityId, request.actionId, request.reason, request.by, request.on],
    );
    return row!.id;
  }

  async end(
    tx: Tx,
    id: string,
    ending: {
      state: 'approved' | 'refused' | 'dropped';
      by: string;
      on: LocalDate;
      words: string;
      decisionId: string | null;
    },
  ): Promise<void> {
    await tx.rows(
      `update cancellations set state = $3, decided_by = $4, decided_on = $5, decision_words = $6, decision_id = $7
        where authority_id = $1 and id = $2 and state = 'waiting'`,
      [tx.authorityId, id, ending.state, ending.by, ending.on, ending.words, ending.decisionId],
    );
  }
}

/** $2 the person whose own are meant, null for all; $3 their agency. */
function readable(action: string): string {
  return `($2::uuid is null or ${action}.owner_id = $2 or ${action}.accountable_lead_id = $2
    or ${action}.agency_id = $3::uuid or exists (
      select 1 from action_contributors k where k.authority_id = ${action}.authority_id
         and k.action_id = ${action}.id and k.person_id = $2 and k.ended_at is null))`;
}

function scopeValues(scope: ActionScope): [string | null, string | null] {
  return scope === 'all' ? [null, null] : [scope.personId, scope.agencyId];
}
