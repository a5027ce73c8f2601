import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';

/** A theme of the plan. */
export interface WorkstreamView {
  readonly id: string;
  readonly name: string;
  readonly sponsorId: string | null;
  readonly whatWillBeDifferent: string;
  readonly version: number;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Every query on workstreams, and on who may lead what is in them. */
@Injectable()
export class WorkstreamsRepository {
  /** The workstreams of the plan, in its order, archived ones left out. */
  async list(tx: Tx, part: Slice): Promise<{ rows: WorkstreamView[]; total: number }> {
    const rows = await tx.rows<WorkstreamView & { total: number }>(
      `select id, name, sponsor_id as "sponsorId", what_will_be_different as "whatWillBeDifferent", version,
              (count(*) over ())::int as total
         from workstreams where authority_id = $1 and archived_at is null
        order by position, name, id limit $2 offset $3`,
      [tx.authorityId, part.limit, part.offset],
    );
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }

  choices(tx: Tx): Promise<Choice[]> {
    return tx.rows<Choice>(
      `select id, name from workstreams where authority_id = $1 and archived_at is null order by position, name`,
      [tx.authorityId],
    );
  }

  /** Who may be named as the lead of a recommendation: an accountable lead or director who has not left. */
  leadChoices(tx: Tx): Promise<Choice[]> {
    return tx.rows<Choice>(
      `select id, name from people
        where authority_id = $1 and closed_at is null and roles && array['lead','director'] order by name, id`,
      [tx.authorityId],
    );
  }
}
