import { Injectable } from '@nestjs/common';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { heldUntil, type RequestNotApproved } from '../../domain/ladder/held-until.js';
import type { ActionNoticeFacts, BoardRequest } from '../../domain/ladder/notice-facts.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Tx } from '../../platform/database/database.js';
import { actionPaths } from '../actions/actions.paths.js';
import { BoardRequests } from './board-requests.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';
import { WHOSE, whoMayOpen, type WhoseRow } from './who-may-open.js';

interface ActionRow {
  id: string;
  reference: string;
  title: string;
  status: ActionStatus;
  owner_id: string | null;
  accountable_lead_id: string | null;
  agency_id: string | null;
  due_on: LocalDate | null;
  notices_from: LocalDate | null;
  given_on: LocalDate | null;
  priority_action: boolean;
  not_borne_out_on: LocalDate | null;
  doubted_by_finding: boolean;
  improving_on: LocalDate | null;
  refused_on: LocalDate | null;
  reopened_on: LocalDate | null;
  awaits_check_since: LocalDate | null;
  hands: string[] | null;
  red_since: LocalDate | null;
  turned_red_by: string | null;
  requests: RequestNotApproved[] | null;
  plan_is_open: boolean;
  paper_deadline: LocalDate | null;
  red_at_last_pack: boolean;
  is_explained: boolean;
  cancel_asked_on: LocalDate | null;
}

/** Actions as subjects of notices: the facts the ladder decides from, read for many at once. */
@Injectable()
export class ActionNotices implements NoticeSource {
  readonly kind = 'action';
  readonly keepsNextDay = true;

  constructor(private readonly board: BoardRequests) {}

  /** Those whose day has come, and those about which something waits to be told that may no longer be true. */
  async due(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    const rows = await this.rows(
      tx,
      morning,
      `select id from actions where authority_id = $1 and next_notice_on <= $2::date
        union
       select action_id from cancellations where authority_id = $1 and state = 'waiting'
        union
       select subject_id from notices where authority_id = $1 and state = 'waiting' and subject_kind = 'action'`,
      morning.on,
    );
    return this.subjects(tx, rows, morning);
  }

  async all(tx: Tx, morning: Morning): Promise<LadderSubject[]> {
    const rows = await this.rows(
      tx,
      morning,
      `select id from actions where $2::date is null and authority_id = $1 and (status in ('not_started','in_progress')
          or assurance = 'evidenced' or not_borne_out_on is not null
          or improving_not_yet_good_on is not null)`,
      null,
    );
    return this.subjects(tx, rows, morning);
  }

  async facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]> {
    if (ids.length === 0) return [];
    return this.subjects(tx, await this.rows(tx, morning, `select unnest($2::uuid[])`, ids), morning);
  }

  async words(tx: Tx, morning: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.rows<WordsRow>(
      `select a.id, a.reference, a.title, ${WHOSE}
         from actions a where a.authority_id = $1 and a.id = any($2::uuid[])`,
      [tx.authorityId, ids],
    );
    return new Map(rows.map((row) => [row.id, wordsOf(row, morning)]));
  }

  async putNextDays(tx: Tx, days: readonly { id: string; on: LocalDate | null }[]): Promise<void> {
    await tx.rows(
      `update actions a set next_notice_on = d."on"
         from jsonb_to_recordset($2::jsonb) as d(id uuid, "on" date)
        where a.authority_id = $1 and a.id = d.id and a.next_notice_on is distinct from d."on"`,
      [tx.authorityId, JSON.stringify(days)],
    );
  }

  private async subjects(tx: Tx, rows: readonly ActionRow[], morning: Morning): Promise<LadderSubject[]> {
    const asked = rows.flatMap(({ id, cancel_asked_on }) =>
      cancel_asked_on === null ? [] : [[id, cancel_asked_on] as const],
    );
    const requests = await this.board.of(tx, morning, new Map(asked));
    return rows.map((row) => subjectOf(row, morning, requests.get(row.id) ?? null));
  }

  /** `which` uses the parameter as $2. The meeting whose papers are due next and the pack issued last are looked up once. */
  private rows(tx: Tx, morning: Morning, which: string, parameter: unknown): Promise<ActionRow[]> {
    return tx.rows<ActionRow>(
      `with next_meeting as materialized (
         select m.id, m.paper_deadline from meetings m
           join boards b on b.authority_id = m.authority_id and b.id = m.board_id and b.kind = 'improvement'
          where m.authority_id = $1 and m.state = 'planned' and m.paper_deadline >= $3::date
            and not exists (select 1 from packs k where k.authority_id = m.authority_id and k.meeting_id = m.id
                              and k.state = 'issued')
          order by m.paper_deadline, m.id limit 1),
       last_pack as materialized (
         select k.id from packs k
           join boards b on b.authority_id = k.authority_id and b.id = k.board_id and b.kind = 'improvement'
          where k.authority_id = $1 and k.state = 'issued'
          order by k.issued_on desc, k.issued_at desc limit 1)
       select a.id, a.reference, a.title, a.status, a.owner_id, a.accountable_lead_id, a.agency_id,
              a.due_on::text as due_on, a.notices_from::text as notices_from, a.given_on::text as given_on,
              a.priority_action, a.not_borne_out_on::text as not_borne_out_on, a.refused_on::text as refused_on,
              a.reopened_on::text as reopened_on,
              a.improving_not_yet_good_on::text as improving_on,
              a.improving_not_yet_good_on is not null or (a.not_borne_out_on is not null and exists (
                select 1 from finding_links k
                 where k.authority_id = a.authority_id and k.action_id = a.id and k.link = 'not_borne_out'
                   and k.state = 'standing' and k.linked_on = a.not_borne_out_on)) as doubted_by_finding,
              case when a.assurance = 'evidenced' then a.evidenced_on::text end as awaits_check_since,
              case when a.assurance = 'evidenced' then (select array_agg(h.person_id) from action_hands h
                where h.authority_id = a.authority_id and h.action_id = a.id) end as hands,
              case when a.rating = 'red' then a.rating_since::text end as red_since,
              turned.actor_kind as turned_red_by, request.all as requests,
              p.closed_on is null as plan_is_open,
              (select paper_deadline::text from next_meeting) as paper_deadline,
              a.rating = 'red' and exists (
                select 1 from pack_actions k
                 where k.authority_id = a.authority_id and k.pack_id = (select id from last_pack)
                   and k.action_id = a.id and k.rating = 'red') as red_at_last_pack,
              exists (
                select 1 from pack_explanations e
                 where e.authority_id = a.authority_id and e.meeting_id = (select id from next_meeting)
                   and e.action_id = a.id) as is_explained,
              (select c.asked_on::text from cancellations c
                where c.authority_id = a.authority_id and c.action_id = a.id and c.state = 'waiting') as cancel_asked_on
         from actions a
         join plans p on p.authority_id = a.authority_id and p.id = a.plan_id
         left join lateral (
           select v.actor_kind from versions v
            where v.authority_id = a.authority_id and v.entity = 'actions' and v.row_id = a.id
              and 'rating' = any(v.changed_columns)
            order by v.valid_from desc limit 1) turned on a.rating = 'red'
         left join lateral (
           select jsonb_agg(jsonb_build_object('askedOn', d.asked_on, 'newDueOn', d.to_due_on,
                    'decideBy', d.decide_by,
                    'endedOn', case when d.state in ('refused','dropped') then d.decided_on end)) as all
             from date_changes d
            where d.authority_id = a.authority_id and d.action_id = a.id and d.state <> 'approved') request on true
        where a.authority_id = $1 and a.id in (${which})`,
      [tx.authorityId, parameter, morning.on],
    );
  }
}

interface WordsRow extends WhoseRow {
  id: string;
  reference: string;
  title: string;
}

function subjectOf(row: ActionRow, morning: Morning, toCancel: BoardRequest | null): LadderSubject {
  const held = row.due_on === null ? null : heldUntil(row.requests ?? [], row.due_on);
  const facts: ActionNoticeFacts = {
    kind: 'action',
    id: row.id,
    // What belongs to a closed plan can be read and is chased no more.
    status: row.plan_is_open ? row.status : 'cancelled',
    chain: morning.people.chain({
      ownerId: row.owner_id,
      accountableLeadId: row.accountable_lead_id,
      agencyId: row.agency_id,
    }),
    dueOn: row.due_on,
    noticesFrom: row.notices_from,
    givenOn: row.given_on,
    onShortClock: row.priority_action,
    heldUntil: held,
    redSince: row.red_since,
    redFromMidnight: turnedAtMidnight(row, held),
    nextPaperDeadline: row.paper_deadline,
    redAtLastPack: row.red_at_last_pack,
    explanationGiven: row.is_explained,
    notBorneOutOn: row.not_borne_out_on,
    improvingOn: row.improving_on,
    doubtHeardBy: row.doubted_by_finding ? morning.people.holding('quality') : [],
    refusedOn: row.refused_on,
    reopenedOn: row.reopened_on,
    awaitsCheckSince: row.awaits_check_since,
    // Whoever had a hand in it cannot verify it, so they are not told to.
    qualityIds: morning.people.holding('quality').filter((id) => !(row.hands ?? []).includes(id)),
    planManagerIds: morning.people.holding('plan_manager'),
    toCancel,
  };
  return { facts };
}

/** A date passed: the sweep saw it first, or somebody's page did on the day after the due date. */
function turnedAtMidnight(row: ActionRow, held: LocalDate | null): boolean {
  if (row.red_since === null) return false;
  if (row.turned_red_by === 'sweep') return true;
  const lastDay = held ?? row.due_on;
  return lastDay !== null && row.red_since === addDays(lastDay, 1);
}

function wordsOf(row: WordsRow, { people }: Morning): SubjectWords {
  const owner = people.nameOf(row.owner_id);
  return {
    reference: row.reference,
    title: row.title,
    path: actionPaths.action(row.id),
    about: [],
    // For those above the owner, and whoever stands in.
    aboutFor: (personId) =>
      personId === row.owner_id ? [] : [owner === null ? 'No owner' : `Owner: ${owner}`],
    mayBeReadBy: whoMayOpen(people, row, 'actions.read'),
  };
}
