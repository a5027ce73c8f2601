import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { HandsInAction } from '../../domain/lifecycle/independence.js';
import type { Tx } from '../../platform/database/database.js';

export interface OpenMilestone {
  readonly id: string;
  readonly title: string;
  readonly critical: boolean;
  readonly dueOn: LocalDate;
  readonly explanation: string;
}

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

export type CheckStep = 'verified' | 'embedded' | 'looked_again';

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

export interface FactsOfEvidence {
  readonly actionId: string;
  readonly acceptedKinds: readonly string[];
  readonly acceptedOn: LocalDate | null;
  readonly waitingSince: LocalDate | null;
  readonly assurance: string;
  readonly evidencedOn: LocalDate | null;
}

/** Every query on reports of completion, checks, and who had a hand in an action. */
@Injectable()
export class AssuranceRepository {
  /** Everybody who ever had a hand in the action: the database keeps them. */
  hands(tx: Tx, actionId: string): Promise<HandsInAction> {
    return tx.rows(
      `select person_id as "personId", hand from action_hands where authority_id = $1 and action_id = $2`,
      [tx.authorityId, actionId],
    );
  }

  openMilestones(tx: Tx, actionId: string): Promise<OpenMilestone[]> {
    return tx.rows(
      `select id, title, critical, due_on::text as "dueOn", explanation from milestones
        where authority_id = $1 and action_id = $2 and done_on is null and withdrawn_at is null
        order by due_on, id`,
      [tx.authorityId, actionId],
    );
  }

  /** Reached on that day, or still open with why. */
  async answerMilestones(
    tx: Tx,
    answers: readonly { id: string; reachedOn: LocalDate | null; explanation: string }[],
  ): Promise<void> {
    if (answers.length === 0) return;
    await tx.rows(
      `update milestones m
          set done_on = a."reachedOn", explanation = case when a.explanation = '' then m.explanation else a.explanation end
         from jsonb_to_recordset($2::jsonb) as a(id uuid, "reachedOn" date, explanation text)
        where m.authority_id = $1 and m.id = a.id and m.done_on is null`,
      [tx.authorityId, JSON.stringify(answers)],
    );
  }

  /** What was left open and explained when the action was reported belongs to the round before the reopening. */
  async endMilestonesOfRound(tx: Tx, actionId: string, today: LocalDate, at: Date): Promise<void> {
    await tx.rows(
      `update milestones set withdrawn_at = $4
        where authority_id = $1 and action_id = $2 and done_on is null and withdrawn_at is null and due_on <= $3`,
      [tx.authorityId, actionId, today, at],
    );
  }

  async addReport(
    tx: Tx,
    report: {
      actionId: string;
      round: number;
      reportedBy: string | null;
      reportedOn: LocalDate;
      impactStatement: string;
      isImported: boolean;
    },
  ): Promise<void> {
    await tx.rows(
      `insert into completion_reports (authority_id, action_id, round, reported_by, reported_on, impact_statement,
                                       is_imported)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.authorityId,
        report.actionId,
        report.round,
        report.reportedBy,
        report.reportedOn,
        report.impactStatement,
        report.isImported,
      ],
    );
  }

  /** Published actions that an imported plan called complete. */
  async importComplete(tx: Tx, actionIds: readonly string[], on: LocalDate): Promise<void> {
    await tx.rows(
      `with reported as (
         insert into completion_reports (authority_id, action_id, round, reported_on, impact_statement, is_imported)
         select authority_id, id, round, $3, '', true from actions
          where authority_id = $1 and id = any($2::uuid[]) and status in ('not_started','in_progress')
         returning action_id)
       update actions a
          set status = 'complete', assurance = 'reported', reported_on = $3,
              begun_on = coalesce(begun_on, least(start_on, $3::date))
         from reported r where a.authority_id = $1 and a.id = r.action_id`,
      [tx.authorityId, actionIds, on],
    );
  }

  /** The report that stood is refused, or ends with a reopening. */
  async endReport(
    tx: Tx,
    actionId: string,
    ending: { outcome: 'refused' | 'reopened'; by: string; on: LocalDate; reason: string },
  ): Promise<void> {
    await tx.rows(
      `update completion_reports set outcome = $3, outcome_by = $4, outcome_on = $5, outcome_reason = $6
        where authority_id = $1 and action_id = $2 and outcome is null`,
      [tx.authorityId, actionId, ending.outcome, ending.by, ending.on, ending.reason],
    );
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

  async addCheck(
    tx: Tx,
    check: { actionId: string; round: number; step: CheckStep; by: string; on: LocalDate; found: string },
  ): Promise<void> {
    await tx.rows(
      `insert into assurance_checks (authority_id, action_id, round, step, checked_by, checked_on, found)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.authorityId, check.actionId, check.round, check.step, check.by, check.on, check.found],
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

  /** Open actions that were imported as complete, of which proof is asked from that day on. Gives those it was asked of. */
  async askForProof(tx: Tx, actionIds: readonly string[], on: LocalDate): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `update actions set proving_from = $3
        where authority_id = $1 and id = any($2::uuid[]) and status = 'complete' and proving_from is null
        returning id`,
      [tx.authorityId, actionIds, on],
    );
    return rows.map(({ id }) => id);
  }

  async addMark(
    tx: Tx,
    mark: {
      actionId: string;
      outcome: 'not_sustained' | 'not_enough';
      reason: string;
      findingId: string | null;
      by: string;
      on: LocalDate;
      fromDueOn: LocalDate | null;
      newDueOn: LocalDate | null;
    },
  ): Promise<void> {
    await tx.rows(
      `insert into not_borne_out_marks (authority_id, action_id, outcome, reason, finding_id, marked_by, marked_on,
                                        from_due_on, new_due_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.authorityId,
        mark.actionId,
        mark.outcome,
        mark.reason,
        mark.findingId,
        mark.by,
        mark.on,
        mark.fromDueOn,
        mark.newDueOn,
      ],
    );
  }

  /** Ends every open "done, but not enough" of an action. */
  async closeMarks(
    tx: Tx,
    actionId: string,
    closing: { by: string; on: LocalDate; because: string; furtherActionId: string | null },
  ): Promise<void> {
    await tx.rows(
      `update not_borne_out_marks
          set closed_on = $3, closed_by = $4, closed_because = $5, further_action_id = $6
        where authority_id = $1 and action_id = $2 and outcome = 'not_enough' and closed_on is null`,
      [tx.authorityId, actionId, closing.on, closing.by, closing.because, closing.furtherActionId],
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

  /** Keeps what evidence says about several actions, in one statement. */
  async putEvidence(tx: Tx, facts: readonly FactsOfEvidence[]): Promise<void> {
    await tx.rows(
      `update actions a
          set accepted_kinds = f."acceptedKinds", accepted_evidence_on = f."acceptedOn",
              evidence_waiting_since = f."waitingSince", assurance = f.assurance, evidenced_on = f."evidencedOn"
         from jsonb_to_recordset($2::jsonb) as f("actionId" uuid, "acceptedKinds" text[], "acceptedOn" date,
                "waitingSince" date, assurance text, "evidencedOn" date)
        where a.authority_id = $1 and a.id = f."actionId"`,
      [tx.authorityId, JSON.stringify(facts)],
    );
  }
}
