import { Injectable } from '@nestjs/common';
import type { Role } from '../../../domain/access/role.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';

/** One thing that somebody holds. */
export interface HeldThing {
  readonly id: string;
  /** A reference, or a number, where it has one. */
  readonly reference: string | null;
  readonly name: string;
}

/** All that would be left without anybody if this person were gone. */
export interface Holding {
  readonly owned: readonly HeldThing[];
  readonly led: readonly HeldThing[];
  readonly contributed: readonly HeldThing[];
  readonly recommendations: readonly HeldThing[];
  readonly workstreams: readonly HeldThing[];
  readonly agenciesLed: readonly HeldThing[];
  readonly agencySeats: readonly HeldThing[];
  readonly boardSeats: readonly HeldThing[];
  /** Those for whom they stand in. */
  readonly deputyFor: readonly HeldThing[];
}

export type Group = keyof Holding;

const UNFINISHED = `a.status in ('draft','not_started','in_progress')`;

/** What somebody holds, and giving each kind of it to somebody else: one statement for a kind, however much it is. */
@Injectable()
export class LeaverRepository {
  async holding(tx: Tx, personId: string, today: LocalDate): Promise<Holding> {
    const row = await tx.row<Holding>(
      `select ${list(`select a.id, a.reference, a.title as name from actions a
                       where a.authority_id = $1 and a.owner_id = $2 and ${UNFINISHED} order by a.number`)} as owned,
              ${list(`select a.id, a.reference, a.title as name from actions a
                       where a.authority_id = $1 and a.accountable_lead_id = $2 and ${UNFINISHED} order by a.number`)} as led,
              ${list(`select a.id, a.reference, a.title as name from action_contributors c
                        join actions a on a.authority_id = c.authority_id and a.id = c.action_id
                       where c.authority_id = $1 and c.person_id = $2 and c.ended_at is null and ${UNFINISHED}
                       order by a.number`)} as contributed,
              ${list(`select r.id, r.number as reference, left(r.text, 200) as name from recommendations r
                       where r.authority_id = $1 and r.lead_id = $2 and r.status in ('open','proposed_as_met')
                         and r.withdrawn_at is null order by r.document_id, r.position`)} as recommendations,
              ${list(`select w.id, null as reference, w.name from workstreams w
                       where w.authority_id = $1 and w.sponsor_id = $2 and w.archived_at is null order by w.name`)} as workstreams,
              ${list(`select g.id, null as reference, g.name from agencies g
                       where g.authority_id = $1 and g.lead_id = $2 and g.archived_at is null order by g.name`)} as "agenciesLed",
              ${list(`select g.id, null as reference, g.name from agencies g
                       where g.authority_id = $1 and g.board_member_id = $2 and g.archived_at is null order by g.name`)} as "agencySeats",
              ${list(`select m.id, m.role as reference, b.name from board_members m
                        join boards b on b.authority_id = m.authority_id and b.id = m.board_id
                       where m.authority_id = $1 and m.person_id = $2 and b.ended_on is null
                         and (m.until_on is null or m.until_on >= $3) order by b.name`)} as "boardSeats",
              ${list(`select p.id, null as reference, p.name from people p
                       where p.authority_id = $1 and p.deputy_id = $2 and p.closed_at is null
                         and (p.away_until is null or p.away_until >= $3) order by p.name`)} as "deputyFor"`,
      [tx.authorityId, personId, today],
    );
    return row!;
  }

  /** Roles of theirs that nobody else with an open account holds: what waits for such a role waits for nobody. */
  async onlyTheirs(tx: Tx, personId: string, roles: readonly Role[]): Promise<Role[]> {
    const rows = await tx.rows<{ role: Role }>(
      `select r as role from unnest($3::text[]) r
        where not exists (select 1 from people p where p.authority_id = $1 and p.id <> $2 and p.closed_at is null
                            and r = any(p.roles)) order by r`,
      [tx.authorityId, personId, roles],
    );
    return rows.map(({ role }) => role);
  }

  /** What waits for them today because of their role or place: it goes to whoever takes that. */
  async waiting(tx: Tx, personId: string): Promise<{ requests: number; checks: number }> {
    const row = await tx.row<{ requests: number; checks: number }>(
      `select (select count(*)::int from date_changes d
                 join actions a on a.authority_id = d.authority_id and a.id = d.action_id
                where d.authority_id = $1 and d.state = 'waiting' and d.decider = 'lead'
                  and a.accountable_lead_id = $2) as requests,
              (select count(*)::int from actions where authority_id = $1 and evidence_waiting_since is not null
                  and exists (select 1 from people p where p.authority_id = $1 and p.id = $2
                                 and 'quality' = any(p.roles))) as checks`,
      [tx.authorityId, personId],
    );
    return row!;
  }

  async giveOwned(tx: Tx, ids: readonly string[], to: string, today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions
          set owner_id = $3, given_on = case when status = 'draft' then given_on else $4::date end,
              next_notice_on = case when status = 'draft' then next_notice_on else $4::date end
        where authority_id = $1 and id = any($2::uuid[])`,
      [tx.authorityId, ids, to, today],
    );
  }

  async giveLed(tx: Tx, ids: readonly string[], to: string, today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions set accountable_lead_id = $3,
              next_notice_on = case when status = 'draft' then next_notice_on else $4::date end
        where authority_id = $1 and id = any($2::uuid[])`,
      [tx.authorityId, ids, to, today],
    );
  }

  async giveContributed(
    tx: Tx,
    personId: string,
    ids: readonly string[],
    to: string,
    at: Date,
  ): Promise<void> {
    await tx.rows(
      `update action_contributors set ended_at = $4
        where authority_id = $1 and person_id = $2 and action_id = any($3::uuid[]) and ended_at is null`,
      [tx.authorityId, personId, ids, at],
    );
    await tx.rows(
      `insert into action_contributors (authority_id, action_id, person_id)
       select $1, a.id, $3 from actions a
        where a.authority_id = $1 and a.id = any($2::uuid[]) and a.owner_id is distinct from $3
       on conflict (authority_id, action_id, person_id) where ended_at is null do nothing`,
      [tx.authorityId, ids, to],
    );
  }

  async give(
    tx: Tx,
    group: 'recommendations' | 'workstreams' | 'agenciesLed' | 'agencySeats' | 'deputyFor',
    ids: readonly string[],
    to: string,
  ): Promise<void> {
    const { table, column } = PLACES[group];
    await tx.rows(`update ${table} set ${column} = $3 where authority_id = $1 and id = any($2::uuid[])`, [
      tx.authorityId,
      ids,
      to,
    ]);
  }

  /** The seat ends yesterday and the other's begins today; a seat taken today is ended today. */
  async giveSeats(tx: Tx, ids: readonly string[], to: string, today: LocalDate): Promise<void> {
    const seats = await tx.rows<{ boardId: string; role: string }>(
      `update board_members set until_on = greatest(from_on, $3::date - 1)
        where authority_id = $1 and id = any($2::uuid[]) returning board_id as "boardId", role`,
      [tx.authorityId, ids, today],
    );
    await tx.rows(
      `insert into board_members (authority_id, board_id, person_id, role, from_on)
       select $1, s."boardId", $3, s.role, $4 from jsonb_to_recordset($2::jsonb) as s("boardId" uuid, role text)
        where not exists (select 1 from board_members m where m.authority_id = $1 and m.board_id = s."boardId"
                             and m.person_id = $3 and (m.until_on is null or m.until_on >= $4))`,
      [tx.authorityId, JSON.stringify(seats), to, today],
    );
  }
}

const PLACES = {
  recommendations: { table: 'recommendations', column: 'lead_id' },
  workstreams: { table: 'workstreams', column: 'sponsor_id' },
  agenciesLed: { table: 'agencies', column: 'lead_id' },
  agencySeats: { table: 'agencies', column: 'board_member_id' },
  deputyFor: { table: 'people', column: 'deputy_id' },
} as const;

function list(select: string): string {
  return `(select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'reference', t.reference, 'name', t.name)), '[]')
             from (${select}) t)`;
}
