import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';

export interface NewHandOver {
  readonly actionId: string;
  /** Null: nobody owned it. */
  readonly fromId: string | null;
  readonly toId: string;
  readonly note: string;
}

export interface HandOverRow {
  readonly id: string;
  readonly fromName: string | null;
  readonly toName: string;
  readonly byName: string | null;
  readonly on: LocalDate;
  readonly note: string;
}

export interface ContributorRow {
  readonly id: string;
  readonly name: string;
  readonly hasLeft: boolean;
}

/** Who took an action over from whom, and who contributes to it. */
@Injectable()
export class HandOversRepository {
  /** In the name of whoever acts in this transaction. */
  async add(tx: Tx, rows: readonly NewHandOver[], on: LocalDate): Promise<void> {
    if (rows.length === 0) return;
    const by = tx.actor.kind === 'person' || tx.actor.kind === 'token' ? (tx.actor.id ?? null) : null;
    await tx.rows(
      `insert into hand_overs (authority_id, action_id, from_id, to_id, note, handed_by, handed_on, handed_at)
       select $1, h."actionId", h."fromId", h."toId", h.note, $3, $4, clock_timestamp()
         from jsonb_to_recordset($2::jsonb) as h("actionId" uuid, "fromId" uuid, "toId" uuid, note text)`,
      [tx.authorityId, JSON.stringify(rows), by, on],
    );
  }

  /** Newest first. */
  ofAction(tx: Tx, actionId: string): Promise<HandOverRow[]> {
    return tx.rows<HandOverRow>(
      `select h.id, f.name as "fromName", t.name as "toName", b.name as "byName", h.handed_on::text as "on", h.note
         from hand_overs h
         join people t on t.authority_id = h.authority_id and t.id = h.to_id
         left join people f on f.authority_id = h.authority_id and f.id = h.from_id
         left join people b on b.authority_id = h.authority_id and b.id = h.handed_by
        where h.authority_id = $1 and h.action_id = $2
        order by h.handed_at desc, h.id limit 50`,
      [tx.authorityId, actionId],
    );
  }

  contributors(tx: Tx, actionId: string): Promise<ContributorRow[]> {
    return tx.rows<ContributorRow>(
      `select p.id, p.name, p.closed_at is not null as "hasLeft"
         from action_contributors c
         join people p on p.authority_id = c.authority_id and p.id = c.person_id
        where c.authority_id = $1 and c.action_id = $2 and c.ended_at is null
        order by p.name, p.id`,
      [tx.authorityId, actionId],
    );
  }

  async addContributor(tx: Tx, actionId: string, personId: string): Promise<void> {
    await tx.rows(
      `insert into action_contributors (authority_id, action_id, person_id) values ($1, $2, $3)
       on conflict (authority_id, action_id, person_id) where ended_at is null do nothing`,
      [tx.authorityId, actionId, personId],
    );
  }

  /** False: they do not contribute. */
  async endContributor(tx: Tx, actionId: string, personId: string, at: Date): Promise<boolean> {
    const rows = await tx.rows(
      `update action_contributors set ended_at = $4
        where authority_id = $1 and action_id = $2 and person_id = $3 and ended_at is null returning id`,
      [tx.authorityId, actionId, personId, at],
    );
    return rows.length > 0;
  }

  /** What goes with the action to whoever takes it over. */
  async waitingOn(
    tx: Tx,
    actionId: string,
  ): Promise<{ requests: number; milestones: number; waits: number }> {
    const row = await tx.row<{ requests: number; milestones: number; waits: number }>(
      `select (select count(*)::int from date_changes where authority_id = $1 and action_id = $2
                  and state in ('waiting','proposed')) as requests,
              (select count(*)::int from milestones where authority_id = $1 and action_id = $2
                  and done_on is null and withdrawn_at is null) as milestones,
              (select count(*)::int from action_waits where authority_id = $1 and action_id = $2
                  and ended_on is null) as waits`,
      [tx.authorityId, actionId],
    );
    return row!;
  }
}
