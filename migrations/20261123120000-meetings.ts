import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who oversees the plan: boards with their members, meetings with the deadline for their papers, and what a board
 * decided. Update windows follow the meetings, and what became of a window is kept, because a meeting may still move.
 */
export class Meetings20261123120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table boards (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        name text not null check (name <> ''),
        kind text not null check (kind in ('improvement','safeguarding')),
        ended_on date,
        version integer not null default 1,
        primary key (authority_id, id)
      )`);
    // The board whose meetings set the windows and which decides about dates: there is one at a time.
    await db.query(`
      create unique index boards_one_improvement on boards (authority_id)
        where kind = 'improvement' and ended_on is null`);
    await db.query(`
      create unique index boards_name_once on boards (authority_id, lower(name)) where ended_on is null`);

    await db.query(`
      create table board_members (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        board_id uuid not null,
        person_id uuid not null,
        role text not null check (role in ('chair','vice_chair','member')),
        from_on date not null,
        until_on date,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, board_id) references boards (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id),
        constraint memberships_run_forward check (until_on is null or until_on >= from_on),
        constraint nobody_sits_twice exclude using gist
          (board_id with =, person_id with =, daterange(from_on, until_on, '[]') with &&)
      )`);
    await db.query(`create index board_members_by_board on board_members (authority_id, board_id, from_on)`);
    await db.query(`create index board_members_by_person on board_members (authority_id, person_id)`);

    await db.query(`
      create table meetings (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        board_id uuid not null,
        meets_on date not null,
        paper_deadline date not null,
        deadline_by_hand boolean not null default false,
        place text not null default '',
        state text not null default 'planned' check (state in ('planned','held','cancelled')),
        cancelled_because text not null default '',
        changed_on date not null,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, board_id) references boards (authority_id, id),
        constraint papers_come_before_the_meeting check (paper_deadline <= meets_on)
      )`);
    await db.query(`
      create unique index meetings_once_a_day on meetings (authority_id, board_id, meets_on)
        where state <> 'cancelled'`);
    await db.query(`create index meetings_by_day on meetings (authority_id, meets_on, id)`);
    await db.query(`create index meetings_by_deadline on meetings (authority_id, paper_deadline)`);
    await db.query(`create index meetings_by_change on meetings (authority_id, changed_on)`);

    await db.query(`
      create table decisions (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        board_id uuid not null,
        subject_kind text not null check (subject_kind in ('date_change','cancellation','recommendation_met',
          'rebaselining','plan_version')),
        subject_id uuid not null,
        outcome text not null check (outcome in ('approved','refused')),
        words text not null default '',
        decided_on date not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        meeting_id uuid,
        reported_at uuid,
        primary key (authority_id, id),
        foreign key (authority_id, board_id) references boards (authority_id, id),
        foreign key (authority_id, recorded_by) references people (authority_id, id),
        foreign key (authority_id, meeting_id) references meetings (authority_id, id),
        foreign key (authority_id, reported_at) references meetings (authority_id, id),
        constraint only_the_chairs_are_reported check (meeting_id is null or reported_at is null),
        constraint refusals_say_why check (outcome = 'approved' or words <> '')
      )`);
    await db.query(`create index decisions_by_meeting on decisions (authority_id, meeting_id, recorded_at)`);
    await db.query(`create index decisions_by_subject on decisions (authority_id, subject_kind, subject_id)`);
    await db.query(`
      create index decisions_to_report on decisions (authority_id, board_id, decided_on)
        where meeting_id is null`);

    await db.query(`
      create table update_windows (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        kind text not null check (kind in ('meeting','monthly')),
        meeting_id uuid,
        opens_on date not null,
        closes_on date not null,
        ended_on date,
        primary key (authority_id, id),
        foreign key (authority_id, meeting_id) references meetings (authority_id, id),
        constraint windows_of_meetings_name_them check ((kind = 'meeting') = (meeting_id is not null)),
        constraint windows_run_forward check (closes_on >= opens_on)
      )`);
    await db.query(`create index update_windows_by_close on update_windows (authority_id, closes_on)`);
    await db.query(`
      create unique index update_windows_once
        on update_windows (authority_id, kind, opens_on, coalesce(meeting_id, authority_id))`);

    for (const table of tables) {
      await db.query(`select protect_tenant_table('${table}'), keep_history('${table}')`);
    }
    await db.query(`
      select count_versions('boards', 'name', 'ended_on'),
        count_versions('board_members', 'role', 'until_on'),
        count_versions('meetings', 'meets_on', 'paper_deadline', 'deadline_by_hand', 'place', 'state')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
  }
}

const tables = ['boards', 'board_members', 'meetings', 'decisions', 'update_windows'];
