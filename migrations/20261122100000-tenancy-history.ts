import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ground everything stands on: who is asking (two settings of the transaction), the policy that keeps
 * authorities apart, and the triggers that write history and versions. Later migrations call
 * protect_tenant_table, keep_history and count_versions for each table they add.
 */
export class TenancyHistory20261122100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists btree_gist`);
    await db.query(`create extension if not exists pg_trgm`);
    // A new function may be called by nobody until it is granted (platform/database/grants.ts).
    await db.query(`alter default privileges revoke execute on functions from public`);

    // Both settings are read without missing_ok, and '' is no uuid: a forgotten door fails loudly.
    await db.query(`
      create function current_authority() returns uuid language sql stable parallel safe
      as $$ select current_setting('app.authority')::uuid $$`);
    await db.query(`
      create function current_actor() returns text language plpgsql stable parallel safe as $$
      declare actor text := current_setting('app.actor');
      begin
        if actor = '' then
          raise exception 'nobody is named as the one who makes this change' using errcode = '22023';
        end if;
        return actor;
      end $$`);

    await db.query(`
      create table versions (
        authority_id uuid not null,
        entity text not null,
        row_id uuid not null,
        valid_from timestamptz not null,
        valid_to timestamptz not null default 'infinity',
        transaction_id xid8 not null,
        actor_kind text not null check (actor_kind in ('person','link','token','sweep','import','migration','operator')),
        actor_id text,
        change text not null check (change in ('created','changed')),
        changed_columns text[] not null,
        was jsonb not null default '{}',
        data jsonb not null,
        primary key (authority_id, entity, row_id, valid_from),
        constraint versions_never_overlap exclude using gist
          (row_id with =, entity with =, tstzrange(valid_from, valid_to) with &&),
        constraint versions_run_forward check (valid_from < valid_to)
      )`);
    await db.query(`create index versions_by_time on versions (authority_id, entity, valid_from)`);
    await db.query(`
      create unique index versions_one_current on versions (row_id, entity) where valid_to = 'infinity'`);

    // When a change happened is the database's own clock. Only demonstration data may pretend another moment, so that
    // a demonstration can tell of months; for any other authority the setting is not looked at.
    await db.query(`
      create function moment_of_change(tenant uuid) returns timestamptz language plpgsql security definer
      set search_path = public, pg_temp as $$
      declare pretended text := current_setting('app.pretended_moment', true);
      begin
        if coalesce(pretended, '') <> ''
           and exists (select 1 from authorities where id = tenant and is_demonstration) then
          return pretended::timestamptz;
        end if;
        return clock_timestamp();
      end $$`);

    await db.query(`
      create function record_version() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      declare
        actor text := current_actor();
        now_row jsonb := to_jsonb(new);
        was_row jsonb;
        changed text[];
        were jsonb;
        previous versions;
        starts timestamptz;
        tenant uuid := coalesce((to_jsonb(new)->>'authority_id')::uuid, (to_jsonb(new)->>'id')::uuid);
        moment timestamptz := moment_of_change(tenant);
      begin
        if tg_op = 'INSERT' then
          insert into versions (authority_id, entity, row_id, valid_from, transaction_id, actor_kind, actor_id,
                                change, changed_columns, data)
          values (tenant, tg_table_name, new.id, moment, pg_current_xact_id(),
                  split_part(actor, ':', 1), nullif(split_part(actor, ':', 2), ''), 'created', '{}', now_row);
          return null;
        end if;
        was_row := to_jsonb(old);
        select coalesce(array_agg(n.key order by n.key), '{}'), jsonb_object_agg(n.key, was_row->n.key)
          into changed, were
          from jsonb_each(now_row) n
         where n.value is distinct from was_row->n.key
           and n.key not like 'next\\_%' and n.key <> 'version' and n.key <> 'rated_on';
        if changed = '{}' then
          return null;
        end if;
        select * into strict previous from versions
         where row_id = new.id and entity = tg_table_name and valid_to = 'infinity' for update;
        if previous.transaction_id = pg_current_xact_id() then
          update versions v
             set data = now_row,
                 was = case when v.change = 'created' then v.was else were || v.was end,
                 changed_columns = (select array_agg(distinct c order by c)
                                      from unnest(v.changed_columns || changed) c)
           where v.row_id = new.id and v.entity = tg_table_name and v.valid_to = 'infinity';
          return null;
        end if;
        starts := greatest(moment, previous.valid_from + interval '1 microsecond');
        update versions set valid_to = starts
         where row_id = new.id and entity = tg_table_name and valid_to = 'infinity';
        insert into versions (authority_id, entity, row_id, valid_from, transaction_id, actor_kind, actor_id,
                              change, changed_columns, was, data)
        values (tenant, tg_table_name, new.id, starts, pg_current_xact_id(),
                split_part(actor, ':', 1), nullif(split_part(actor, ':', 2), ''), 'changed', changed, were, now_row);
        return null;
      end $$`);

    // The columns a person edits are named with the trigger; anything else (ratings, what the sweep keeps) leaves
    // the version alone, so a morning run never makes somebody's open form stale.
    await db.query(`
      create function count_version() returns trigger language plpgsql as $$
      declare column_name text; now_row jsonb := to_jsonb(new); was_row jsonb := to_jsonb(old);
      begin
        new.version := old.version;
        foreach column_name in array tg_argv loop
          if now_row->column_name is distinct from was_row->column_name then
            new.version := old.version + 1;
            return new;
          end if;
        end loop;
        return new;
      end $$`);

    await db.query(`
      create function protect_tenant_table(subject regclass) returns void language plpgsql as $$
      begin
        execute format('alter table %s enable row level security', subject);
        execute format('create policy one_authority on %s using (authority_id = current_authority())', subject);
      end $$`);
    await db.query(`
      create function keep_history(subject regclass) returns void language plpgsql as $$
      begin
        execute format('create trigger record_version after insert or update on %s
                        for each row execute function record_version()', subject);
      end $$`);
    await db.query(`
      create function count_versions(subject regclass, variadic columns text[]) returns void language plpgsql as $$
      begin
        execute format('create trigger count_version before update on %s for each row execute function
          count_version(%s)', subject,
          (select string_agg(quote_literal(c), ',') from unnest(columns) c));
      end $$`);

    await db.query(`alter table versions enable row level security`);
    await db.query(`create policy one_authority on versions using (authority_id = current_authority())`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table versions`);
    await db.query(`
      drop function count_versions(regclass, text[]), keep_history(regclass), protect_tenant_table(regclass),
        count_version(), record_version(),
        moment_of_change(uuid), current_actor(), current_authority()`);
    await db.query(`alter default privileges grant execute on functions to public`);
    await db.query(`drop extension pg_trgm`);
    await db.query(`drop extension btree_gist`);
  }
}
