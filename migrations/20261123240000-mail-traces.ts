import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is not known of a mail: whether one that is being handed over got there, when the process or a connection dies
 * before the answer was recorded. Each such try may have put the same mail into the reader's hands.
 */
export class MailTraces20261123240000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table digests
        add column handing_over boolean not null default false,
        add column unanswered integer not null default 0 check (unanswered >= 0)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table digests drop column handing_over, drop column unanswered`);
  }
}
