import { Injectable } from '@nestjs/common';
import { notLater } from '../../platform/database/as-at.js';
import { EVERYTHING, type HistoryFilter } from './history.filter.js';
import type { Tx } from '../../platform/database/database.js';

export interface VersionRow {
  id: string;
  entity: string;
  /** The moment with its microseconds, which a Date would lose. */
  at: string;
  actor_kind: 'person' | 'link' | 'token' | 'sweep' | 'import' | 'migration' | 'operator';
  actor_id: string | null;
  change: 'created' | 'changed';
  changed_columns: string[];
  was: Record<string, unknown>;
  data: Record<string, unknown>;
}

/** Rows of one table, and the columns that count as a change. */
export interface VersionsWanted {
  entity: string;
  ids: readonly string[];
  columns: readonly string[];
}

export interface NameWanted {
  entity: string;
  id: string;
  at: string;
}

const MOMENT = `to_char(v.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Reads the table that the triggers write. */
@Injectable()
export class HistoryRepository {
  /** Changes of these rows, newest first, from before `before` on. */
  versionsOf(
    tx: Tx,
    wanted: readonly VersionsWanted[],
    limit: number,
    before: { at: string; id: string } | null,
    filter: HistoryFilter = EVERYTHING,
  ): Promise<VersionRow[]> {
    const { condition, parameters } = conditionFor(tx, wanted, filter);
    const older = before
      ? `and (v.valid_from, v.row_id) < ($${parameters.push(before.at)}::timestamptz, $${parameters.push(before.id)}::uuid)`
      : '';
    return tx.rows(
      `select v.row_id as id, v.entity, ${MOMENT} as at, v.actor_kind, v.actor_id, v.change,
              v.changed_columns, v.was, v.data
         from versions v where ${condition} ${older}
        order by v.valid_from desc, v.row_id desc limit $${parameters.push(limit)}`,
      parameters,
    );
  }

  /** How many such changes there are; stops counting after ten thousand. */
  async count(
    tx: Tx,
    wanted: readonly VersionsWanted[],
    filter: HistoryFilter = EVERYTHING,
  ): Promise<number> {
    const { condition, parameters } = conditionFor(tx, wanted, filter);
    const row = await tx.row<{ total: number }>(
      `select count(*)::int as total from (select 1 from versions v where ${condition} limit 10001) counted`,
      parameters,
    );
    return row!.total;
  }

  /** Who made such changes, once each: the kind, and the person with the name of now where it was one. */
  actorsOf(
    tx: Tx,
    wanted: readonly VersionsWanted[],
  ): Promise<{ kind: VersionRow['actor_kind']; id: string | null; name: string | null }[]> {
    const { condition, parameters } = conditionFor(tx, wanted, EVERYTHING);
    return tx.rows(
      `select w.kind, w.id, p.name
         from (select distinct case when v.actor_kind = 'token' then 'person' else v.actor_kind end as kind,
                      case when v.actor_kind in ('person','token') then v.actor_id end as id
                 from versions v where ${condition}) w
         left join people p on p.authority_id = $1 and p.id::text = w.id
        order by p.name nulls last, w.kind limit 200`,
      parameters,
    );
  }

  /**
   * What rows were called at a moment; a recommendation by its number only, because its words may be under embargo;
   * before their first version, what they were called first.
   */
  async namesAt(tx: Tx, wanted: readonly NameWanted[]): Promise<Map<string, string>> {
    if (wanted.length === 0) return new Map();
    const rows = await tx.rows<NameWanted & { name: string | null }>(
      `select w.entity, w.id, w.at,
              case when w.entity = 'recommendations'
                   then coalesce('Recommendation ' || (v.data->>'number'), 'A recommendation without a number')
                   else coalesce(v.data->>'name', v.data->>'title', v.data->>'reference') end as name
         from unnest($2::text[], $3::uuid[], $4::text[]) as w(entity, id, at)
         join lateral (
           select data from versions v
            where v.authority_id = $1 and v.entity = w.entity and v.row_id = w.id
            order by (v.valid_from <= w.at::timestamptz) desc,
                     case when v.valid_from <= w.at::timestamptz then v.valid_from end desc, v.valid_from
            limit 1) v on true`,
      [
        tx.authorityId,
        wanted.map((one) => one.entity),
        wanted.map((one) => one.id),
        wanted.map((one) => one.at),
      ],
    );
    return new Map(rows.flatMap((row) => (row.name === null ? [] : [[nameKey(row), row.name]])));
  }
}

export function nameKey(wanted: NameWanted): string {
  return `${wanted.entity} ${wanted.id} ${wanted.at}`;
}

function conditionFor(tx: Tx, wanted: readonly VersionsWanted[], filter: HistoryFilter) {
  const parameters: unknown[] = [tx.authorityId];
  const add = (value: unknown) => `$${parameters.push(value)}`;
  const moment = (day: string) => `((${day})::timestamp at time zone 'Europe/London')`;
  const each = wanted.map(
    ({ entity, ids, columns }) =>
      `(v.entity = $${parameters.push(entity)} and v.row_id = any($${parameters.push(ids)}::uuid[])
        and (v.change = 'created' or v.changed_columns && $${parameters.push(columns)}::text[]))`,
  );
  const narrowed = [`(${each.join(' or ')})`];
  if (filter.from) narrowed.push(`v.valid_from >= ${moment(`${add(filter.from)}::date`)}`);
  if (filter.to) narrowed.push(`v.valid_from < ${moment(`${add(filter.to)}::date + 1`)}`);
  if (filter.who) {
    const who = add(filter.who);
    narrowed.push(`(v.actor_id = ${who} or v.actor_kind = ${who})`);
  }
  return { condition: `v.authority_id = $1 ${notLater(tx)} and ${narrowed.join(' and ')}`, parameters };
}
