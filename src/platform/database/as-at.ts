import type { ClientBase } from 'pg';

/**
 * The schema `as_at` has a view for every table with a history: the same name, the same columns, the rows as they were
 * committed at the end of the day that the transaction names. A transaction that looks there first reads the past
 * with the queries of the present. Row-level security of `versions` holds for the views too.
 */
export const AS_AT_SCHEMA = 'as_at';

/** For a query on `versions v` itself: where the past is read, what happened after that day had not happened. */
export function notLater(tx: { readonly asAt: string | null }): string {
  return tx.asAt === null ? '' : 'and v.valid_from < as_at_moment()';
}

const VERSIONED = `
  select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where t.tgname = 'record_version' and c.relnamespace = 'public'::regnamespace order by 1`;

/** Takes the views away: they would hold on to the tables that a migration is about to change. */
export async function dropAsAtViews(owner: ClientBase): Promise<void> {
  await owner.query(`drop schema if exists ${AS_AT_SCHEMA} cascade`);
}

/** Makes the views where they are missing, and lets `role` (already quoted) read them. */
export async function makeAsAtViews(owner: ClientBase, role: string): Promise<void> {
  const { rows: standing } = await owner.query('select to_regnamespace($1) is not null as is_there', [
    AS_AT_SCHEMA,
  ]);
  await owner.query('begin');
  if (!(standing[0] as { is_there: boolean }).is_there) {
    await owner.query(`create schema ${AS_AT_SCHEMA}`);
    const { rows } = await owner.query<{ name: string }>(VERSIONED);
    for (const { name } of rows) await owner.query(viewOf(name));
  }
  await owner.query(`grant usage on schema ${AS_AT_SCHEMA} to ${role}`);
  await owner.query(`grant select on all tables in schema ${AS_AT_SCHEMA} to ${role}`);
  await owner.query('commit');
}

function viewOf(table: string): string {
  return `
    create view ${AS_AT_SCHEMA}.${table} with (security_invoker = true) as
    select was.* from public.versions v
      cross join lateral jsonb_populate_record(null::public.${table}, v.data) was
     where v.authority_id = public.current_authority() and v.entity = '${table}'
       and v.valid_from < public.as_at_moment() and v.valid_to >= public.as_at_moment()`;
}
