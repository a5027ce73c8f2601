import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/database.js';

export interface LogoRow {
  readonly id: string;
  readonly storedAs: string;
  readonly mediaType: string;
  readonly alternative: string;
  readonly setAt: Date;
  readonly setByName: string;
}

/** The marks that an authority has put on its papers. */
@Injectable()
export class LogoRepository {
  inUse(tx: Tx): Promise<LogoRow | null> {
    return tx.row<LogoRow>(
      `select l.id, l.stored_as as "storedAs", l.media_type as "mediaType", l.alternative, l.set_at as "setAt",
              p.name as "setByName"
         from logos l join people p on p.authority_id = l.authority_id and p.id = l.set_by
        where l.authority_id = $1 and l.ended_at is null`,
      [tx.authorityId],
    );
  }

  async end(tx: Tx, by: string, at: Date): Promise<void> {
    await tx.rows(
      `update logos set ended_at = $2, ended_by = $3 where authority_id = $1 and ended_at is null`,
      [tx.authorityId, at, by],
    );
  }

  async add(
    tx: Tx,
    logo: { storedAs: string; mediaType: string; alternative: string; by: string; at: Date },
  ): Promise<void> {
    await tx.rows(
      `insert into logos (authority_id, stored_as, media_type, alternative, set_by, set_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [tx.authorityId, logo.storedAs, logo.mediaType, logo.alternative, logo.by, logo.at],
    );
  }
}
