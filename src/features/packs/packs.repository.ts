import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { PackState } from '../../domain/lifecycle/pack.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import type { MeetingState } from '../meetings/meeting.entity.js';

export interface PackRow {
  readonly id: string;
  readonly boardId: string;
  readonly boardName: string;
  readonly meetingId: string;
  readonly meetsOn: LocalDate;
  readonly meetingState: MeetingState;
  readonly paperDeadline: LocalDate;
  /** Given when it is issued; a correction has that of what it corrects. */
  readonly number: number | null;
  readonly issue: number;
  readonly correctsId: string | null;
  readonly whatChanged: string;
  readonly state: PackState;
  readonly begunByName: string;
  readonly begunOn: LocalDate;
  readonly clearedByName: string | null;
  readonly clearedOn: LocalDate | null;
  /** Why it was cleared although commentary was missing. */
  readonly clearedWithout: string;
  readonly issuedByName: string | null;
  /** The day whose figures it has. */
  readonly issuedOn: LocalDate | null;
  readonly version: number;
}

export interface PackFilters {
  readonly boardIds?: readonly string[];
  readonly meetingIds?: readonly string[];
  readonly states?: readonly string[];
}

const ROW = `
  select k.id, k.board_id as "boardId", b.name as "boardName", k.meeting_id as "meetingId",
         m.meets_on::text as "meetsOn", m.state as "meetingState", m.paper_deadline::text as "paperDeadline",
         k.number, k.issue, k.corrects_id as "correctsId", k.what_changed as "whatChanged", k.state,
         begun.name as "begunByName", k.begun_on::text as "begunOn", cleared.name as "clearedByName",
         k.cleared_on::text as "clearedOn", k.cleared_without as "clearedWithout", issued.name as "issuedByName",
         k.issued_on::text as "issuedOn", k.version
    from packs k
    join boards b on b.authority_id = k.authority_id and b.id = k.board_id
    join meetings m on m.authority_id = k.authority_id and m.id = k.meeting_id
    join people begun on begun.authority_id = k.authority_id and begun.id = k.begun_by
    left join people cleared on cleared.authority_id = k.authority_id and cleared.id = k.cleared_by
    left join people issued on issued.authority_id = k.authority_id and issued.id = k.issued_by`;

const WHERE = `
  where k.authority_id = $1 and ($2::boolean or k.state = 'issued') and ($3::uuid[] is null or k.board_id = any($3))
    and ($4::uuid[] is null or k.meeting_id = any($4)) and ($5::text[] is null or k.state = any($5))`;

/** Every query on packs and their life; what one said is read by PackContentsRepository. */
@Injectable()
export class PacksRepository {
  byId(tx: Tx, id: string): Promise<PackRow | null> {
    return tx.row<PackRow>(`${ROW} where k.authority_id = $1 and k.id = $2`, [tx.authorityId, id]);
  }

  /** The latest meeting first; drafts only where they are asked for. */
  async list(
    tx: Tx,
    withDrafts: boolean,
    { boardIds, meetingIds, states }: PackFilters,
    { limit, offset }: Slice,
  ): Promise<{ rows: PackRow[]; total: number }> {
    const asked = [tx.authorityId, withDrafts, boardIds ?? null, meetingIds ?? null, states ?? null];
    const count = await tx.row<{ n: number }>(`select count(*)::int as n from packs k ${WHERE}`, asked);
    const rows = await tx.rows<PackRow>(
      `${ROW} ${WHERE} order by m.meets_on desc, k.issue desc, k.id desc limit $6 offset $7`,
      [...asked, limit, offset],
    );
    return { rows, total: count?.n ?? 0 };
  }

  /** Every issue of the pack of a meeting, the latest first; one that is not issued yet stands first. */
  ofMeeting(tx: Tx, meetingId: string): Promise<PackRow[]> {
    return tx.rows<PackRow>(
      `${ROW} where k.authority_id = $1 and k.meeting_id = $2 order by k.issue desc, k.id limit 100`,
      [tx.authorityId, meetingId],
    );
  }

  /** The latest issue of each of these meetings' packs; one that is not issued yet only where drafts are asked for. */
  latestOf(tx: Tx, meetingIds: readonly string[], withDrafts: boolean): Promise<PackRow[]> {
    return tx.rows<PackRow>(
      `${ROW} where k.authority_id = $1 and k.meeting_id = any($2::uuid[])
          and k.issue = (select max(l.issue) from packs l
                          where l.authority_id = k.authority_id and l.meeting_id = k.meeting_id
                            and ($3::boolean or l.state = 'issued'))`,
      [tx.authorityId, meetingIds, withDrafts],
    );
  }

  /** The latest issue of the pack of that number; null: of the pack issued last. */
  issuedByNumber(tx: Tx, boardId: string, number: number | null): Promise<PackRow | null> {
    return tx.row<PackRow>(
      `${ROW} where k.authority_id = $1 and k.board_id = $2 and k.state = 'issued'
          and ($3::integer is null or k.number = $3) order by k.number desc, k.issue desc limit 1`,
      [tx.authorityId, boardId, number],
    );
  }

  /** The latest issue of the improvement board's pack of that number; after a new board was set up, of the new one's. */
  improvementPack(tx: Tx, number: number): Promise<PackRow | null> {
    return tx.row<PackRow>(
      `${ROW} where k.authority_id = $1 and b.kind = 'improvement' and k.state = 'issued' and k.number = $2
        order by b.ended_on is not null, b.ended_on desc, k.issue desc limit 1`,
      [tx.authorityId, number],
    );
  }

  /** The latest issue of the improvement board's latest pack. */
  lastIssued(tx: Tx): Promise<PackRow | null> {
    return tx.row<PackRow>(
      `${ROW} where k.authority_id = $1 and b.kind = 'improvement' and k.state = 'issued'
        order by b.ended_on is not null, k.number desc, k.issue desc limit 1`,
      [tx.authorityId],
    );
  }

  /** The improvement board's next planned meeting whose pack has not been begun. */
  nextToBegin(tx: Tx, today: LocalDate): Promise<{ id: string; meetsOn: LocalDate } | null> {
    return tx.row<{ id: string; meetsOn: LocalDate }>(
      `select m.id, m.meets_on::text as "meetsOn"
         from meetings m join boards b on b.authority_id = m.authority_id and b.id = m.board_id
        where m.authority_id = $1 and b.kind = 'improvement' and m.state = 'planned' and m.meets_on >= $2
          and not exists (select 1 from packs k where k.authority_id = m.authority_id and k.meeting_id = m.id)
        order by m.meets_on, m.id limit 1`,
      [tx.authorityId, today],
    );
  }

  /** What the movement of this pack is counted from: the latest issue of the board's pack before it. */
  issuedBefore(tx: Tx, { boardId, number }: Pick<PackRow, 'boardId' | 'number'>): Promise<PackRow | null> {
    return tx.row<PackRow>(
      `${ROW} where k.authority_id = $1 and k.board_id = $2 and k.state = 'issued'
          and ($3::integer is null or k.number < $3) order by k.number desc, k.issue desc limit 1`,
      [tx.authorityId, boardId, number],
    );
  }

  /** Packs that are open for commentary or cleared, of meetings that were not cancelled, oldest first. */
  beingMade(tx: Tx): Promise<PackRow[]> {
    return tx.rows<PackRow>(
      `${ROW} where k.authority_id = $1 and k.state in ('commentary','cleared') and m.state <> 'cancelled'
        order by m.meets_on, k.id limit 20`,
      [tx.authorityId],
    );
  }

  /** Packs open for commentary that this person is asked for and has not written, oldest first. */
  commentaryWanted(tx: Tx, personId: string): Promise<PackRow[]> {
    return tx.rows<PackRow>(
      `${ROW} where k.authority_id = $1 and k.state = 'commentary' and m.state <> 'cancelled'
          and not exists (select 1 from pack_commentaries c
                           where c.authority_id = k.authority_id and c.pack_id = k.id and c.person_id = $2)
          and (exists (select 1 from people p where p.authority_id = k.authority_id and p.id = $2
                          and 'director' = any(p.roles))
               or exists (select 1 from actions a where a.authority_id = k.authority_id
                            and a.accountable_lead_id = $2 and a.status in ('not_started','in_progress','complete')))
        order by m.meets_on, k.id limit 20`,
      [tx.authorityId, personId],
    );
  }

  async hold(tx: Tx, id: string): Promise<void> {
    await tx.rows(`select 1 from packs where authority_id = $1 and id = $2 for no key update`, [
      tx.authorityId,
      id,
    ]);
  }

  async add(
    tx: Tx,
    pack: {
      readonly boardId: string;
      readonly meetingId: string;
      readonly by: string;
      readonly on: LocalDate;
    },
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into packs (authority_id, board_id, meeting_id, begun_by, begun_on) values ($1, $2, $3, $4, $5)
       returning id`,
      [tx.authorityId, pack.boardId, pack.meetingId, pack.by, pack.on],
    );
    return row!.id;
  }

  /** The next issue of a pack, with the commentary of the one before. */
  async addCorrection(
    tx: Tx,
    pack: PackRow,
    correction: { readonly whatChanged: string; readonly by: string; readonly on: LocalDate },
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into packs (authority_id, board_id, meeting_id, number, issue, corrects_id, what_changed, state,
                          begun_by, begun_on)
       values ($1, $2, $3, $4, $5, $6, $7, 'commentary', $8, $9) returning id`,
      [
        tx.authorityId,
        pack.boardId,
        pack.meetingId,
        pack.number,
        pack.issue + 1,
        pack.id,
        correction.whatChanged,
        correction.by,
        correction.on,
      ],
    );
    await tx.rows(
      `insert into pack_commentaries (authority_id, pack_id, person_id, role, better, worries, asks, written_on)
       select authority_id, $3, person_id, role, better, worries, asks, written_on
         from pack_commentaries where authority_id = $1 and pack_id = $2`,
      [tx.authorityId, pack.id, row!.id],
    );
    return row!.id;
  }

  async change(tx: Tx, id: string, change: Readonly<Record<string, unknown>>): Promise<void> {
    const columns = Object.keys(change);
    const set = columns.map((column, place) => `${column} = $${place + 3}`).join(', ');
    await tx.rows(`update packs set ${set} where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      ...Object.values(change),
    ]);
  }
}
