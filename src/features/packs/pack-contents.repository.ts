import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { PackContent } from '../../domain/report/pack-content.js';
import type { Tx } from '../../platform/database/database.js';

/** What issued packs said, and what issuing one means for the actions it reports. */
@Injectable()
export class PackContentsRepository {
  /** Null: not issued yet, or a part that whoever asks may not read. */
  async content(tx: Tx, packId: string, part: 1 | 2): Promise<PackContent | null> {
    const row = await tx.row<{ content: PackContent }>(
      `select content from pack_contents where authority_id = $1 and pack_id = $2 and part = $3`,
      [tx.authorityId, packId, part],
    );
    return row?.content ?? null;
  }

  /** Keeps what both parts say, in the transaction that issues the pack. */
  async keep(tx: Tx, packId: string, contents: readonly PackContent[]): Promise<void> {
    for (const content of contents) {
      await tx.rows(
        `insert into pack_contents (authority_id, pack_id, part, content) values ($1, $2, $3, $4::jsonb)`,
        [tx.authorityId, packId, content.part, JSON.stringify(content)],
      );
    }
    const whole = contents.find(({ part }) => part === 2)?.actions ?? [];
    await tx.rows(
      `insert into pack_actions (authority_id, pack_id, action_id, rating)
       select $1, $2, a.id, a.rating from jsonb_to_recordset($3::jsonb) as a(id uuid, rating text)`,
      [tx.authorityId, packId, JSON.stringify(whole.map(({ id, colour }) => ({ id, rating: colour })))],
    );
  }

  /** The moves that this pack has reported are no reason for Amber any more. Gives the actions to rate anew. */
  async movesReported(tx: Tx, packId: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `update actions a set last_move_reported = true
         from pack_actions k
        where k.authority_id = $1 and k.pack_id = $2 and a.authority_id = k.authority_id and a.id = k.action_id
          and a.times_moved > 0 and not a.last_move_reported
        returning a.id`,
      [tx.authorityId, packId],
    );
    return rows.map(({ id }) => id);
  }

  /** What was Red in this pack is an exception as long as it stays Red: who is told of it is decided anew. */
  async tellOfReds(tx: Tx, packId: string, today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions a set next_notice_on = $3
         from pack_actions k
        where k.authority_id = $1 and k.pack_id = $2 and k.rating = 'red'
          and a.authority_id = k.authority_id and a.id = k.action_id
          and (a.next_notice_on is null or a.next_notice_on > $3)`,
      [tx.authorityId, packId, today],
    );
  }
}
