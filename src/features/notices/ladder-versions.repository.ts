import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { LadderSettings } from '../../domain/ladder/ladder-settings.js';
import type { Tx } from '../../platform/database/database.js';

/** One version of a plan's ladder: what was set, by whom and why. */
export interface LadderVersion extends LadderSettings {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly reason: string;
  /** Null for the one a plan begins with. */
  readonly setBy: string | null;
  readonly setOn: LocalDate;
  readonly setAt: Date;
}

const SELECT = `select v.id, v.plan_id as "planId", v.number, v.preset, v.numbers, v.steps_off as "off",
  v.steps_added as "addedOn", v.reason, v.set_by as "setBy", v.set_on::text as "setOn", v.set_at as "setAt"
  from ladder_versions v join plans p on p.authority_id = v.authority_id and p.id = v.plan_id
 where v.authority_id = $1`;

/** The ladder of the open plan and its versions, which are only ever added to. */
@Injectable()
export class LadderVersionsRepository {
  latest(tx: Tx): Promise<LadderVersion | null> {
    return tx.row<LadderVersion>(`${SELECT} and p.closed_on is null order by v.number desc limit 1`, [
      tx.authorityId,
    ]);
  }

  /** The open plan's, the latest first. */
  all(tx: Tx, most: number): Promise<LadderVersion[]> {
    return tx.rows<LadderVersion>(`${SELECT} and p.closed_on is null order by v.number desc limit $2`, [
      tx.authorityId,
      most,
    ]);
  }

  /** The latest, held until the end of the transaction so that nobody adds another meanwhile. */
  async holdLatest(tx: Tx): Promise<LadderVersion | null> {
    await tx.rows(`select 1 from plans where authority_id = $1 and closed_on is null for no key update`, [
      tx.authorityId,
    ]);
    return this.latest(tx);
  }

  /** Who is to be told what is decided anew, by the ladder of now. */
  async tellAnew(tx: Tx, today: LocalDate): Promise<void> {
    await tx.rows(
      `update actions set next_notice_on = $2
        where authority_id = $1 and next_notice_on is distinct from $2
          and (status in ('not_started','in_progress') or assurance = 'evidenced')`,
      [tx.authorityId, today],
    );
  }

  async add(tx: Tx, version: Omit<LadderVersion, 'id'>): Promise<void> {
    await tx.rows(
      `insert into ladder_versions (authority_id, plan_id, number, preset, numbers, steps_off, steps_added, reason,
                                    set_by, set_on, set_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        tx.authorityId,
        version.planId,
        version.number,
        version.preset,
        JSON.stringify(version.numbers),
        version.off,
        JSON.stringify(version.addedOn),
        version.reason,
        version.setBy,
        version.setOn,
        version.setAt,
      ],
    );
    await tx.rows(
      `update plans set ladder_preset = $3 where authority_id = $1 and id = $2 and ladder_preset <> $3`,
      [tx.authorityId, version.planId, version.preset],
    );
  }
}
