import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mark "not updated" beside the colour, so that lists find it, and the views of lists that people keep. */
export class NotUpdatedViews20261123170000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table actions add column not_updated boolean not null default false`);
    await db.query(`
      create index actions_not_updated on actions (authority_id, id) where not_updated`);
    await db.query(`
      create index actions_awaiting_check on actions (authority_id, evidence_waiting_since)
        where evidence_waiting_since is not null`);
    await db.query(`
      create table saved_views (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        list text not null check (list in ('actions','recommendations')),
        name text not null check (name <> '' and length(name) <= 80),
        query jsonb not null check (jsonb_typeof(query) = 'object'),
        created_at timestamptz not null default now(),
        withdrawn_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id)
      )`);
    await db.query(`
      create unique index saved_views_once on saved_views (authority_id, person_id, list, lower(name))
        where withdrawn_at is null`);
    await db.query(`
      select protect_tenant_table('saved_views'), keep_history('saved_views'),
        count_versions('saved_views', 'name', 'query', 'withdrawn_at')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table saved_views`);
    await db.query(`drop index actions_awaiting_check`);
    await db.query(`drop index actions_not_updated`);
    await db.query(`alter table actions drop column not_updated`);
  }
}
