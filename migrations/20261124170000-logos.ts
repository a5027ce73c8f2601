import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mark that an authority puts on its papers: the one in use, and those that were. */
export class Logos20261124170000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table logos (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        stored_as text not null,
        media_type text not null check (media_type in ('image/png','image/jpeg')),
        alternative text not null check (btrim(alternative) <> ''),
        set_by uuid not null,
        set_at timestamptz not null,
        ended_at timestamptz,
        ended_by uuid,
        primary key (authority_id, id),
        foreign key (authority_id, set_by) references people (authority_id, id),
        foreign key (authority_id, ended_by) references people (authority_id, id),
        constraint ended_by_somebody check ((ended_at is null) = (ended_by is null)))`);
    await db.query(`create unique index logos_one_in_use on logos (authority_id) where ended_at is null`);
    await db.query(`select protect_tenant_table('logos'), keep_history('logos')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table logos`);
  }
}
