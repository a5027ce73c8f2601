import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { CheckStep } from './assurance.repository.js';

export interface ReportRow {
  readonly id: string;
  readonly reportedByName: string | null;
  readonly reportedOn: LocalDate;
  readonly impactStatement: string;
  readonly isImported: boolean;
  readonly outcome: 'refused' | 'reopened' | null;
  readonly outcomeByName: string | null;
  readonly outcomeOn: LocalDate | null;
  readonly outcomeReason: string | null;
}

export interface CheckRow {
  readonly id: string;
  readonly step: CheckStep;
  readonly checkedByName: string;
  readonly checkedOn: LocalDate;
  readonly found: string;
  /** Of the round that runs; what was checked before a reopening no longer counts. */
  readonly counts: boolean;
}

export interface MarkRow {
  readonly id: string;
  readonly outcome: 'not_sustained' | 'not_enough';
  readonly reason: string;
  readonly markedByName: string;
  readonly markedOn: LocalDate;
  readonly findingId: string | null;
  readonly fromDueOn: LocalDate | null;
  readonly newDueOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly closedBecause: string | null;
  readonly furtherReference: string | null;
  readonly furtherActionId: string | null;
}

/** What the page of an action tells of its reports and checks. */
@Injectable()
export class AssurancePageRepository {
  async standingContributors(tx: Tx, actionId: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select person_id as id from action_contributors
        where authority_id = $1 and action_id = $2 and ended_at is null`,
      [tx.authorityId, actionId],
    );
    return rows.map(({ id }) => id);
  }

  /** Newest first. */
  reports(tx: Tx, actionId: string): Promise<ReportRow[]> {
    return tx.rows(
      `select r.id, p.name as "reportedByName", r.reported_on::text as "reportedOn",
              r.impact_statement as "impactStatement", r.is_imported as "isImported", r.outcome,
              o.name as "outcomeByName", r.outcome_on::text as "outcomeOn", r.outcome_reason as "outcomeReason"
         from completion_reports r
         left join people p on p.authority_id = r.authority_id and p.id = r.reported_by
         left join people o on o.authority_id = r.authority_id and o.id = r.outcome_by
        where r.authority_id = $1 and r.action_id = $2
        order by r.outcome is null desc, r.reported_on desc, r.id limit 50`,
      [tx.authorityId, actionId],
    );
  }

  /** Newest first. */
  checks(tx: Tx, actionId: string): Promise<CheckRow[]> {
    return tx.rows(
      `select c.id, c.step, p.name as "checkedByName", c.checked_on::text as "checkedOn", c.found,
              c.round = a.round as counts
         from assurance_checks c
         join actions a on a.authority_id = c.authority_id and a.id = c.action_id
         join people p on p.authority_id = c.authority_id and p.id = c.checked_by
        where c.authority_id = $1 and c.action_id = $2
        order by c.checked_on desc, c.round desc, c.id limit 50`,
      [tx.authorityId, actionId],
    );
  }

  /** Newest first. */
  marks(tx: Tx, actionId: string): Promise<MarkRow[]> {
    return tx.rows(
      `select m.id, m.outcome, m.reason, p.name as "markedByName", m.marked_on::text as "markedOn",
              m.finding_id as "findingId", m.from_due_on::text as "fromDueOn", m.new_due_on::text as "newDueOn",
              m.closed_on::text as "closedOn", m.closed_because as "closedBecause",
              f.reference as "furtherReference", f.id as "furtherActionId"
         from not_borne_out_marks m
         join people p on p.authority_id = m.authority_id and p.id = m.marked_by
         left join actions f on f.authority_id = m.authority_id and f.id = m.further_action_id
        where m.authority_id = $1 and m.action_id = $2
        order by m.marked_on desc, m.id limit 50`,
      [tx.authorityId, actionId],
    );
  }
}
