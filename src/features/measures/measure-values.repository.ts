import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DatedValue, MeasureFacts, Standing } from '../../domain/report/measure-standing.js';
import type { Tx } from '../../platform/database/database.js';

export interface MeasureWithValues extends MeasureFacts {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly isArchived: boolean;
  /** Oldest first. */
  readonly values: readonly DatedValue[];
}

export interface NewValue {
  readonly measureId: string;
  readonly on: LocalDate;
  readonly value: number;
  readonly source: string;
}

/** Queries on the values of many measures at once. */
@Injectable()
export class MeasureValuesRepository {
  /** Measures with all their values: all there are, or these. Held until the end of the transaction where asked. */
  async withValues(
    tx: Tx,
    ids: readonly string[] | null,
    { held = false }: { held?: boolean } = {},
  ): Promise<MeasureWithValues[]> {
    const measures = await tx.rows<Omit<MeasureWithValues, 'values'>>(
      `select id, name, source, direction, baseline::float8 as baseline, target::float8 as target,
              archived_at is not null as "isArchived"
         from measures where authority_id = $1 and ($2::uuid[] is null or id = any($2))
        order by id ${held ? 'for no key update' : ''}`,
      [tx.authorityId, ids],
    );
    const values = await tx.rows<DatedValue & { measureId: string }>(
      `select measure_id as "measureId", value_on::text as "on", value::float8 as value from measure_values
        where authority_id = $1 and ($2::uuid[] is null or measure_id = any($2)) order by measure_id, value_on`,
      [tx.authorityId, ids],
    );
    const known = byMeasure(values);
    return measures.map((one) => ({ ...one, values: known.get(one.id) ?? [] }));
  }

  /** The latest values of each of these measures, the oldest first. */
  async trends(tx: Tx, ids: readonly string[], most: number): Promise<Map<string, DatedValue[]>> {
    const rows = await tx.rows<DatedValue & { measureId: string }>(
      `select m.id as "measureId", v.value_on::text as "on", v.value::float8 as value
         from unnest($2::uuid[]) m(id), lateral (
              select value_on, value from measure_values
               where authority_id = $1 and measure_id = m.id order by value_on desc limit $3) v
        order by v.value_on`,
      [tx.authorityId, ids, most],
    );
    return byMeasure(rows);
  }

  async add(tx: Tx, values: readonly NewValue[], by: string, at: Date): Promise<void> {
    await tx.rows(
      `insert into measure_values (authority_id, measure_id, value_on, value, source, entered_by, entered_at)
       select $1, v.measure_id, v.value_on, v.value, v.source, $6, $7
         from unnest($2::uuid[], $3::date[], $4::numeric[], $5::text[]) v(measure_id, value_on, value, source)`,
      [
        tx.authorityId,
        values.map(({ measureId }) => measureId),
        values.map(({ on }) => on),
        values.map(({ value }) => value),
        values.map(({ source }) => source),
        by,
        at,
      ],
    );
  }

  /** Where each measure stands after its latest value. */
  async stand(
    tx: Tx,
    rows: readonly { id: string; standing: Standing; latest: DatedValue | undefined }[],
  ): Promise<void> {
    await tx.rows(
      `update measures m set standing = s.standing, latest_on = s.latest_on, latest_value = s.latest_value
         from unnest($2::uuid[], $3::text[], $4::date[], $5::numeric[]) s(id, standing, latest_on, latest_value)
        where m.authority_id = $1 and m.id = s.id`,
      [
        tx.authorityId,
        rows.map(({ id }) => id),
        rows.map(({ standing }) => standing),
        rows.map(({ latest }) => latest?.on ?? null),
        rows.map(({ latest }) => latest?.value ?? null),
      ],
    );
  }
}

function byMeasure(rows: readonly (DatedValue & { measureId: string })[]): Map<string, DatedValue[]> {
  const found = new Map<string, DatedValue[]>();
  for (const { measureId, on, value } of rows) {
    const values = found.get(measureId) ?? [];
    values.push({ on, value });
    found.set(measureId, values);
  }
  return found;
}
