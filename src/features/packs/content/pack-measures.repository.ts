import { Injectable } from '@nestjs/common';
import type { DatedValue } from '../../../domain/report/measure-standing.js';
import type { Tx } from '../../../platform/database/database.js';

/** How many of its values a pack shows of a measure: the latest. */
const MOST_VALUES = 24;

/** What is known of a measure beside its row in the list. */
export interface MeasureBehind {
  /** It counts children: small counts are not for everybody. */
  readonly aboutChildren: boolean;
  /** The latest, the oldest first. */
  readonly values: readonly DatedValue[];
}

/** What a pack asks about measures beyond their list. */
@Injectable()
export class PackMeasuresRepository {
  /** Of each of these measures, in one statement. */
  async behind(tx: Tx, measureIds: readonly string[]): Promise<Map<string, MeasureBehind>> {
    const rows = await tx.rows<MeasureBehind & { id: string }>(
      `select m.id, m.about_children as "aboutChildren", array_to_json(array(
                select jsonb_build_object('on', latest.value_on, 'value', latest.value::float8)
                  from (select v.value_on, v.value from measure_values v
                         where v.authority_id = $1 and v.measure_id = m.id
                         order by v.value_on desc limit $3) latest order by latest.value_on)) as values
         from measures m where m.authority_id = $1 and m.id = any($2::uuid[])`,
      [tx.authorityId, measureIds, MOST_VALUES],
    );
    return new Map(rows.map(({ id, ...behind }) => [id, behind]));
  }
}
