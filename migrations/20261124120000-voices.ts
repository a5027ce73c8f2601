import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What children, families and staff told us and what changed because of it; and which measures count children, whose
 * small counts are not shown to everybody.
 */
export class Voices20261124120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table voices (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        told_on date not null,
        whose text not null check (whose in ('children','families','staff')),
        source text not null
          check (source in ('survey','focus_group','visit','meeting','complaint','compliment','other')),
        source_name text not null check (btrim(source_name) <> ''),
        asked integer check (asked between 1 and 1000000),
        answered integer check (answered between 0 and 1000000),
        said text not null check (btrim(said) <> ''),
        changed text not null default '',
        entered_by uuid not null,
        archived_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        constraint no_more_answer_than_were_asked check (answered <= asked),
        foreign key (authority_id, entered_by) references people (authority_id, id))`);
    await db.query(
      `create index voices_by_day on voices (authority_id, told_on desc, id) where archived_at is null`,
    );
    await db.query(`
      create table voice_recommendations (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        voice_id uuid not null,
        recommendation_id uuid not null,
        ended_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, voice_id) references voices (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id))`);
    await db.query(`
      create unique index voice_recommendations_once
        on voice_recommendations (authority_id, voice_id, recommendation_id) where ended_at is null`);
    await db.query(`
      create index voice_recommendations_by_recommendation
        on voice_recommendations (authority_id, recommendation_id) where ended_at is null`);
    await db.query(`
      select protect_tenant_table('voices'), keep_history('voices'),
             protect_tenant_table('voice_recommendations'), keep_history('voice_recommendations'),
             count_versions('voices', 'told_on', 'whose', 'source', 'source_name', 'asked', 'answered', 'said',
               'changed', 'archived_at')`);
    await db.query(`select hide_restricted('voice_recommendations', 'recommendation_id')`);

    await db.query(`alter table measures add column about_children boolean not null default false`);
    await countMeasures(db, [...MEASURE_COLUMNS, 'about_children']);
  }

  async down(db: QueryRunner): Promise<void> {
    await countMeasures(db, MEASURE_COLUMNS);
    await db.query(`alter table measures drop column about_children`);
    await db.query(`drop table voice_recommendations, voices`);
  }
}

const MEASURE_COLUMNS = [
  'name',
  'definition',
  'unit',
  'direction',
  'baseline',
  'baseline_on',
  'target',
  'target_on',
  'source',
  'archived_at',
];

async function countMeasures(db: QueryRunner, columns: readonly string[]): Promise<void> {
  await db.query(`drop trigger count_version on measures`);
  await db.query(`select count_versions('measures', ${columns.map((column) => `'${column}'`).join(', ')})`);
}
