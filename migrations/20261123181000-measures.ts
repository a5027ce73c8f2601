import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Measures: what is counted, from where, to where, and its dated values, entered by hand; which recommendations they speak for. */
export class Measures20261123181000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table measures (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        name text not null check (btrim(name) <> ''),
        definition text not null check (btrim(definition) <> ''),
        unit text not null check (btrim(unit) <> ''),
        direction text not null check (direction in ('up','down')),
        baseline numeric(18,4),
        baseline_on date,
        target numeric(18,4) not null,
        target_on date,
        source text not null default '',
        latest_value numeric(18,4),
        latest_on date,
        standing text not null default 'no_value'
          check (standing in ('no_value','worse','not_moved','moved','at_target')),
        archived_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        constraint baseline_has_its_day check ((baseline is null) = (baseline_on is null)),
        constraint latest_has_its_day check (
          (latest_value is null) = (latest_on is null) and (latest_value is null) = (standing = 'no_value')))`);
    await db.query(
      `create unique index measures_name_once on measures (authority_id, lower(name)) where archived_at is null`,
    );
    await db.query(
      `create index measures_by_latest on measures (authority_id, latest_on) where archived_at is null`,
    );
    await db.query(`
      create table measure_values (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        measure_id uuid not null,
        value_on date not null,
        value numeric(18,4) not null,
        source text not null check (btrim(source) <> ''),
        entered_by uuid not null,
        entered_at timestamptz not null,
        corrected_because text not null default '',
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, measure_id, value_on),
        foreign key (authority_id, measure_id) references measures (authority_id, id),
        foreign key (authority_id, entered_by) references people (authority_id, id))`);
    await db.query(`
      create table measure_recommendations (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        measure_id uuid not null,
        recommendation_id uuid not null,
        ended_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, measure_id) references measures (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id))`);
    await db.query(`
      create unique index measure_recommendations_once
        on measure_recommendations (authority_id, measure_id, recommendation_id) where ended_at is null`);
    await db.query(`
      create index measure_recommendations_by_recommendation
        on measure_recommendations (authority_id, recommendation_id) where ended_at is null`);
    for (const table of tables) {
      await db.query(`select protect_tenant_table('${table}'), keep_history('${table}')`);
    }
    await db.query(`
      select count_versions('measures', 'name', 'definition', 'unit', 'direction', 'baseline', 'baseline_on', 'target',
          'target_on', 'source', 'archived_at'),
        count_versions('measure_values', 'value', 'source', 'corrected_because')`);
    await db.query(`
      alter table evidence add constraint evidence_measure_value_fkey
        foreign key (authority_id, measure_value_id) references measure_values (authority_id, id)`);

    // What is stored about the latest value is that of the latest value, whoever writes.
    await db.query(`
      create function latest_value_holds() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      declare
        subject uuid := case tg_table_name when 'measures' then new.id
                          else (to_jsonb(new)->>'measure_id')::uuid end;
        latest measure_values;
      begin
        select * into latest from measure_values
         where authority_id = new.authority_id and measure_id = subject order by value_on desc limit 1;
        if exists (select 1 from measures where authority_id = new.authority_id and id = subject
             and (latest_value, latest_on) is distinct from (latest.value, latest.value_on)) then
          raise exception 'the latest value of a measure is the one with the latest day'
            using errcode = '23514', constraint = 'latest_value_holds';
        end if;
        return null;
      end $$`);
    for (const table of ['measures', 'measure_values']) {
      await db.query(`
        create constraint trigger latest_value_holds after insert or update on ${table}
          deferrable initially deferred for each row execute function latest_value_holds()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table evidence drop constraint evidence_measure_value_fkey`);
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
    await db.query(`drop function latest_value_holds()`);
  }
}

const tables = ['measures', 'measure_values', 'measure_recommendations'];
