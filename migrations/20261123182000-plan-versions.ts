import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the plan said: versions with everything they contained, written once; and new baseline dates, which the board
 * decides.
 */
export class PlanVersions20261123182000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table documents add column plan_submitted_on date`);
    await db.query(`
      create table plan_versions (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        plan_id uuid not null,
        number integer not null check (number > 0),
        name text not null check (btrim(name) <> ''),
        what_changed text not null default '',
        state text not null default 'draft' check (state in ('draft','approved','submitted','withdrawn')),
        made_by uuid not null,
        made_on date not null,
        approved_by uuid,
        approved_on date,
        approval_words text not null default '',
        submitted_to text not null default '',
        submitted_on date,
        submitted_by uuid,
        response text not null default '',
        response_from text not null default '',
        response_on date,
        response_by uuid,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, plan_id, number),
        foreign key (authority_id, plan_id) references plans (authority_id, id),
        foreign key (authority_id, made_by) references people (authority_id, id),
        foreign key (authority_id, approved_by) references people (authority_id, id),
        foreign key (authority_id, submitted_by) references people (authority_id, id),
        foreign key (authority_id, response_by) references people (authority_id, id),
        constraint versions_are_approved_by_somebody check (
          (approved_on is null) = (approved_by is null) and (approved_on is not null) = (state in ('approved','submitted'))),
        constraint versions_are_submitted_to_somebody check (
          (submitted_on is not null) = (state = 'submitted') and (submitted_on is null) = (submitted_to = '')
          and (submitted_on is null) = (submitted_by is null)),
        constraint responses_are_to_what_was_submitted check (
          (response_on is null) = (response = '') and (response_on is null) = (response_from = '')
          and (response_on is null) = (response_by is null)
          and (response_on is null or response_on >= submitted_on)))`);
    await db.query(
      `create unique index plan_versions_one_draft on plan_versions (authority_id, plan_id) where state = 'draft'`,
    );
    await db.query(`
      create table plan_version_items (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        plan_version_id uuid not null,
        position integer not null,
        recommendation_id uuid,
        action_id uuid,
        content jsonb not null check (jsonb_typeof(content) = 'object'),
        primary key (authority_id, id),
        foreign key (authority_id, plan_version_id) references plan_versions (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        constraint items_are_of_the_plan check (recommendation_id is not null or action_id is not null))`);
    await db.query(`
      create unique index plan_version_items_in_order on plan_version_items (authority_id, plan_version_id, position)`);
    await db.query(`
      create table rebaselinings (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        reason text not null check (btrim(reason) <> ''),
        asked_by uuid not null,
        asked_on date not null,
        state text not null default 'waiting' check (state in ('waiting','approved','refused','dropped')),
        decided_by uuid,
        decided_on date,
        decision_words text not null default '',
        decision_id uuid,
        primary key (authority_id, id),
        foreign key (authority_id, asked_by) references people (authority_id, id),
        foreign key (authority_id, decided_by) references people (authority_id, id),
        foreign key (authority_id, decision_id) references decisions (authority_id, id),
        constraint rebaselining_is_decided_by_the_board check (
          (state = 'waiting') = (decided_on is null) and (decided_on is null) = (decided_by is null)
          and (state in ('approved','refused')) = (decision_id is not null)))`);
    await db.query(
      `create unique index rebaselinings_one_waiting on rebaselinings (authority_id) where state = 'waiting'`,
    );
    await db.query(`create index rebaselinings_newest on rebaselinings (authority_id, asked_on, id)`);
    await db.query(`
      create table rebaselining_dates (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        rebaselining_id uuid not null,
        action_id uuid not null,
        from_due_on date not null,
        to_due_on date not null,
        primary key (authority_id, id),
        unique (authority_id, rebaselining_id, action_id),
        foreign key (authority_id, rebaselining_id) references rebaselinings (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id))`);
    await db.query(
      `create index rebaselining_dates_by_action on rebaselining_dates (authority_id, action_id)`,
    );
    for (const table of tables) {
      await db.query(`select protect_tenant_table('${table}'), keep_history('${table}')`);
    }
    await db.query(`
      select count_versions('plan_versions', 'name', 'what_changed', 'state', 'submitted_to', 'response')`);

    // Whoever asks, the owner of the tables too: what a version said is what it said.
    await db.query(`
      create function what_a_version_said_stays() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        if tg_op = 'INSERT' then
          if exists (select 1 from plan_versions v
               where v.authority_id = new.authority_id and v.id = new.plan_version_id
                 and v.frozen_in = pg_current_xact_id()) then
            return new;
          end if;
        end if;
        raise exception 'what a version of the plan said is never changed'
          using errcode = '23514', constraint = 'what_a_version_said_stays', table = 'plan_version_items';
      end $$`);
    await db.query(
      `alter table plan_versions add column frozen_in xid8 not null default pg_current_xact_id()`,
    );
    await db.query(`
      create trigger what_a_version_said_stays after insert or update or delete on plan_version_items
        for each row execute function what_a_version_said_stays()`);
    await db.query(`
      create function plan_version_goes_forward() returns trigger language plpgsql as $$
      begin
        if (new.plan_id, new.number, new.made_by, new.made_on, new.frozen_in)
             is distinct from (old.plan_id, old.number, old.made_by, old.made_on, old.frozen_in)
           or (old.state <> new.state and (old.state, new.state) not in
                (('draft','approved'), ('draft','withdrawn'), ('approved','submitted')))
           or (old.approved_on is not null and (new.approved_by, new.approved_on, new.approval_words)
                is distinct from (old.approved_by, old.approved_on, old.approval_words))
           or (old.submitted_on is not null and (new.submitted_to, new.submitted_on, new.submitted_by)
                is distinct from (old.submitted_to, old.submitted_on, old.submitted_by))
           or (old.response_on is not null and (new.response, new.response_from, new.response_on)
                is distinct from (old.response, old.response_from, old.response_on)) then
          raise exception 'a version of the plan goes from draft to approved to submitted and not back'
            using errcode = '23514', constraint = 'plan_version_goes_forward', table = 'plan_versions';
        end if;
        return null;
      end $$`);
    await db.query(`
      create trigger plan_version_goes_forward after update on plan_versions
        for each row execute function plan_version_goes_forward()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
    await db.query(`drop function what_a_version_said_stays(), plan_version_goes_forward()`);
    await db.query(`alter table documents drop column plan_submitted_on`);
  }
}

const tables = ['plan_versions', 'plan_version_items', 'rebaselinings', 'rebaselining_dates'];
