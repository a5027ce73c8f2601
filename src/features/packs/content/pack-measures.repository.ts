import { Injectable } from '@nestjs/common';
import type { PackMeasure } from '../../../domain/report/pack-content.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Tx } from '../../../platform/database/database.js';

/** How many of its values a pack shows of a measure: the latest. */
const MOST_VALUES = 24;

/** What a pack asks about measures beyond their list. */
@Injectable()
export class PackMeasuresRepository {
  /** The latest values of each of these measures, the oldest first, in one statement. */
  async values(tx: Tx, measureIds: readonly string[]): Promise<Map<string, PackMeasure['values']>> {
    const rows = await tx.rows<{ id: string; values: { on: LocalDate; value: number }[] }>(
      `select m.id, array_to_json(array(
                select jsonb_build_object('on', latest.value_on, 'value', latest.value::float8)
                  from (select v.value_on, v.value from measure_values v
                         where v.authority_id = $1 and v.measure_id = m.id
                         order by v.value_on desc limit $3) latest order by latest.value_on)) as values
         from unnest($2::uuid[]) m(id)`,
      [tx.authorityId, measureIds, MOST_VALUES],
    );
    return new Map(rows.map(({ id, values }) => [id, values]));
  }
}
