import { Injectable } from '@nestjs/common';
import type { Role } from '../../domain/access/role.js';
import type { Tx } from '../../platform/database/database.js';
import type { ListQuery } from '../../web/api/list-query.js';

export type PeopleFilter = 'role' | 'agencyId' | 'account' | 'mail';
export type PeopleSort = 'name' | 'email';
export type PeopleQuery = ListQuery<PeopleFilter, PeopleSort>;

/** Whose people: everybody, or those of one agency and oneself. */
export type PeopleReach = 'all' | { agencyId: string | null; personId: string };

export interface PersonRow {
  id: string;
  login_id: string;
  name: string;
  email: string;
  roles: Role[];
  agency_id: string | null;
  agency_name: string | null;
  closed_at: Date | null;
  version: number;
  mail_state: 'waiting' | 'sent' | 'failed' | null;
  mail_asked_at: Date | null;
  mail_failure: string | null;
  sort_value: string;
}

/** What somebody still answers for, so that it can be handed over. */
export interface Holdings {
  actionsOwned: number;
  actionsLed: number;
  recommendationsLed: number;
  workstreamsSponsored: number;
  actionsContributed: number;
  agenciesLed: number;
  deputyFor: number;
}

const SORTS: Record<PeopleSort, string> = { name: 'lower(p.name)', email: 'p.email' };

const COLUMNS = `p.id, p.login_id, p.name, p.email, p.roles, p.agency_id, g.name as agency_name, p.closed_at,
  p.version, m.state as mail_state, m.asked_at as mail_asked_at, m.failure as mail_failure`;
const FROM = `people p
  left join agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
  left join lateral (
    select state, asked_at, failure from account_mails a
     where a.authority_id = p.authority_id and a.login_id = p.login_id order by a.asked_at desc limit 1) m on true`;

/** People as lists and pages show them. */
@Injectable()
export class PeopleListRepository {
  /** One page of the list; one row more than asked for says that there is another. */
  page(tx: Tx, query: PeopleQuery, reach: PeopleReach): Promise<PersonRow[]> {
    const { where, parameters } = condition(tx, query, reach);
    const by = SORTS[query.sort.field];
    const [compare, order] = query.sort.direction === 'asc' ? ['>', 'asc'] : ['<', 'desc'];
    const after = query.cursor
      ? `and (${by}, p.id) ${compare} ($${parameters.push(query.cursor.value)}, $${parameters.push(query.cursor.id)}::uuid)`
      : '';
    return tx.rows(
      `select ${COLUMNS}, ${by} as sort_value from ${FROM} where ${where} ${after}
        order by ${by} ${order}, p.id ${order} limit $${parameters.push(query.limit + 1)}`,
      parameters,
    );
  }

  /** Exact to ten thousand; one more than that means more. */
  async total(tx: Tx, query: PeopleQuery, reach: PeopleReach): Promise<number> {
    const { where, parameters } = condition(tx, query, reach);
    const row = await tx.row<{ total: number }>(
      `select count(*)::int as total from (select 1 from ${FROM} where ${where} limit 10001) counted`,
      parameters,
    );
    return row!.total;
  }

  one(tx: Tx, id: string, reach: PeopleReach): Promise<PersonRow | null> {
    const parameters: unknown[] = [tx.authorityId, id];
    return tx.row(
      `select ${COLUMNS}, '' as sort_value from ${FROM}
        where p.authority_id = $1 and p.id = $2 ${within(reach, parameters)}`,
      parameters,
    );
  }

  /** Counts what is open and theirs. The tables belong to features that come later, which know people already. */
  async holdings(tx: Tx, personId: string): Promise<Holdings> {
    const row = await tx.row<Holdings>(
      `select
         (select count(*)::int from actions where authority_id = $1 and owner_id = $2
             and status in ('draft','not_started','in_progress')) as "actionsOwned",
         (select count(*)::int from actions where authority_id = $1 and accountable_lead_id = $2
             and status in ('draft','not_started','in_progress')) as "actionsLed",
         (select count(*)::int from recommendations where authority_id = $1 and lead_id = $2
             and status in ('open','proposed_as_met') and withdrawn_at is null) as "recommendationsLed",
         (select count(*)::int from workstreams where authority_id = $1 and sponsor_id = $2
             and archived_at is null) as "workstreamsSponsored",
         (select count(*)::int from action_contributors c
            join actions a on a.authority_id = c.authority_id and a.id = c.action_id
             and a.status in ('draft','not_started','in_progress')
           where c.authority_id = $1 and c.person_id = $2 and c.ended_at is null) as "actionsContributed",
         (select count(*)::int from agencies where authority_id = $1 and (lead_id = $2 or board_member_id = $2)
             and archived_at is null) as "agenciesLed",
         (select count(*)::int from people where authority_id = $1 and deputy_id = $2 and closed_at is null) as "deputyFor"`,
      [tx.authorityId, personId],
    );
    return row!;
  }
}

function condition(tx: Tx, query: PeopleQuery, reach: PeopleReach) {
  const parameters: unknown[] = [tx.authorityId];
  const parts = ['p.authority_id = $1'];
  const { role, agencyId, account, mail } = query.filters;
  if (role) parts.push(`p.roles && $${parameters.push(role)}::text[]`);
  if (agencyId) {
    const ids = agencyId.filter((one) => one !== 'council');
    const council = agencyId.includes('council') ? 'p.agency_id is null or ' : '';
    parts.push(`(${council}p.agency_id = any($${parameters.push(ids)}::uuid[]))`);
  }
  if (account?.length === 1) parts.push(`p.closed_at is ${account[0] === 'closed' ? 'not ' : ''}null`);
  if (mail) parts.push(`m.state = 'failed'`);
  if (query.q !== null) {
    // Signs that LIKE reads as wildcards are what was typed, no more.
    const pattern = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`;
    const place = parameters.push(pattern);
    parts.push(`(p.name ilike $${place} or p.email ilike $${place})`);
  }
  const where = `${parts.join(' and ')} ${within(reach, parameters)}`;
  return { where, parameters };
}

function within(reach: PeopleReach, parameters: unknown[]): string {
  if (reach === 'all') return '';
  const own = `p.id = $${parameters.push(reach.personId)}`;
  return `and (${own} or p.agency_id = $${parameters.push(reach.agencyId)})`;
}
