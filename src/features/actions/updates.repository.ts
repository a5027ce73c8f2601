import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { UpdateAnswer } from '../../domain/lifecycle/progress-update.js';
import type { Tx } from '../../platform/database/database.js';
import { CalledWorse } from './called-worse.entity.js';
import { ProgressUpdate } from './progress-update.entity.js';

/** An update as it is read, with the names of who wrote it and for whom. */
export interface UpdateRow {
  readonly id: string;
  readonly actionId: string;
  readonly writtenAt: Date;
  readonly writtenOn: LocalDate;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly recordedFor: string | null;
  readonly recordedForName: string | null;
  readonly dueOn: LocalDate;
  readonly answer: UpdateAnswer;
  readonly forecastOn: LocalDate | null;
  readonly begunOn: LocalDate | null;
  readonly noChange: boolean;
  readonly whatChanged: string;
  readonly inTheWay: string;
  readonly whoRemovesIt: string;
}

/** A call of "worse" that stands, with the name of who made it. */
export interface StandingCall {
  readonly id: string;
  readonly colour: 'amber' | 'red';
  readonly reason: string;
  readonly calledBy: string;
  readonly calledByName: string;
  readonly calledOn: LocalDate;
  readonly asOwner: boolean;
  readonly endedOn: null;
}

const UPDATE = `
  select u.id, u.action_id as "actionId", u.written_at as "writtenAt", u.written_on::text as "writtenOn",
         u.written_by as "writtenBy", w.name as "writtenByName", u.recorded_for as "recordedFor",
         f.name as "recordedForName", u.due_on::text as "dueOn", u.answer, u.forecast_on::text as "forecastOn",
         u.begun_on::text as "begunOn", u.no_change as "noChange", u.what_changed as "whatChanged",
         u.in_the_way as "inTheWay", u.who_removes_it as "whoRemovesIt"
    from progress_updates u
    join people w on w.authority_id = u.authority_id and w.id = u.written_by
    left join people f on f.authority_id = u.authority_id and f.id = u.recorded_for`;

/** Every query on updates and on calls of "worse". */
@Injectable()
export class UpdatesRepository {
  async add(tx: Tx, update: Omit<ProgressUpdate, 'authorityId' | 'id'>): Promise<string> {
    const made = await tx.manager.insert(ProgressUpdate, { ...update, authorityId: tx.authorityId });
    return (made.identifiers[0] as { id: string }).id;
  }

  /** The updates of one action, newest first; `before` the id of the last one of the page before. */
  ofAction(tx: Tx, actionId: string, limit: number, before: string | null = null): Promise<UpdateRow[]> {
    return tx.rows<UpdateRow>(
      `${UPDATE}
        where u.authority_id = $1 and u.action_id = $2
          and ($4::uuid is null or (u.written_at, u.id) < (
            select b.written_at, b.id from progress_updates b where b.authority_id = $1 and b.id = $4))
        order by u.written_at desc, u.id desc limit $3`,
      [tx.authorityId, actionId, limit, before],
    );
  }

  async count(tx: Tx, actionId: string): Promise<number> {
    const row = await tx.row<{ n: number }>(
      `select count(*)::int as n from progress_updates where authority_id = $1 and action_id = $2`,
      [tx.authorityId, actionId],
    );
    return row?.n ?? 0;
  }

  byId(tx: Tx, id: string): Promise<UpdateRow | null> {
    return tx.row<UpdateRow>(`${UPDATE} where u.authority_id = $1 and u.id = $2`, [tx.authorityId, id]);
  }

  standingCalls(tx: Tx, actionId: string): Promise<StandingCall[]> {
    return tx.rows<StandingCall>(
      `select c.id, c.colour, c.reason, c.called_by as "calledBy", p.name as "calledByName",
              c.called_on::text as "calledOn", c.as_owner as "asOwner", null as "endedOn"
         from called_worse c
         join people p on p.authority_id = c.authority_id and p.id = c.called_by
        where c.authority_id = $1 and c.action_id = $2 and c.ended_on is null
        order by c.called_at desc, c.id`,
      [tx.authorityId, actionId],
    );
  }

  async addCall(
    tx: Tx,
    call: Omit<CalledWorse, 'authorityId' | 'id' | 'endedOn' | 'endedBy' | 'endedBecause'>,
  ): Promise<void> {
    await tx.manager.insert(CalledWorse, { ...call, authorityId: tx.authorityId });
  }

  async endCalls(
    tx: Tx,
    ids: readonly string[],
    ending: { on: LocalDate; by: string; because: string },
  ): Promise<void> {
    if (ids.length === 0) return;
    await tx.rows(
      `update called_worse set ended_on = $3, ended_by = $4, ended_because = $5
        where authority_id = $1 and id = any($2::uuid[]) and ended_on is null`,
      [tx.authorityId, ids, ending.on, ending.by, ending.because],
    );
  }
}
