import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { Decision, DecisionKind, DecisionOutcome } from './decision.entity.js';

export interface DecisionRow {
  id: string;
  boardId: string;
  subjectKind: DecisionKind;
  subjectId: string;
  outcome: DecisionOutcome;
  words: string;
  decidedOn: LocalDate;
  recordedBy: string;
  recordedByName: string;
  recordedAt: Date;
  meetingId: string | null;
  meetsOn: LocalDate | null;
  reportedAt: string | null;
}

const ROW = `
  select d.id, d.board_id as "boardId", d.subject_kind as "subjectKind", d.subject_id as "subjectId", d.outcome, d.words,
         d.decided_on::text as "decidedOn", d.recorded_by as "recordedBy", p.name as "recordedByName",
         d.recorded_at as "recordedAt", d.meeting_id as "meetingId", m.meets_on::text as "meetsOn",
         d.reported_at as "reportedAt"
    from decisions d
    join people p on p.authority_id = d.authority_id and p.id = d.recorded_by
    left join meetings m on m.authority_id = d.authority_id and m.id = d.meeting_id`;

/** Every query on what boards decided. */
@Injectable()
export class DecisionsRepository {
  async add(tx: Tx, decision: Omit<Decision, 'authorityId' | 'id' | 'reportedAt'>): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into decisions (authority_id, board_id, subject_kind, subject_id, outcome, words, decided_on,
                              recorded_by, recorded_at, meeting_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        tx.authorityId,
        decision.boardId,
        decision.subjectKind,
        decision.subjectId,
        decision.outcome,
        decision.words,
        decision.decidedOn,
        decision.recordedBy,
        decision.recordedAt,
        decision.meetingId,
      ],
    );
    return row!.id;
  }

  byIds(tx: Tx, ids: readonly string[]): Promise<DecisionRow[]> {
    return tx.rows(`${ROW} where d.authority_id = $1 and d.id = any($2::uuid[])`, [tx.authorityId, ids]);
  }

  /** What was decided at a meeting, and what the chair decided before and was reported there. */
  ofMeeting(tx: Tx, meetingId: string): Promise<DecisionRow[]> {
    return tx.rows(
      `${ROW} where d.authority_id = $1 and (d.meeting_id = $2 or d.reported_at = $2)
        order by d.recorded_at, d.id limit 500`,
      [tx.authorityId, meetingId],
    );
  }

  /** What the chair decided between meetings and no meeting has heard of yet. */
  toReport(tx: Tx, boardId: string, until: LocalDate): Promise<DecisionRow[]> {
    return tx.rows(
      `${ROW} where d.authority_id = $1 and d.board_id = $2 and d.meeting_id is null and d.reported_at is null
          and d.decided_on <= $3
        order by d.recorded_at, d.id limit 500`,
      [tx.authorityId, boardId, until],
    );
  }

  async reported(tx: Tx, boardId: string, meeting: { id: string; meetsOn: LocalDate }): Promise<void> {
    await tx.rows(
      `update decisions set reported_at = $3
        where authority_id = $1 and board_id = $2 and meeting_id is null and reported_at is null
          and decided_on <= $4`,
      [tx.authorityId, boardId, meeting.id, meeting.meetsOn],
    );
  }
}
