import { Injectable } from '@nestjs/common';
import type { BoardRequest } from '../../domain/ladder/notice-facts.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { BoardDecisions } from '../meetings/board-decisions.service.js';
import type { Morning } from './morning.js';

/** The board that decides, as notices need it: who speaks for it, and when it meets. */
@Injectable()
export class BoardRequests {
  constructor(private readonly board: BoardDecisions) {}

  /** What waits since these days, by the same key. */
  async of(
    tx: Tx,
    { on }: Morning,
    waiting: ReadonlyMap<string, LocalDate>,
  ): Promise<ReadonlyMap<string, BoardRequest>> {
    if (waiting.size === 0) return new Map();
    const deciderIds = await this.board.chairIds(tx, on);
    const rows = await tx.rows<{
      key: string;
      since: LocalDate;
      met_on: LocalDate | null;
      next_on: LocalDate | null;
    }>(
      `select w.key, w.since::text as since,
              (select max(m.meets_on)::text from meetings m
                 join boards b on b.authority_id = m.authority_id and b.id = m.board_id and b.kind = 'improvement'
                where m.authority_id = $1 and m.state <> 'cancelled'
                  and m.meets_on >= w.since and m.meets_on < $4::date) as met_on,
              (select min(m.meets_on)::text from meetings m
                 join boards b on b.authority_id = m.authority_id and b.id = m.board_id and b.kind = 'improvement'
                where m.authority_id = $1 and m.state = 'planned' and m.meets_on >= $4::date) as next_on
         from unnest($2::text[], $3::date[]) as w(key, since)`,
      [tx.authorityId, [...waiting.keys()], [...waiting.values()], on],
    );
    return new Map(
      rows.map(({ key, since, met_on, next_on }) => [
        key,
        { since, deciderIds, meetingOn: met_on ?? next_on },
      ]),
    );
  }
}
