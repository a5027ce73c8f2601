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

export type CheckStep = 'verified' | 'embedded' | 'looked_again';

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
    closing: {
      by: string;
      on: LocalDate;
      because: string;
      furtherActionId: string | null;
      /** Only those that this finding made. */
      findingId?: string;
    },
  ): Promise<void> {
    await tx.rows(
      `update not_borne_out_marks
          set closed_on = $3, closed_by = $4, closed_because = $5, further_action_id = $6
        where authority_id = $1 and action_id = $2 and outcome = 'not_enough' and closed_on is null
          and ($7::uuid is null or finding_id = $7)`,
      [
        tx.authorityId,
        actionId,
        closing.on,
        closing.by,
        closing.because,
        closing.furtherActionId,
        closing.findingId ?? null,
      ],
    );
  }

  /** Since when an action is "not enough" by the marks that are still open. */
  async notEnoughSince(tx: Tx, actionId: string): Promise<LocalDate | null> {
    const row = await tx.row<{ since: LocalDate | null }>(
      `select min(marked_on)::text since from not_borne_out_marks
        where authority_id = $1 and action_id = $2 and outcome = 'not_enough' and closed_on is null`,
      [tx.authorityId, actionId],
    );
    return row?.since ?? null;
  }

  /** Keeps what evidence says about several actions, in one statement. */
  async putEvidence(tx: Tx, facts: readonly FactsOfEvidence[], today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions a
          set accepted_kinds = f."acceptedKinds", accepted_evidence_on = f."acceptedOn",
              evidence_waiting_since = f."waitingSince", assurance = f.assurance, evidenced_on = f."evidencedOn",
              next_notice_on = case when a.assurance = f.assurance then a.next_notice_on else $3::date end
         from jsonb_to_recordset($2::jsonb) as f("actionId" uuid, "acceptedKinds" text[], "acceptedOn" date,
                "waitingSince" date, assurance text, "evidencedOn" date)
        where a.authority_id = $1 and a.id = f."actionId"`,
      [tx.authorityId, JSON.stringify(facts), today],
    );
  }
}
