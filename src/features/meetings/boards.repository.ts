import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { BoardMember, type BoardRole } from './board-member.entity.js';
import { Board, type BoardKind } from './board.entity.js';

export interface BoardRow {
  id: string;
  name: string;
  kind: BoardKind;
  endedOn: LocalDate | null;
  version: number;
  chairName: string | null;
  members: number;
  nextMeetingOn: LocalDate | null;
}

export interface MemberRow {
  id: string;
  boardId: string;
  personId: string;
  name: string;
  role: BoardRole;
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  version: number;
}

/** Every query on boards and who sits on them. */
@Injectable()
export class BoardsRepository {
  byId(tx: Tx, id: string): Promise<Board | null> {
    return tx.manager.findOneBy(Board, { authorityId: tx.authorityId, id });
  }

  heldById(tx: Tx, id: string): Promise<Board | null> {
    return tx.manager.findOne(Board, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** The board whose meetings set the windows and which decides about dates. */
  improvementBoard(tx: Tx): Promise<Board | null> {
    return tx.manager.findOneBy(Board, {
      authorityId: tx.authorityId,
      kind: 'improvement',
      endedOn: IsNull(),
    });
  }

  /** An authority has one or two; ended ones stand last. */
  everyBoard(tx: Tx, today: LocalDate): Promise<BoardRow[]> {
    return tx.rows(
      `select b.id, b.name, b.kind, b.ended_on::text as "endedOn", b.version,
              (select string_agg(p.name, ', ' order by p.name) from board_members m
                 join people p on p.authority_id = m.authority_id and p.id = m.person_id
                where m.authority_id = b.authority_id and m.board_id = b.id and m.role = 'chair'
                  and m.from_on <= $2 and (m.until_on is null or m.until_on >= $2)) as "chairName",
              (select count(*)::int from board_members m
                where m.authority_id = b.authority_id and m.board_id = b.id
                  and m.from_on <= $2 and (m.until_on is null or m.until_on >= $2)) as members,
              (select min(t.meets_on)::text from meetings t
                where t.authority_id = b.authority_id and t.board_id = b.id and t.state = 'planned'
                  and t.meets_on >= $2) as "nextMeetingOn"
         from boards b where b.authority_id = $1
        order by b.ended_on is not null, b.kind, lower(b.name)`,
      [tx.authorityId, today],
    );
  }

  /** Everybody who sits on the board or sat on it: chair first, those who left last. */
  members(tx: Tx, boardId: string): Promise<MemberRow[]> {
    return tx.rows(
      `select m.id, m.board_id as "boardId", m.person_id as "personId", p.name, m.role,
              m.from_on::text as "fromOn", m.until_on::text as "untilOn", m.version
         from board_members m
         join people p on p.authority_id = m.authority_id and p.id = m.person_id
        where m.authority_id = $1 and m.board_id = $2
        order by m.until_on desc nulls first,
                 case m.role when 'chair' then 1 when 'vice_chair' then 2 else 3 end, p.name, m.id
        limit 500`,
      [tx.authorityId, boardId],
    );
  }

  heldMember(tx: Tx, boardId: string, id: string): Promise<BoardMember | null> {
    return tx.manager.findOne(BoardMember, {
      where: { authorityId: tx.authorityId, boardId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /**
   * The chair of the improvement board on that day; where there is none, the vice-chair; before a board is set up, whoever
   * has the role of chair. Only people who may act.
   */
  async improvementChairIds(tx: Tx, on: LocalDate): Promise<string[]> {
    const rows = await tx.rows<{ id: string; role: BoardRole | 'by_role' }>(
      `select m.person_id as id, m.role from board_members m
         join boards b on b.authority_id = m.authority_id and b.id = m.board_id
          and b.kind = 'improvement' and b.ended_on is null
         join people p on p.authority_id = m.authority_id and p.id = m.person_id and p.closed_at is null
        where m.authority_id = $1 and m.role in ('chair','vice_chair')
          and m.from_on <= $2 and (m.until_on is null or m.until_on >= $2)
        union all
       select p.id, 'by_role' from people p
        where p.authority_id = $1 and p.closed_at is null and p.roles && array['chair']
        order by id`,
      [tx.authorityId, on],
    );
    const of = (role: BoardRole | 'by_role') => rows.filter((row) => row.role === role).map(({ id }) => id);
    return [of('chair'), of('vice_chair')].find((ids) => ids.length > 0) ?? of('by_role');
  }

  async add(tx: Tx, board: Pick<Board, 'name' | 'kind'>): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into boards (authority_id, name, kind) values ($1, $2, $3) returning id`,
      [tx.authorityId, board.name, board.kind],
    );
    return row!.id;
  }

  async change(tx: Tx, id: string, change: Partial<Pick<Board, 'name' | 'endedOn'>>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.manager.update(Board, { authorityId: tx.authorityId, id }, change);
  }

  async addMember(
    tx: Tx,
    member: Pick<BoardMember, 'boardId' | 'personId' | 'role' | 'fromOn' | 'untilOn'>,
  ): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into board_members (authority_id, board_id, person_id, role, from_on, until_on)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [tx.authorityId, member.boardId, member.personId, member.role, member.fromOn, member.untilOn],
    );
    return row!.id;
  }

  async endMember(tx: Tx, id: string, untilOn: LocalDate): Promise<void> {
    await tx.rows(`update board_members set until_on = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      untilOn,
    ]);
  }
}
