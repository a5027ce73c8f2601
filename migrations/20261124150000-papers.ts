import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Papers too long to be made while somebody waits: who asked for which, where what it says lies until it is made, and
 * the file that was made, for a week.
 */
export class Papers20261124150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table papers_made (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        asked_by uuid not null,
        asked_at timestamptz not null default now(),
        title text not null check (btrim(title) <> ''),
        file_name text not null check (btrim(file_name) <> ''),
        format text not null check (format in ('docx','pdf','xlsx','csv','html')),
        source_key text not null,
        state text not null default 'waiting' check (state in ('waiting','made','failed','expired')),
        made_key text,
        made_size bigint,
        made_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, asked_by) references people (authority_id, id),
        constraint made_papers_have_a_file check ((state = 'made') = (made_key is not null)),
        constraint made_papers_have_a_size check ((made_key is null) = (made_size is null)))`);
    await db.query(
      `create index papers_made_unfinished on papers_made (asked_at) where state in ('waiting','made','failed')`,
    );
    await db.query(
      `create index papers_made_by_person on papers_made (authority_id, asked_by, asked_at desc)`,
    );
    await db.query(`select protect_tenant_table('papers_made')`);
    await db.query(`
      create function papers_left(waiting_since timestamptz, older_than timestamptz)
        returns table (authority_id uuid, id uuid, is_over boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select authority_id, id, asked_at <= older_than from papers_made
         where (state = 'waiting' and asked_at <= waiting_since)
            or (state in ('waiting','made','failed') and asked_at <= older_than)
         order by asked_at limit 500 $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function papers_left(timestamptz, timestamptz)`);
    await db.query(`drop table papers_made`);
  }
}
