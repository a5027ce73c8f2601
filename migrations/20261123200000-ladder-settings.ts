import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ladder of a plan, version by version; by which of them a notice was decided, and as what somebody is told. And mails that are sent again
 * because somebody asked: a digest of their own, beside the one of the day.
 */
export class LadderSettings20261123200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`select set_config('app.actor', 'migration', true)`);
    // Written once, never changed: the next version follows. What differs from the preset stands in numbers.
    await db.query(`
      create table ladder_versions (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        plan_id uuid not null,
        number integer not null check (number > 0),
        preset text not null check (preset in ('strict','standard','gentle')),
        numbers jsonb not null default '{}' check (jsonb_typeof(numbers) = 'object'),
        steps_off text[] not null default '{}' check (steps_off <@ array['due_soon','window_open','window_closing',
          'turned_red','escalation_1','to_check','explanation_wanted']),
        steps_added jsonb not null default '{}' check (jsonb_typeof(steps_added) = 'object'),
        reason text not null default '',
        set_by uuid,
        set_on date not null,
        set_at timestamptz not null,
        primary key (authority_id, id),
        unique (authority_id, plan_id, number),
        foreign key (authority_id, plan_id) references plans (authority_id, id),
        foreign key (authority_id, set_by) references people (authority_id, id),
        constraint changes_are_made_by_somebody check (number = 1 or set_by is not null)
      )`);
    await db.query(`select protect_tenant_table('ladder_versions')`);
    await db.query(`
      create function plan_begins_with_a_ladder() returns trigger language plpgsql as $$
      begin
        insert into ladder_versions (authority_id, plan_id, number, preset, set_on, set_at)
        values (new.authority_id, new.id, 1, new.ladder_preset, new.opened_on, now());
        return null;
      end $$`);
    await db.query(`
      create trigger plan_begins_with_a_ladder after insert on plans for each row
        execute function plan_begins_with_a_ladder()`);
    await db.query(`
      insert into ladder_versions (authority_id, plan_id, number, preset, set_on, set_at)
      select authority_id, id, 1, ladder_preset, opened_on, now() from plans`);

    await db.query(`
      alter table notices
        add column ladder_version_id uuid,
        add column told_as text,
        add foreign key (authority_id, ladder_version_id) references ladder_versions (authority_id, id)`);

    await db.query(`
      alter table digests
        add column repeats uuid,
        add column asked_by uuid,
        add foreign key (authority_id, repeats) references digests (authority_id, id),
        add foreign key (authority_id, asked_by) references people (authority_id, id),
        add constraint repeats_are_asked_for check ((repeats is null) = (asked_by is null))`);
    await db.query(`drop index digests_one_a_day`);
    await db.query(`
      create unique index digests_one_a_day on digests (authority_id, person_id, day) where repeats is null`);
    // Few actions are late on the day they are published: the plan manager gets one list of them.
    await db.query(`
      create index actions_late_when_published on actions (authority_id, notices_from) where due_on < notices_from`);
    await db.query(`create index digests_by_person on digests (authority_id, person_id, day desc)`);
    await db.query(`create index digests_by_state on digests (authority_id, state, day desc, id)`);
    await db.query(
      `create index digests_repeats on digests (authority_id, repeats) where repeats is not null`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index actions_late_when_published`);
    await db.query(`drop index digests_one_a_day, digests_by_person, digests_by_state, digests_repeats`);
    await db.query(`update notices n set digest_id = d.repeats from digests d
      where d.authority_id = n.authority_id and d.id = n.digest_id and d.repeats is not null`);
    await db.query(`delete from digests where repeats is not null`);
    await db.query(`alter table digests drop column repeats, drop column asked_by`);
    await db.query(`create unique index digests_one_a_day on digests (authority_id, person_id, day)`);
    await db.query(`alter table notices drop column ladder_version_id, drop column told_as`);
    await db.query(`drop trigger plan_begins_with_a_ladder on plans`);
    await db.query(`drop function plan_begins_with_a_ladder()`);
    await db.query(`drop table ladder_versions`);
  }
}
