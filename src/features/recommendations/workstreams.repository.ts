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

/** The same with its sponsor's name and how many recommendations are in it. */
export interface WorkstreamRow extends WorkstreamView {
  readonly sponsorName: string | null;
  readonly isArchived: boolean;
  readonly recommendations: number;
}

export interface WorkstreamContent {
  readonly name: string;
  readonly sponsorId: string | null;
  readonly whatWillBeDifferent: string;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

const ROW = `
  select w.id, w.name, w.sponsor_id as "sponsorId", p.name as "sponsorName",
         w.what_will_be_different as "whatWillBeDifferent", w.archived_at is not null as "isArchived", w.version,
         (select count(*)::int from recommendations r
           where r.authority_id = w.authority_id and r.workstream_id = w.id and r.withdrawn_at is null) as recommendations
    from workstreams w left join people p on p.authority_id = w.authority_id and p.id = w.sponsor_id`;

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

  /** Who may sponsor a workstream: anybody who has not left. */
  sponsorChoices(tx: Tx): Promise<Choice[]> {
    return tx.rows<Choice>(
      `select id, name from people where authority_id = $1 and closed_at is null order by name, id`,
      [tx.authorityId],
    );
  }

  async rows(tx: Tx, archived: boolean, part: Slice): Promise<{ rows: WorkstreamRow[]; total: number }> {
    const holds = `where w.authority_id = $1 and (w.archived_at is not null) = $2`;
    const count = await tx.row<{ n: number }>(`select count(*)::int as n from workstreams w ${holds}`, [
      tx.authorityId,
      archived,
    ]);
    const rows = await tx.rows<WorkstreamRow>(
      `${ROW} ${holds} order by w.position, w.name, w.id limit $3 offset $4`,
      [tx.authorityId, archived, part.limit, part.offset],
    );
    return { rows, total: count?.n ?? 0 };
  }

  row(tx: Tx, id: string): Promise<WorkstreamRow | null> {
    return tx.row(`${ROW} where w.authority_id = $1 and w.id = $2`, [tx.authorityId, id]);
  }

  async hold(tx: Tx, id: string): Promise<void> {
    await tx.row(`select id from workstreams where authority_id = $1 and id = $2 for no key update`, [
      tx.authorityId,
      id,
    ]);
  }

  /** At the end of the order. */
  async add(tx: Tx, content: WorkstreamContent): Promise<string> {
    const row = await tx.row<{ id: string }>(
      `insert into workstreams (authority_id, name, sponsor_id, what_will_be_different, position)
       select $1, $2, $3, $4, coalesce(max(position), 0) + 1 from workstreams where authority_id = $1
       returning id`,
      [tx.authorityId, content.name, content.sponsorId, content.whatWillBeDifferent],
    );
    return row!.id;
  }

  async change(tx: Tx, id: string, change: Partial<WorkstreamContent>): Promise<void> {
    await tx.rows(
      `update workstreams
          set name = coalesce($3, name), what_will_be_different = coalesce($4, what_will_be_different),
              sponsor_id = case when $5 then $6::uuid else sponsor_id end
        where authority_id = $1 and id = $2`,
      [
        tx.authorityId,
        id,
        change.name ?? null,
        change.whatWillBeDifferent ?? null,
        'sponsorId' in change,
        change.sponsorId ?? null,
      ],
    );
  }

  async archive(tx: Tx, id: string, at: Date | null): Promise<void> {
    await tx.rows(`update workstreams set archived_at = $3 where authority_id = $1 and id = $2`, [
      tx.authorityId,
      id,
      at,
    ]);
  }

  /** Those in use in their order, held until the end of the transaction. */
  async heldInOrder(tx: Tx): Promise<string[]> {
    const rows = await tx.rows<{ id: string; position: number; name: string }>(
      `select id, position, name from workstreams where authority_id = $1 and archived_at is null
        order by id for no key update`,
      [tx.authorityId],
    );
    rows.sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1));
    return rows.map((row) => row.id);
  }

  async order(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.rows(
      `update workstreams w set position = o.place
         from unnest($2::uuid[]) with ordinality o(id, place)
        where w.authority_id = $1 and w.id = o.id and w.position is distinct from o.place`,
      [tx.authorityId, ids],
    );
  }
}
