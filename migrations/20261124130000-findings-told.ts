import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = [
  `'given','due_soon','window_open','window_closing','turned_red','overdue','escalation_1','escalation_2'`,
  `'to_check','to_decide','explanation_wanted','refused','reopened','not_borne_out','challenge'`,
  `'challenge_overdue','statutory','pack_issued'`,
].join(',');

/** What findings bring about is told: two more steps of the ladder, and what the morning looks for. */
export class FindingsTold20261124130000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table notices drop constraint notices_step_check`);
    await db.query(`
      alter table notices add constraint notices_step_check
        check (step in (${STEPS},'improving','new_concern')) not valid`);
    await db.query(`alter table notices validate constraint notices_step_check`);
    await db.query(`
      create index recommendations_not_borne_out on recommendations (authority_id, not_borne_out_on)
        where not_borne_out_on is not null`);
    await db.query(`
      create index finding_links_concerns on finding_links (authority_id, linked_on)
        where link = 'new_concern' and state = 'standing'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index finding_links_concerns`);
    await db.query(`drop index recommendations_not_borne_out`);
    await db.query(`alter table notices drop constraint notices_step_check`);
    // What was told of the two steps stays in the table, and no more of them is written.
    await db.query(
      `alter table notices add constraint notices_step_check check (step in (${STEPS})) not valid`,
    );
  }
}
