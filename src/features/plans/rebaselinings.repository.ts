import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ActionToRebaseline } from '../../domain/lifecycle/rebaselining.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';

export interface RebaseliningRow {
  readonly id: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedOn: LocalDate;
  readonly state: 'waiting' | 'approved' | 'refused' | 'dropped';
  readonly decidedOn: LocalDate | null;
  readonly decisionWords: string;
  readonly meetsOn: LocalDate | null;
  readonly actions: number;
}

/** One action of a request, as it stands beside what is asked for it. */
export interface RebaselinedAction extends ActionToRebaseline {
  readonly actionId: string;
  readonly reference: string;
  readonly title: string;
  readonly originalDueOn: LocalDate | null;
  readonly fromDueOn: LocalDate;
  readonly toDueOn: LocalDate;
}

export interface OpenAction extends ActionToRebaseline {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly dueOn: LocalDate;
  readonly originalDueOn: LocalDate;
}

/** A baseline that an action was given. */
export interface BaselineRow {
  readonly id: string;
  readonly rebaseliningId: string;
  readonly fromDueOn: LocalDate;
  readonly toDueOn: LocalDate;
  readonly decidedOn: LocalDate;
  readonly reason: string;
}

const ROW = `
  select b.id, b.reason, b.asked_by as "askedBy", asker.name as "askedByName", b.asked_on::text as "askedOn", b.state,
         b.decided_on::text as "decidedOn", b.decision_words as "decisionWords", m.meets_on::text as "meetsOn",
         (select count(*)::int from rebaselining_dates r
           where r.authority_id = b.authority_id and r.rebaselining_id = b.id) as actions
    from rebaselinings b
    join people asker on asker.authority_id = b.authority_id and asker.id = b.asked_by
    left join decisions d on d.authority_id = b.authority_id and d.id = b.decision_id
    left join meetings m on m.authority_id = d.authority_id and m.id = d.meeting_id`;

/** Every query on new baseline dates. */
@Injectable()
export class RebaseliningsRepository {
  async list(tx: Tx, part: Slice): Promise<{ rows: RebaseliningRow[]; total: number }> {
    const count = await tx.row<{ n: number }>(
      `select count(*)::int as n from rebaselinings where authority_id = $1`,
      [tx.authorityId],
    );
    const rows = await tx.rows<RebaseliningRow>(
      `${ROW} where b.authority_id = $1 order by b.asked_on desc, b.id limit $2 offset $3`,
      [tx.authorityId, part.limit, part.offset],
    );
    return { rows, total: count?.n ?? 0 };
  }

  one(tx: Tx, id: string): Promise<RebaseliningRow | null> {
    return tx.row(`${ROW} where b.authority_id = $1 and b.id = $2`, [tx.authorityId, id]);
  }

  byIds(tx: Tx, ids: readonly string[]): Promise<RebaseliningRow[]> {
    return tx.rows(`${ROW} where b.authority_id = $1 and b.id = any($2::uuid[])`, [tx.authorityId, ids]);
  }

  /** The request that waits, held until the end of the transaction where it is to be decided. */
  async waiting(tx: Tx): Promise<RebaseliningRow | null> {
    return tx.row(`${ROW} where b.authority_id = $1 and b.state = 'waiting'`, [tx.authorityId]);
  }

  async hold(tx: Tx, id: string): Promise<void> {
    await tx.row(`select id from rebaselinings where authority_id = $1 and id = $2 for no key update`, [
      tx.authorityId,
      id,
    ]);
  }

  async ask(
    tx: Tx,
    request: { reason: string; by: string; on: LocalDate },
    dates: readonly { actionId: string; from: LocalDate; to: LocalDate }[],
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into rebaselinings (authority_id, reason, asked_by, asked_on) values ($1, $2, $3, $4) returning id`,
      [tx.authorityId, request.reason, request.by, request.on],
    );
    await tx.rows(
      `insert into rebaselining_dates (authority_id, rebaselining_id, action_id, from_due_on, to_due_on)
       select $1, $2, d."actionId", d."from", d."to"
         from jsonb_to_recordset($3::jsonb) as d("actionId" uuid, "from" date, "to" date)`,
      [tx.authorityId, row!.id, JSON.stringify(dates)],
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
      `update rebaselinings set state = $3, decided_by = $4, decided_on = $5, decision_words = $6, decision_id = $7
        where authority_id = $1 and id = $2 and state = 'waiting'`,
      [tx.authorityId, id, ending.state, ending.by, ending.on, ending.words, ending.decisionId],
    );
  }

  /** Sets the due dates through the one function that may, for a decision that it checks. */
  async setDates(
    tx: Tx,
    decisionId: string,
    dates: readonly { actionId: string; dueOn: LocalDate; on: LocalDate }[],
  ): Promise<void> {
    await tx.rows(`select rebaseline_due_dates($1, $2::jsonb)`, [decisionId, JSON.stringify(dates)]);
  }

  /** The actions of a request that may be seen, held in the order of their ids where they are to be moved. */
  actionsOf(tx: Tx, id: string): Promise<RebaselinedAction[]> {
    return tx.rows(
      `select a.id as "actionId", a.reference, a.title, a.status, a.start_on::text as "startOn",
              a.due_on::text as "dueOn", a.date_set_by as "dateSetBy", a.original_due_on::text as "originalDueOn",
              r.from_due_on::text as "fromDueOn", r.to_due_on::text as "toDueOn"
         from rebaselining_dates r join actions a on a.authority_id = r.authority_id and a.id = r.action_id
        where r.authority_id = $1 and r.rebaselining_id = $2 order by a.number`,
      [tx.authorityId, id],
    );
  }

  /** Open actions whose date is ours, in the order of the plan. */
  openActions(tx: Tx): Promise<OpenAction[]> {
    return tx.rows(
      `select id, reference, title, status, start_on::text as "startOn", due_on::text as "dueOn",
              original_due_on::text as "originalDueOn", date_set_by as "dateSetBy"
         from actions
        where authority_id = $1 and status in ('not_started','in_progress') and date_set_by = 'us'
        order by number limit 2000`,
      [tx.authorityId],
    );
  }

  /** The baselines that an action was given, oldest first. */
  baselinesOf(tx: Tx, actionId: string): Promise<BaselineRow[]> {
    return tx.rows(
      `select r.id, b.id as "rebaseliningId", r.from_due_on::text as "fromDueOn", r.to_due_on::text as "toDueOn",
              b.decided_on::text as "decidedOn", b.reason
         from rebaselining_dates r join rebaselinings b on b.authority_id = r.authority_id and b.id = r.rebaselining_id
        where r.authority_id = $1 and r.action_id = $2 and b.state = 'approved' order by b.decided_on, r.id`,
      [tx.authorityId, actionId],
    );
  }
}
