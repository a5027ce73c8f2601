import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { BoardKind } from './board.entity.js';
import { Meeting, type MeetingState } from './meeting.entity.js';

export interface MeetingRow {
  id: string;
  boardId: string;
  boardName: string;
  boardKind: BoardKind;
  meetsOn: LocalDate;
  paperDeadline: LocalDate;
  deadlineByHand: boolean;
  place: string;
  state: MeetingState;
  cancelledBecause: string;
  version: number;
}

/** Which meetings are listed; what is left out is not asked. */
export interface MeetingFilters {
  readonly states?: readonly string[];
  readonly boardIds?: readonly string[];
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

const ROW = `
  select m.id, m.board_id as "boardId", b.name as "boardName", b.kind as "boardKind", m.meets_on::text as "meetsOn",
         m.paper_deadline::text as "paperDeadline", m.deadline_by_hand as "deadlineByHand", m.place, m.state,
         m.cancelled_because as "cancelledBecause", m.version
    from meetings m join boards b on b.authority_id = m.authority_id and b.id = m.board_id`;

const WHERE = `
  where m.authority_id = $1 and ($2::text[] is null or m.state = any($2))
    and ($3::uuid[] is null or m.board_id = any($3)) and ($4::date is null or m.meets_on >= $4)
    and ($5::date is null or m.meets_on <= $5)`;

/** Every query on meetings, each named by its answer. The meetings of the cycle are those of the improvement board. */
@Injectable()
export class MeetingsRepository {
  byId(tx: Tx, id: string): Promise<MeetingRow | null> {
    return tx.row<MeetingRow>(`${ROW} where m.authority_id = $1 and m.id = $2`, [tx.authorityId, id]);
  }

  heldById(tx: Tx, id: string): Promise<Meeting | null> {
    return tx.manager.findOne(Meeting, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  page(
    tx: Tx,
    filters: MeetingFilters,
    options: { limit: number; descending: boolean; after: { value: string; id: string } | null },
  ): Promise<MeetingRow[]> {
    const [sign, way] = options.descending ? ['<', 'desc'] : ['>', 'asc'];
    return tx.rows<MeetingRow>(
      `${ROW} ${WHERE} and ($6::date is null or (m.meets_on, m.id) ${sign} ($6, $7::uuid))
        order by m.meets_on ${way}, m.id ${way} limit $8`,
      [...this.asked(tx, filters), options.after?.value ?? null, options.after?.id ?? null, options.limit],
    );
  }

  async count(tx: Tx, filters: MeetingFilters): Promise<number> {
    const row = await tx.row<{ n: number }>(
      `select count(*)::int as n from meetings m ${WHERE}`,
      this.asked(tx, filters),
    );
    return row!.n;
  }

  /** The day of the improvement board's next planned meeting, on that day or after it; null where none is planned. */
  async nextMeetingOn(tx: Tx, from: LocalDate): Promise<LocalDate | null> {
    return (await this.nextMeeting(tx, from))?.meetsOn ?? null;
  }

  /** The improvement board's next planned meeting, on that day or after it. */
  nextMeeting(tx: Tx, from: LocalDate): Promise<MeetingRow | null> {
    return tx.row<MeetingRow>(
      `${ROW} where m.authority_id = $1 and b.kind = 'improvement' and m.state = 'planned' and m.meets_on >= $2
        order by m.meets_on, m.id limit 1`,
      [tx.authorityId, from],
    );
  }

  /** The improvement board's meetings that were not cancelled and whose paper deadline lies in these days. */
  meetingsWithDeadlines(tx: Tx, from: LocalDate, to: LocalDate): Promise<MeetingRow[]> {
    return tx.rows<MeetingRow>(
      `${ROW} where m.authority_id = $1 and b.kind = 'improvement' and m.state <> 'cancelled'
          and m.paper_deadline between $2 and $3 order by m.paper_deadline, m.id`,
      [tx.authorityId, from, to],
    );
  }

  /** The board's meetings of these days that took place or may have: a decision taken there can be recorded. */
  meetingsBetween(tx: Tx, boardId: string, from: LocalDate, to: LocalDate): Promise<MeetingRow[]> {
    return tx.rows<MeetingRow>(
      `${ROW} where m.authority_id = $1 and m.board_id = $2 and m.state <> 'cancelled' and m.meets_on between $3 and $4
        order by m.meets_on desc, m.id limit 50`,
      [tx.authorityId, boardId, from, to],
    );
  }

  async add(
    tx: Tx,
    meeting: Pick<
      Meeting,
      'boardId' | 'meetsOn' | 'paperDeadline' | 'deadlineByHand' | 'place' | 'changedOn'
    >,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into meetings (authority_id, board_id, meets_on, paper_deadline, deadline_by_hand, place, changed_on)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [
        tx.authorityId,
        meeting.boardId,
        meeting.meetsOn,
        meeting.paperDeadline,
        meeting.deadlineByHand,
        meeting.place,
        meeting.changedOn,
      ],
    );
    return row!.id;
  }

  async change(tx: Tx, id: string, change: Partial<Meeting>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.manager.update(Meeting, { authorityId: tx.authorityId, id }, change);
  }

  /** One who changes a meeting at a time: what is remembered of the windows is read and written in between. */
  async holdCycle(tx: Tx): Promise<void> {
    await tx.rows(`select pg_advisory_xact_lock(hashtextextended('meeting cycle ' || $1, 0))`, [
      tx.authorityId,
    ]);
  }

  private asked(tx: Tx, { states, boardIds, from, to }: MeetingFilters): unknown[] {
    return [tx.authorityId, states ?? null, boardIds ?? null, from ?? null, to ?? null];
  }
}
