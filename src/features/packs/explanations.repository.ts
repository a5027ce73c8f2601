import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { ExplanationWords } from '../../domain/lifecycle/pack.js';
import type { ReportedFacts } from '../../domain/report/exception-list.js';
import type { Tx } from '../../platform/database/database.js';

export interface ExplanationRow extends ExplanationWords {
  readonly id: string;
  readonly actionId: string;
  readonly meetingId: string;
  readonly givenByName: string;
  readonly givenOn: LocalDate;
}

/** An open action with what decides whether it is an exception. */
export interface ExceptionCandidate extends ReportedFacts {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly explainedOn: LocalDate | null;
}

/** The next meeting of the improvement board whose pack can still say something. */
export interface MeetingToExplainTo {
  readonly id: string;
  readonly meetsOn: LocalDate;
  readonly paperDeadline: LocalDate;
}

const ROW = `
  select e.id, e.action_id as "actionId", e.meeting_id as "meetingId", e.in_the_way as "inTheWay",
         e.will_be_done as "willBeDone", e.recovery_on::text as "recoveryOn", p.name as "givenByName",
         e.given_on::text as "givenOn"
    from pack_explanations e join people p on p.authority_id = e.authority_id and p.id = e.given_by`;

/** Every query on what owners said of their exceptions; it is only ever added to. */
@Injectable()
export class ExplanationsRepository {
  ofAction(tx: Tx, actionId: string, most: number): Promise<ExplanationRow[]> {
    return tx.rows<ExplanationRow>(
      `${ROW} where e.authority_id = $1 and e.action_id = $2 order by e.given_at desc, e.id desc limit $3`,
      [tx.authorityId, actionId, most],
    );
  }

  /**
   * The latest word on each action: given for this meeting, or, where the meeting was moved to another, since the pack
   * before.
   */
  forPack(tx: Tx, meetingId: string, after: LocalDate | null): Promise<ExplanationRow[]> {
    return tx.rows<ExplanationRow>(
      `select distinct on (x."actionId") x.* from (${ROW}
        where e.authority_id = $1 and (e.meeting_id = $2 or e.given_on > $3::date)
        order by e.action_id, e.given_at desc, e.id desc) x order by x."actionId"`,
      [tx.authorityId, meetingId, after],
    );
  }

  nextMeeting(tx: Tx, today: LocalDate): Promise<MeetingToExplainTo | null> {
    return tx.row<MeetingToExplainTo>(
      `select m.id, m.meets_on::text as "meetsOn", m.paper_deadline::text as "paperDeadline"
         from meetings m join boards b on b.authority_id = m.authority_id and b.id = m.board_id
        where m.authority_id = $1 and b.kind = 'improvement' and m.state = 'planned' and m.meets_on >= $2
          and not exists (select 1 from packs k where k.authority_id = m.authority_id and k.meeting_id = m.id
                            and k.state = 'issued')
        order by m.meets_on, m.id limit 1`,
      [tx.authorityId, today],
    );
  }

  async add(
    tx: Tx,
    explanation: ExplanationWords & {
      readonly actionId: string;
      readonly meetingId: string;
      readonly by: string;
      readonly on: LocalDate;
      readonly at: Date;
    },
  ): Promise<void> {
    await tx.rows(
      `insert into pack_explanations (authority_id, action_id, meeting_id, in_the_way, will_be_done, recovery_on,
                                      given_by, given_on, given_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.authorityId,
        explanation.actionId,
        explanation.meetingId,
        explanation.inTheWay.trim(),
        explanation.willBeDone.trim(),
        explanation.recoveryOn,
        explanation.by,
        explanation.on,
        explanation.at,
      ],
    );
  }

  /** Red open actions of an owner, or one action, with what decides whether the board is to hear of them. */
  candidates(
    tx: Tx,
    which: { readonly ownerId: string } | { readonly actionId: string },
    meetingId: string,
  ): Promise<ExceptionCandidate[]> {
    const [column, id] = 'ownerId' in which ? ['owner_id', which.ownerId] : ['id', which.actionId];
    return tx.rows<ExceptionCandidate>(
      `select a.id, a.reference, a.title, a.status, a.rating as colour, a.due_on::text as "dueOn",
              a.priority_action as "priorityAction", a.notices_from::text as "noticesFrom",
              a.rating_since::text as "colourSince",
              (select coalesce(jsonb_agg(jsonb_build_object('askedOn', d.asked_on, 'newDueOn', d.to_due_on,
                        'decideBy', d.decide_by,
                        'endedOn', case when d.state in ('refused','dropped') then d.decided_on end)), '[]')
                 from date_changes d
                where d.authority_id = a.authority_id and d.action_id = a.id and d.state <> 'approved') as requests,
              exists (select 1 from pack_actions k
                       where k.authority_id = a.authority_id and k.action_id = a.id and k.rating = 'red'
                         and k.pack_id = (select last.id from packs last
                           join boards b on b.authority_id = last.authority_id and b.id = last.board_id
                          where last.authority_id = $1 and last.state = 'issued' and b.kind = 'improvement'
                          order by last.issued_on desc, last.issued_at desc limit 1)) as "redAtLastPack",
              (select max(e.given_on)::text from pack_explanations e
                where e.authority_id = a.authority_id and e.meeting_id = $3 and e.action_id = a.id) as "explainedOn"
         from actions a
        where a.authority_id = $1 and a.${column} = $2 and a.status in ('not_started','in_progress')
          and a.rating = 'red' limit 200`,
      [tx.authorityId, id, meetingId],
    );
  }
}
