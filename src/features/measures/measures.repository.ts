import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { DatedValue, Standing } from '../../domain/report/measure-standing.js';
import type { Tx } from '../../platform/database/database.js';
import type { Slice } from '../documents/list-slices.js';
import { publishedToday } from '../documents/published-today.js';
import { Measure } from './measure.entity.js';

export type MeasureContent = Pick<
  Measure,
  'name' | 'definition' | 'unit' | 'direction' | 'baseline' | 'baselineOn' | 'target' | 'targetOn' | 'source'
> &
  Partial<Pick<Measure, 'aboutChildren'>>;

export interface MeasureRow extends Omit<Measure, 'authorityId' | 'archivedAt'> {
  readonly isArchived: boolean;
  readonly recommendationIds: string[];
}

export interface ValueRow {
  readonly id: string;
  readonly on: LocalDate;
  readonly value: number;
  readonly source: string;
  readonly enteredByName: string;
  readonly enteredAt: Date;
  readonly correctedBecause: string;
  readonly version: number;
}

export interface MeasureFilter {
  readonly recommendationId?: readonly string[];
  readonly standing?: readonly Standing[];
  /** True: only those without a value since this day; false: only the others. */
  readonly staleBefore?: { readonly day: string; readonly wanted: boolean };
  readonly archived: boolean;
  readonly q?: string | null;
}

const number = (column: string) => `m.${column}::float8`;
const ROW = `
  select m.id, m.name, m.definition, m.unit, m.direction, ${number('baseline')} as baseline,
         m.baseline_on::text as "baselineOn", ${number('target')} as target, m.target_on::text as "targetOn", m.source,
         m.about_children as "aboutChildren",
         ${number('latest_value')} as "latestValue", m.latest_on::text as "latestOn", m.standing,
         m.archived_at is not null as "isArchived", m.version,
         array(select k.recommendation_id::text from measure_recommendations k
                 join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
                 join documents d on d.authority_id = r.authority_id and d.id = r.document_id
                where k.authority_id = m.authority_id and k.measure_id = m.id and k.ended_at is null
                  and (not $2::boolean or ${publishedToday('d')}) order by 1) as "recommendationIds"
    from measures m`;

/** Every query on measures and single values of them. */
@Injectable()
export class MeasuresRepository {
  async list(
    tx: Tx,
    publishedOnly: boolean,
    filter: MeasureFilter,
    part: Slice,
  ): Promise<{ rows: MeasureRow[]; total: number }> {
    const { holds, values, value } = conditions(tx, publishedOnly, filter);
    const total = await this.count(tx, publishedOnly, filter);
    const rows = await tx.rows<MeasureRow>(
      `${ROW} ${holds} order by lower(m.name), m.id limit ${value(part.limit)} offset ${value(part.offset)}`,
      values,
    );
    return { rows, total };
  }

  async count(tx: Tx, publishedOnly: boolean, filter: MeasureFilter): Promise<number> {
    const { holds, values } = conditions(tx, publishedOnly, filter);
    const row = await tx.row<{ n: number }>(
      `select count(*)::int as n from measures m ${holds} and $2::boolean is not null`,
      values,
    );
    return row?.n ?? 0;
  }

  one(tx: Tx, publishedOnly: boolean, id: string): Promise<MeasureRow | null> {
    return tx.row(`${ROW} where m.authority_id = $1 and m.id = $3`, [tx.authorityId, publishedOnly, id]);
  }

  /** The measure, held until the end of the transaction: of two who enter a value the second sees the first. */
  held(tx: Tx, id: string): Promise<Measure | null> {
    return tx.manager.findOne(Measure, {
      where: { authorityId: tx.authorityId, id },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async add(tx: Tx, content: MeasureContent): Promise<string> {
    const added = await tx.manager.insert(Measure, { authorityId: tx.authorityId, ...content });
    return (added.identifiers[0] as { id: string }).id;
  }

  async change(
    tx: Tx,
    id: string,
    change: Partial<MeasureContent & Pick<Measure, 'archivedAt' | 'standing' | 'latestOn' | 'latestValue'>>,
  ): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await tx.manager.update(Measure, { authorityId: tx.authorityId, id }, change);
  }

  /** Newest first. */
  async values(tx: Tx, measureId: string, part: Slice): Promise<{ rows: ValueRow[]; total: number }> {
    const rows = await tx.rows<ValueRow & { total: number }>(
      `select v.id, v.value_on::text as "on", v.value::float8 as value, v.source, p.name as "enteredByName",
              v.entered_at as "enteredAt", v.corrected_because as "correctedBecause", v.version,
              (count(*) over ())::int as total
         from measure_values v join people p on p.authority_id = v.authority_id and p.id = v.entered_by
        where v.authority_id = $1 and v.measure_id = $2 order by v.value_on desc limit $3 offset $4`,
      [tx.authorityId, measureId, part.limit, part.offset],
    );
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  }

  /** All there are, to compute where the measure stands. */
  dated(tx: Tx, measureId: string): Promise<DatedValue[]> {
    return tx.rows(
      `select value_on::text as "on", value::float8 as value from measure_values
        where authority_id = $1 and measure_id = $2 order by value_on`,
      [tx.authorityId, measureId],
    );
  }

  async value(tx: Tx, measureId: string, valueId: string): Promise<ValueRow | null> {
    return tx.row(
      `select v.id, v.value_on::text as "on", v.value::float8 as value, v.source, p.name as "enteredByName",
              v.entered_at as "enteredAt", v.corrected_because as "correctedBecause", v.version
         from measure_values v join people p on p.authority_id = v.authority_id and p.id = v.entered_by
        where v.authority_id = $1 and v.measure_id = $2 and v.id = $3`,
      [tx.authorityId, measureId, valueId],
    );
  }

  /** Gives its id; null where the day has a value already. */
  async addValue(
    tx: Tx,
    value: { measureId: string; on: LocalDate; value: number; source: string; by: string; at: Date },
  ): Promise<string | null> {
    const row = await tx.row<{ id: string }>(
      `insert into measure_values (authority_id, measure_id, value_on, value, source, entered_by, entered_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (authority_id, measure_id, value_on) do nothing returning id`,
      [tx.authorityId, value.measureId, value.on, value.value, value.source, value.by, value.at],
    );
    return row?.id ?? null;
  }

  /** False when somebody corrected it meanwhile. */
  async correct(
    tx: Tx,
    valueId: string,
    version: number,
    correction: { value: number; source: string; because: string },
  ): Promise<boolean> {
    const row = await tx.row(
      `update measure_values set value = $4, source = $5, corrected_because = $6
        where authority_id = $1 and id = $2 and version = $3 returning id`,
      [tx.authorityId, valueId, version, correction.value, correction.source, correction.because],
    );
    return row !== null;
  }

  /** The rows that its history tells of. */
  async partIds(
    tx: Tx,
    table: 'measure_values' | 'measure_recommendations',
    measureId: string,
  ): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from ${table} where authority_id = $1 and measure_id = $2`,
      [tx.authorityId, measureId],
    );
    return rows.map((row) => row.id);
  }
}

function conditions(tx: Tx, publishedOnly: boolean, filter: MeasureFilter) {
  const values: unknown[] = [tx.authorityId, publishedOnly];
  const value = (it: unknown) => `$${values.push(it)}`;
  const where = ['m.authority_id = $1', `m.archived_at is ${filter.archived ? 'not ' : ''}null`];
  if (filter.standing) where.push(`m.standing = any(${value(filter.standing)}::text[])`);
  if (filter.staleBefore) {
    const { day, wanted } = filter.staleBefore;
    where.push(`${wanted ? '' : 'not '}(m.latest_on is null or m.latest_on < ${value(day)}::date)`);
  }
  if (filter.recommendationId) {
    where.push(`exists (select 1 from measure_recommendations k
      join recommendations r on r.authority_id = k.authority_id and r.id = k.recommendation_id
      join documents d on d.authority_id = r.authority_id and d.id = r.document_id
     where k.authority_id = $1 and k.measure_id = m.id and k.ended_at is null
       and (not $2::boolean or ${publishedToday('d')})
       and k.recommendation_id = any(${value(filter.recommendationId)}::uuid[]))`);
  }
  if (filter.q) where.push(`position(lower(${value(filter.q)}) in lower(m.name || ' ' || m.definition)) > 0`);
  return { holds: `where ${where.join(' and ')}`, values, value };
}
