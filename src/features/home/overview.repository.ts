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

  /** Agencies with open actions: the most overdue first. */
  byAgency(tx: Tx): Promise<AgencyFigures[]> {
    return tx.rows(
      `select a.agency_id as "agencyId", g.name, count(*)::int as open,
              (count(*) filter (where 'overdue' = any(a.rating_reasons)))::int as overdue,
              (count(*) filter (where a.rating = 'red'))::int as red
         from actions a left join agencies g on g.authority_id = a.authority_id and g.id = a.agency_id
        where a.authority_id = $1 and a.status in ('not_started','in_progress')
        group by a.agency_id, g.name order by overdue desc, red desc, open desc, g.name`,
      [tx.authorityId],
    );
  }

  /** Everything that is counted or was once, without its words, and the day on which the first was published. */
  async standing(tx: Tx): Promise<{ actions: StandingAction[]; firstOn: LocalDate | null }> {
    const rows = await tx.rows<StandingAction & { publishedOn: LocalDate | null }>(
      `select a.id, a.status, a.rating as colour, a.published_on::text as "publishedOn"
         from actions a where a.authority_id = $1 and a.status <> 'draft'`,
      [tx.authorityId],
    );
    const days = rows.flatMap(({ publishedOn }) => publishedOn ?? []);
    const firstOn = days.reduce<LocalDate | null>(
      (least, day) => (least === null || day < least ? day : least),
      null,
    );
    return { actions: rows, firstOn };
  }
}
