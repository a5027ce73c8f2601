import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ActionStatus } from '../../domain/rating/rating-facts.js';
import type { Colour } from '../../domain/rating/reason-code.js';
import type { Tx } from '../../platform/database/database.js';
import { publishedToday } from '../documents/published-today.js';

/** A document that the authority has to answer by a day, and has not. */
export interface StatutoryDeadline {
  readonly id: string;
  readonly title: string;
  readonly dueOn: LocalDate;
}

/** An overdue action of which somebody above its owner was told. */
export interface Escalation {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly dueOn: LocalDate;
  readonly step: 'escalation_1' | 'escalation_2';
  readonly on: LocalDate;
  readonly toName: string;
  readonly ownerName: string | null;
}

/** Open actions of one agency; without one, the council's. */
export interface AgencyFigures {
  readonly agencyId: string | null;
  readonly name: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly red: number;
}

export interface StandingAction {
  readonly id: string;
  readonly status: ActionStatus;
  readonly colour: Colour;
}

const OPEN_FIGURES = `count(*)::int as open,
                (count(*) filter (where 'overdue' = any(a.rating_reasons)))::int as overdue,
                (count(*) filter (where a.rating = 'red'))::int as red`;

/** What the whole picture asks beyond the figures of the board: each question one statement. */
@Injectable()
export class OverviewRepository {
  /** The nearest first. */
  statutoryDeadlines(tx: Tx, publishedOnly: boolean): Promise<StatutoryDeadline[]> {
    return tx.rows(
      `select d.id, d.title, d.plan_due_on::text as "dueOn" from documents d
        where d.authority_id = $1 and d.state = 'accepted' and d.plan_due_on is not null
          and d.plan_submitted_on is null and (not $2::boolean or ${publishedToday('d')})
        order by d.plan_due_on, d.id limit 20`,
      [tx.authorityId, publishedOnly],
    );
  }

  /** The highest step that each overdue action has reached for its present date; the second step first, then the oldest. */
  async escalations(tx: Tx, limit: number): Promise<{ rows: Escalation[]; total: number }> {
    const rows = await tx.rows<Escalation & { total: number }>(
      `select a.id, a.reference, a.title, a.due_on::text as "dueOn", told.step, told.due_on::text as "on",
              told.name as "toName", owner.name as "ownerName", (count(*) over ())::int as total
         from actions a
         join lateral (
           select n.step, n.due_on, p.name from notices n
             join people p on p.authority_id = n.authority_id and p.id = n.person_id
            where n.authority_id = a.authority_id and n.subject_kind = 'action' and n.subject_id = a.id
              and n.step in ('escalation_1','escalation_2') and n.state in ('waiting','sent','failed')
              and n.about = a.due_on
            order by n.step desc, n.due_on, p.name limit 1) told on true
         left join people owner on owner.authority_id = a.authority_id and owner.id = a.owner_id
        where a.authority_id = $1 and a.rating = 'red' and 'overdue' = any(a.rating_reasons)
        order by told.step desc, a.priority_action desc, a.due_on, a.number limit $2`,
      [tx.authorityId, limit],
    );
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }

  /** Agencies with open actions: the most overdue first. The council's own are what is left of all. */
  byAgency(tx: Tx): Promise<AgencyFigures[]> {
    return tx.rows(
      `with partners as (
         select a.agency_id, ${OPEN_FIGURES}
           from actions a
          where a.authority_id = $1 and a.agency_id is not null and a.status in ('not_started','in_progress')
          group by a.agency_id),
       everybody as (
         select ${OPEN_FIGURES} from actions a
          where a.authority_id = $1 and a.status in ('not_started','in_progress'))
       select p.agency_id as "agencyId", g.name, p.open, p.overdue, p.red
         from partners p join agencies g on g.authority_id = $1 and g.id = p.agency_id
       union all
       select null, null, e.open - p.open, e.overdue - p.overdue, e.red - p.red
         from everybody e, (select coalesce(sum(open), 0)::int as open, coalesce(sum(overdue), 0)::int as overdue,
                                   coalesce(sum(red), 0)::int as red from partners) p
        where e.open > p.open
        order by overdue desc, red desc, open desc, name nulls first`,
      [tx.authorityId],
    );
  }

  /** The day on which the history of the plan's actions begins. */
  async historyFrom(tx: Tx): Promise<LocalDate | null> {
    const row = await tx.row<{ on: LocalDate }>(
      `select (v.valid_from at time zone 'Europe/London')::date::text as "on" from versions v
        where v.authority_id = $1 and v.entity = 'actions' order by v.valid_from limit 1`,
      [tx.authorityId],
    );
    return row?.on ?? null;
  }

  /** Of these actions how each stands; of all the others how many stand alike. Drafts are left out. */
  async standing(
    tx: Tx,
    apartIds: readonly string[],
  ): Promise<{ apart: StandingAction[]; others: readonly (Omit<StandingAction, 'id'> & { n: number })[] }> {
    const apart = await tx.rows<StandingAction>(
      `select a.id, a.status, a.rating as colour from actions a
        where a.authority_id = $1 and a.id = any($2::uuid[]) and a.status <> 'draft'`,
      [tx.authorityId, apartIds],
    );
    const all = await tx.rows<Omit<StandingAction, 'id'> & { n: number }>(
      `select a.status, a.rating as colour, count(*)::int as n from actions a
        where a.authority_id = $1 and a.status in ('not_started','in_progress','complete') group by a.status, a.rating`,
      [tx.authorityId],
    );
    const others = all.map(({ status, colour, n }) => ({
      status,
      colour,
      n: n - apart.filter((one) => one.status === status && one.colour === colour).length,
    }));
    return { apart, others };
  }
}
