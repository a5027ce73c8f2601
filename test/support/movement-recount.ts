import type { MovementKind } from '../../src/domain/report/pack-content.js';
import type { Tx } from '../../src/platform/database/database.js';

const COUNTED = `('not_started','in_progress','complete')`;
const WAS = `was.status in ${COUNTED}`;
const IS = `now.status in ${COUNTED}`;
const BOTH = `${WAS} and ${IS}`;
const REOPENED = `(was.status = 'complete' and now.status in ('not_started','in_progress'))`;
const VERIFIED = (row: string) =>
  `(${row}.status = 'complete' and ${row}.assurance in ('verified','embedded'))`;
const EMBEDDED = (row: string) => `(${row}.status = 'complete' and ${row}.assurance = 'embedded')`;
const came = (holds: (row: string) => string) =>
  `${holds('now')} and not coalesce(${WAS} and ${holds('was')}, false)`;

/** What each heading holds, said once more in SQL. */
const HOLDS: Readonly<Record<MovementKind, string>> = {
  new: `${IS} and not coalesce(${WAS}, false)`,
  complete: came((row) => `${row}.status = 'complete'`),
  verified: came(VERIFIED),
  embedded: came(EMBEDDED),
  reopened: REOPENED,
  turned_red: `${BOTH} and was.rating <> 'red' and now.rating = 'red'`,
  turned_amber: `${BOTH} and was.rating not in ('red','amber') and now.rating = 'amber'`,
  eased: `${BOTH} and was.rating = 'red' and now.rating = 'amber'`,
  recovered: `${BOTH} and was.rating in ('red','amber') and now.rating in ('green','blue','grey')`,
  moved: `${BOTH} and was.due_on <> now.due_on and not ${REOPENED}`,
  owner_changed: `${BOTH} and was.owner_id is distinct from now.owner_id`,
  not_updated: `now.status in ('not_started','in_progress') and now.not_updated`,
  cancelled: `${WAS} and now.status = 'cancelled'`,
};

/** What history says has changed between two moments: the ids under each heading, from the versions of both. */
export async function recountOfMovement(
  tx: Tx,
  from: string,
  to: string,
): Promise<Partial<Record<MovementKind, string[]>>> {
  const rowsOf = (moment: string) => `
    select r.* from versions v cross join lateral jsonb_populate_record(null::public.actions, v.data) r
     where v.authority_id = $1 and v.entity = 'actions' and v.valid_from <= ${moment}::timestamptz
       and v.valid_to > ${moment}::timestamptz`;
  const lists = Object.entries(HOLDS).map(
    ([kind, holds]) =>
      `coalesce(jsonb_agg(now.id order by now.id) filter (where ${holds}), '[]') as "${kind}"`,
  );
  const row = await tx.row<Record<MovementKind, string[]>>(
    `select ${lists.join(', ')} from (${rowsOf('$3')}) now left join (${rowsOf('$2')}) was on was.id = now.id`,
    [tx.authorityId, from, to],
  );
  return row!;
}
