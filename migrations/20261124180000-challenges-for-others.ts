import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked a challenge that the plan manager wrote down for somebody without an account: scrutiny, for one. */
export class ChallengesForOthers20261124180000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `alter table challenges add column asked_for text not null default '' check (length(asked_for) <= 200)`,
    );
    // Whoever writes somebody else's question down may be the one to answer it.
    await db.query(`
      alter table challenges drop constraint not_asked_of_themselves,
        add constraint not_asked_of_themselves check (asked_by <> asked_of or asked_for <> '')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table challenges drop constraint not_asked_of_themselves,
        add constraint not_asked_of_themselves check (asked_by <> asked_of) not valid`);
    await db.query(`alter table challenges drop column asked_for`);
  }
}
