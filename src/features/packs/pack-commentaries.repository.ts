import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { CommentaryWords } from '../../domain/lifecycle/pack.js';
import type { Tx } from '../../platform/database/database.js';

/** Somebody whose commentary a pack wants or has: the director, and each lead of a counted action. */
export interface CommentaryRow extends CommentaryWords {
  readonly personId: string;
  readonly name: string;
  readonly role: 'director' | 'lead';
  /** Whether it is still wanted: somebody may have written and lead nothing any more. */
  readonly isAsked: boolean;
  /** Null: not written yet. */
  readonly writtenOn: LocalDate | null;
  readonly version: number | null;
}

/** Every query on commentaries. */
@Injectable()
export class PackCommentariesRepository {
  /** All who are asked and all who wrote: the director first, then leads by name. */
  ofPack(tx: Tx, packId: string): Promise<CommentaryRow[]> {
    return tx.rows<CommentaryRow>(
      `with asked as (
         select p.id, case when 'director' = any(p.roles) then 'director' else 'lead' end as role
           from people p
          where p.authority_id = $1 and p.closed_at is null
            and ('director' = any(p.roles) or p.id in (
              select a.accountable_lead_id from actions a
               where a.authority_id = $1 and a.status in ('not_started','in_progress','complete'))))
       select p.id as "personId", p.name, coalesce(c.role, asked.role) as role, asked.id is not null as "isAsked",
              coalesce(c.better, '') as better, coalesce(c.worries, '') as worries, coalesce(c.asks, '') as asks,
              c.written_on::text as "writtenOn", c.version
         from (select * from pack_commentaries where authority_id = $1 and pack_id = $2) c
         full join asked on asked.id = c.person_id
         join people p on p.authority_id = $1 and p.id = coalesce(c.person_id, asked.id)
        order by 3, p.name, p.id`,
      [tx.authorityId, packId],
    );
  }

  async idsOf(tx: Tx, packId: string): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from pack_commentaries where authority_id = $1 and pack_id = $2`,
      [tx.authorityId, packId],
    );
    return rows.map(({ id }) => id);
  }

  async write(
    tx: Tx,
    packId: string,
    by: { readonly personId: string; readonly role: 'director' | 'lead' },
    words: CommentaryWords,
    on: LocalDate,
  ): Promise<void> {
    await tx.rows(
      `insert into pack_commentaries (authority_id, pack_id, person_id, role, better, worries, asks, written_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (authority_id, pack_id, person_id)
         do update set better = excluded.better, worries = excluded.worries, asks = excluded.asks,
                       written_on = excluded.written_on`,
      [tx.authorityId, packId, by.personId, by.role, words.better, words.worries, words.asks, on],
    );
  }
}
