import type { Tx } from '../../src/platform/database/database.js';

/** Versions of a row that leave a gap, overlap, or have no current one. There must be none. */
export function brokenVersions(tx: Tx): Promise<{ entity: string; rowId: string }[]> {
  return tx.rows(
    `select entity, row_id as "rowId" from (
       select v.entity, v.row_id, v.valid_to,
              lead(v.valid_from) over (partition by v.entity, v.row_id order by v.valid_from) as next_from
         from versions v where v.authority_id = $1) v
      where v.valid_to <> coalesce(v.next_from, 'infinity')`,
    [tx.authorityId],
  );
}

/**
 * Due dates of published actions that moved without a request that was approved, a reopening that set them, or a
 * re-baselining of the board. There must be none.
 */
export function datesMovedAlone(tx: Tx): Promise<{ reference: string; dueOn: string }[]> {
  return tx.rows(
    `select v.data->>'reference' as reference, v.data->>'due_on' as "dueOn"
       from versions v
      where v.authority_id = $1 and v.entity = 'actions' and v.was ? 'due_on'
        and coalesce(v.was->>'published_on', v.data->>'published_on') is not null
        and not v.was ? 'published_on'
        and not exists (select 1 from date_changes d
                         where d.authority_id = $1 and d.action_id = v.row_id and d.state = 'approved'
                           and d.to_due_on = (v.data->>'due_on')::date)
        and not exists (select 1 from not_borne_out_marks m
                         where m.authority_id = $1 and m.action_id = v.row_id
                           and m.new_due_on = (v.data->>'due_on')::date)`,
    [tx.authorityId],
  );
}

/** Colours whose figure on the board page is not the length of the list it links to. There must be none. */
export function figuresThatMiss(tx: Tx, counts: Readonly<Record<string, number>>) {
  return tx.rows<{ colour: string; listed: number; figure: number }>(
    `select f.colour, count(a.id)::int as listed, f.figure
       from jsonb_each_text($2::jsonb) as e(colour, figure_text)
       cross join lateral (select e.colour, e.figure_text::int as figure) f
       left join actions a on a.authority_id = $1 and a.rating = f.colour
        and a.status in ('not_started','in_progress','complete')
      group by f.colour, f.figure having count(a.id) <> f.figure`,
    [tx.authorityId, JSON.stringify(counts)],
  );
}
