import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reading the past: the moment that a transaction looks back to, and the index by which it finds what stood then. */
export class AsAt20261123150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Without missing_ok: a transaction that looks at the past without saying when fails loudly.
    await db.query(`
      create function as_at_moment() returns timestamptz language sql stable parallel safe
      as $$ select current_setting('app.as_at')::timestamptz $$`);
    // What stood at a moment ended after it: for a recent day few versions have, for an early day few had begun.
    await db.query(`create index versions_by_end on versions (authority_id, entity, valid_to, valid_from)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index versions_by_end`);
    await db.query(`drop function as_at_moment()`);
  }
}
