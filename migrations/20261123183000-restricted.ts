import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Restricted items (Part 2). A second policy, which can only narrow the first, hides them and all that belongs to them
 * from people who may not read them: every list, page, search, figure and history is computed without them, whoever
 * wrote its query. A later table with one of the columns below calls hide_restricted.
 */
export class Restricted20261123183000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of ['actions', 'recommendations']) {
      await db.query(`alter table ${table} add column restricted boolean not null default false`);
      await db.query(`create index ${table}_restricted on ${table} (authority_id, id) where restricted`);
    }
    // The policy asks for the id too: with it, counting and looking for what is due need no look at the rows.
    await db.query(`drop index actions_to_count, actions_to_rate`);
    await db.query(`
      create index actions_to_rate on actions (authority_id, next_rating_on) include (id)
        where next_rating_on is not null`);
    await db.query(`
      create index actions_to_count on actions (authority_id, status, rating) include (rating_reasons, owner_id, id)`);

    // The same people as "restricted.read" of the policy says: a test compares the two for every role.
    await db.query(`
      create function hidden_from_actor() returns uuid[] language plpgsql stable security definer
      set search_path = public, pg_temp as $$
      declare
        tenant uuid := current_authority();
        actor text := current_setting('app.actor', true);
        me uuid;
      begin
        -- Reports made on the command line are Part 1; the sweep and imports see all.
        if coalesce(split_part(actor, ':', 1), '') not in ('person','token','operator') then
          return '{}';
        end if;
        if not exists (select 1 from actions where authority_id = tenant and restricted)
           and not exists (select 1 from recommendations where authority_id = tenant and restricted) then
          return '{}';
        end if;
        me := nullif(split_part(actor, ':', 2), '')::uuid;
        if exists (
             select 1 from people p
               left join agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
              where p.authority_id = tenant and p.id = me
                and (p.roles && array['plan_manager','director','chief_executive','lead_member','quality','chair','member']
                     or ('lead' = any(p.roles) and coalesce(g.kind, 'council') = 'council'))) then
          return '{}';
        end if;
        return array(
          select a.id from actions a
           where a.authority_id = tenant and a.restricted
             and a.owner_id is distinct from me and a.accountable_lead_id is distinct from me
             and not exists (select 1 from action_contributors c where c.authority_id = tenant
                              and c.action_id = a.id and c.person_id = me and c.ended_at is null)
          union all
          select r.id from recommendations r where r.authority_id = tenant and r.restricted);
      end $$`);
    await db.query(`
      create function restricted_left_out() returns table (actions integer, recommendations integer)
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare hidden uuid[] := hidden_from_actor();
      begin
        return query select
          (select count(*)::int from actions a where a.authority_id = current_authority() and a.id = any(hidden)
              and a.status not in ('draft','cancelled')),
          (select count(*)::int from recommendations r where r.authority_id = current_authority() and r.id = any(hidden)
              and r.withdrawn_at is null);
      end $$`);
    await db.query(`
      create function hide_restricted(subject regclass, variadic columns text[]) returns void language plpgsql as $$
      begin
        execute format('create policy restricted_items on %s as restrictive using (%s)', subject,
          (select string_agg(
                    format(case when a.attnotnull then '%1$I <> all (%2$s)' else '(%1$I is null or %1$I <> all (%2$s))' end,
                           a.attname, '(select hidden_from_actor())::uuid[]'), ' and ')
             from pg_attribute a where a.attrelid = subject and a.attname = any (columns)));
      end $$`);
    await db.query(`select hide_restricted('actions', 'id'), hide_restricted('recommendations', 'id')`);
    for (const [table, columns] of Object.entries(await belongings(db))) {
      await db.query(`select hide_restricted('${table}', ${columns.map((one) => `'${one}'`).join(', ')})`);
    }
    await db.query(`select hide_restricted('notices', 'subject_id')`);
    await db.query(`
      create policy restricted_items on versions as restrictive using (
        cardinality((select hidden_from_actor())) = 0 or (
          row_id <> all ((select hidden_from_actor())::uuid[])
          and not exists (select 1 from unnest(array['action_id','for_action_id','recommendation_id','earlier_id','subject_id']) c
                           where data->>c = any ((select hidden_from_actor())::text[]))))`);

    // Looks at all that waits, also at what the person who adds a half of a circle may not see.
    await db.query(
      `alter function waits_run_in_no_circle() security definer set search_path = public, pg_temp`,
    );

    // An action towards a restricted recommendation begins restricted: its title says the same.
    await db.query(`
      create function restricted_as_what_it_serves() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        update actions set restricted = true
         where authority_id = new.authority_id and id = new.action_id and not restricted
           and exists (select 1 from recommendations r where r.authority_id = new.authority_id
                         and r.id = new.recommendation_id and r.restricted);
        return null;
      end $$`);
    await db.query(`
      create trigger restricted_as_what_it_serves after insert on action_recommendations for each row
        execute function restricted_as_what_it_serves()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger restricted_as_what_it_serves on action_recommendations`);
    await db.query(`drop function restricted_as_what_it_serves()`);
    await db.query(`alter function waits_run_in_no_circle() security invoker reset search_path`);
    const tables = Object.keys(await belongings(db));
    for (const table of ['versions', 'notices', ...tables, 'recommendations', 'actions']) {
      await db.query(`drop policy restricted_items on ${table}`);
    }
    await db.query(
      `drop function hide_restricted(regclass, text[]), restricted_left_out(), hidden_from_actor()`,
    );
    await db.query(`drop index actions_to_count, actions_to_rate`);
    await db.query(
      `create index actions_to_rate on actions (authority_id, next_rating_on) where next_rating_on is not null`,
    );
    await db.query(`
      create index actions_to_count on actions (authority_id, status, rating) include (rating_reasons, owner_id)`);
    await db.query(`alter table recommendations drop column restricted`);
    await db.query(`alter table actions drop column restricted`);
  }
}

/** Every table of rows that belong to an action or a recommendation, with the columns that say to which. */
async function belongings(db: QueryRunner): Promise<Record<string, string[]>> {
  const rows: { table: string; columns: string[] }[] = await db.query(`
    select c.table_name as "table", array_agg(c.column_name::text order by c.column_name) as columns
      from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
       and c.column_name in ('action_id','for_action_id','recommendation_id','earlier_id') group by 1 order by 1`);
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}
