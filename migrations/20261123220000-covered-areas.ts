import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The areas that a visit says it looked at, in the letter's own words: what it did not look at is not agreement. */
export class CoveredAreas20261123220000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table documents add column covered_areas text[] not null default '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table documents drop column covered_areas`);
  }
}
