import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an authority may set about its plan: its own words for the colours, and whether mail lets owners answer. */
export class PlanSettings20261123160000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table plans
        add column colour_words jsonb not null default '{}' check (jsonb_typeof(colour_words) = 'object'),
        add column answers_by_link boolean not null default true`);
    await db.query(`drop trigger count_version on plans`);
    await db.query(`
      select count_versions('plans', 'title', 'rating_preset', 'ladder_preset', 'closed_on', 'colour_words',
        'answers_by_link')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger count_version on plans`);
    await db.query(`
      select count_versions('plans', 'title', 'rating_preset', 'ladder_preset', 'closed_on')`);
    await db.query(`alter table plans drop column colour_words, drop column answers_by_link`);
  }
}
