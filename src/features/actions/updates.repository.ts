import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecordedHow, UpdateAnswer } from '../../domain/lifecycle/progress-update.js';
import type { Tx } from '../../platform/database/database.js';
import type { GivenUpdate } from './asked-windows.js';
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
  /** How the owner told it, and when, where somebody wrote it down for them. */
  readonly recordedHow: RecordedHow | null;
  readonly toldOn: LocalDate | null;
  /** The update that this one puts right; and the day of the one that puts this one right. */
  readonly correctsId: string | null;
  readonly correctsOn: LocalDate | null;
  readonly correctedOn: LocalDate | null;
  /** The address of the mail by whose link it was given; null: signed in. */
  readonly byLinkTo: string | null;
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
         f.name as "recordedForName", u.recorded_how as "recordedHow", u.told_on::text as "toldOn",
         u.corrects_id as "correctsId", o.written_on::text as "correctsOn", c.written_on::text as "correctedOn",
         u.by_link_to as "byLinkTo", u.due_on::text as "dueOn", u.answer, u.forecast_on::text as "forecastOn",
         u.begun_on::text as "begunOn", u.no_change as "noChange", u.what_changed as "whatChanged",
         u.in_the_way as "inTheWay", u.who_removes_it as "whoRemovesIt"
    from progress_updates u
    join people w on w.authority_id = u.authority_id and w.id = u.written_by
    left join people f on f.authority_id = u.authority_id and f.id = u.recorded_for
    left join progress_updates o on o.authority_id = u.authority_id and o.id = u.corrects_id
    left join progress_updates c on c.authority_id = u.authority_id and c.corrects_id = u.id`;

/** What is kept of an update besides where it stands. */
export type NewUpdate = Omit<ProgressUpdate, 'authorityId' | 'id'>;

/** What an update changes of its action. */
export interface UpdatedAction {
  readonly id: string;
  readonly status: 'not_started' | 'in_progress';
  readonly begunOn: LocalDate | null;
  readonly lastUpdateOn: LocalDate;
  readonly forecastOn: LocalDate | null;
  readonly unsure: boolean;
  readonly noChange: boolean;
}

/** An open action with what decides which window asks about it. */
export interface AskedActionRow {
  readonly id: string;
  readonly ownerId: string | null;
  readonly reference: string;
  readonly title: string;
  readonly status: 'not_started' | 'in_progress';
  readonly dueOn: LocalDate;
  readonly publishedOn: LocalDate | null;
  readonly startOn: LocalDate | null;
  readonly priorityAction: boolean;
  readonly restricted: boolean;
  readonly updates: readonly GivenUpdate[] | null;
}

/** Every query on updates and on calls of "worse". */
@Injectable()
export class UpdatesRepository {
  /** Keeps several at once; gives their ids in the same order. */
  async add(tx: Tx, updates: readonly NewUpdate[]): Promise<string[]> {
    const rows = updates.map((update) => ({ ...update, authorityId: tx.authorityId }));
    const made = await tx.manager.insert(ProgressUpdate, rows);
    return made.identifiers.map(({ id }) => id as string);
  }

  /** What updates change of their actions, all in one statement. The ladder looks at them again that day. */
  async applyTo(tx: Tx, actions: readonly UpdatedAction[], today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions a
          set status = u.status, begun_on = u."begunOn", last_update_on = u."lastUpdateOn",
              forecast_on = u."forecastOn",
              unsure_since = case when u.unsure then coalesce(a.unsure_since, $3::date) end,
              last_update_no_change = u."noChange", next_notice_on = $3::date
         from jsonb_to_recordset($2::jsonb) as u(id uuid, status text, "begunOn" date, "lastUpdateOn" date,
              "forecastOn" date, unsure boolean, "noChange" boolean)
        where a.authority_id = $1 and a.id = u.id`,
      [tx.authorityId, JSON.stringify(actions), today],
    );
  }

  /** Open actions of the open plan, of these owners or by id, with their updates from a day on. */
  askedAbout(
    tx: Tx,
    which: { readonly ownerIds: readonly string[] } | { readonly ids: readonly string[] },
    updatesFrom: LocalDate,
  ): Promise<AskedActionRow[]> {
    const [column, values] = 'ids' in which ? ['id', which.ids] : ['owner_id', which.ownerIds];
    return tx.rows<AskedActionRow>(
      `select a.id, a.owner_id as "ownerId", a.reference, a.title, a.status, a.due_on::text as "dueOn",
              greatest(a.published_on, a.reopened_on)::text as "publishedOn", a.start_on::text as "startOn",
              a.priority_action as "priorityAction", a.restricted, given.updates
         from actions a
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id and p.closed_on is null
         left join lateral (
           select jsonb_agg(jsonb_build_object('on', u.written_on, 'noChange', u.no_change)
                            order by u.written_at, u.id) as updates
             from progress_updates u
            where u.authority_id = $1 and u.action_id = a.id and u.written_on >= $3 and u.corrects_id is null) given
           on true
        where a.authority_id = $1 and a.${column} = any($2::uuid[]) and a.status in ('not_started','in_progress')
        order by a.priority_action desc, a.due_on, a.number`,
      [tx.authorityId, values, updatesFrom],
    );
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

  /** The calls that stand on any of these actions. */
  callsOn(tx: Tx, actionIds: readonly string[]): Promise<(StandingCall & { readonly actionId: string })[]> {
    return tx.rows(
      `select c.id, c.action_id as "actionId", c.colour, c.reason, c.called_by as "calledBy", '' as "calledByName",
              c.called_on::text as "calledOn", c.as_owner as "asOwner", null as "endedOn"
         from called_worse c
        where c.authority_id = $1 and c.action_id = any($2::uuid[]) and c.ended_on is null`,
      [tx.authorityId, actionIds],
    );
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
