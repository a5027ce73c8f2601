import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';

/** Somebody who is away and named a deputy, as that deputy sees it. */
export interface StoodInFor {
  readonly id: string;
  readonly name: string;
  readonly awayUntil: LocalDate | null;
  /** Their open actions. */
  readonly open: number;
}

/** Who is away, and who stands in for them. */
@Injectable()
export class AbsencesRepository {
  async set(
    tx: Tx,
    personId: string,
    absence: { deputyId: string | null; from: LocalDate | null; until: LocalDate | null },
  ): Promise<void> {
    await tx.rows(
      `update people set deputy_id = $3, away_from = $4, away_until = $5 where authority_id = $1 and id = $2`,
      [tx.authorityId, personId, absence.deputyId, absence.from, absence.until],
    );
  }

  /** Whom somebody stands in for on a day, by name. The count belongs to a feature that comes later. */
  stoodInForBy(tx: Tx, deputyId: string, day: LocalDate): Promise<StoodInFor[]> {
    return tx.rows<StoodInFor>(
      `select p.id, p.name, p.away_until::text as "awayUntil",
              (select count(*)::int from actions a where a.authority_id = $1 and a.owner_id = p.id
                  and a.status in ('not_started','in_progress')) as open
         from people p
        where p.authority_id = $1 and p.deputy_id = $2 and p.closed_at is null and p.away_from <= $3
          and (p.away_until is null or p.away_until >= $3)
        order by p.name, p.id`,
      [tx.authorityId, deputyId, day],
    );
  }
}
