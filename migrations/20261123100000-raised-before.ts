import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which recommendation was raised before, offered by comparison and decided by a person; and recommendations of the
 * authority's own, which stand in a document that was typed in and has no file.
 */
export class RaisedBefore20261123100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // One row for each pair that was ever offered or linked: whoever set one aside is not asked again.
    await db.query(`
      create table raised_before (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        recommendation_id uuid not null,
        earlier_id uuid not null,
        state text not null default 'offered' check (state in ('offered','confirmed','set_aside','lapsed')),
        likeness numeric(3,2) check (likeness between 0 and 1),
        words text[] not null default '{}',
        decided_by uuid,
        decided_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, recommendation_id, earlier_id),
        check (recommendation_id <> earlier_id),
        check ((state in ('confirmed','set_aside')) = (decided_at is not null)),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, earlier_id) references recommendations (authority_id, id),
        foreign key (authority_id, decided_by) references people (authority_id, id)
      )`);
    await db.query(`create index raised_before_by_earlier on raised_before (authority_id, earlier_id)`);
    await db.query(`
      create index raised_before_offers on raised_before (authority_id, recommendation_id) where state = 'offered'`);
    await db.query(`select protect_tenant_table('raised_before')`);
    await db.query(`select keep_history('raised_before')`);
    await db.query(`select count_versions('raised_before', 'state')`);

    // The name stays: a typed document has the empty one, so that lists and searches need no exception.
    await db.query(`
      alter table documents
        add column typed boolean not null default false,
        alter column media_type drop not null,
        alter column byte_size drop not null,
        alter column sha256 drop not null,
        alter column stored_as drop not null`);
    await db.query(`
      alter table documents
        add constraint typed_documents_have_no_file check (
          case when typed
            then file_name = '' and media_type is null and byte_size is null and sha256 is null and stored_as is null
            else media_type is not null and byte_size is not null and sha256 is not null and stored_as is not null
          end),
        add constraint typed_documents_are_not_reviewed check (not typed or state = 'accepted')`);
    await db.query(`
      create unique index documents_typed_once on documents (authority_id, kind, title, received_on) where typed`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table raised_before`);
    await db.query(`drop index documents_typed_once`);
    await db.query(`
      alter table documents
        drop constraint typed_documents_have_no_file, drop constraint typed_documents_are_not_reviewed,
        drop column typed,
        alter column media_type set not null,
        alter column byte_size set not null,
        alter column sha256 set not null,
        alter column stored_as set not null`);
  }
}
