import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the public may read of a plan: a frozen text without names, published by a press and withdrawn by a press, and
 * the one door through which somebody who is not signed in reads it. The rows say themselves who did what and when,
 * and are never changed otherwise, so no second copy of them is kept as history.
 */
export class PublicPlan20261124140000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table plans add column shown_to_public boolean not null default false`);
    await db.query(`
      create table public_plans (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        plan_id uuid not null,
        number integer not null check (number > 0),
        state text not null default 'shown' check (state in ('shown','replaced','withdrawn')),
        content jsonb not null check (jsonb_typeof(content) = 'object'),
        published_by uuid not null,
        published_on date not null,
        published_at timestamptz not null,
        ended_by uuid,
        ended_at timestamptz,
        primary key (authority_id, id),
        unique (authority_id, plan_id, number),
        foreign key (authority_id, plan_id) references plans (authority_id, id),
        foreign key (authority_id, published_by) references people (authority_id, id),
        foreign key (authority_id, ended_by) references people (authority_id, id),
        constraint public_plans_are_ended_by_somebody check (
          (state = 'shown') = (ended_at is null) and (ended_at is null) = (ended_by is null)))`);
    await db.query(`
      create unique index public_plans_one_shown on public_plans (authority_id, plan_id) where state = 'shown'`);
    await db.query(`create index public_plans_newest on public_plans (authority_id, published_at desc, id)`);
    await db.query(`select protect_tenant_table('public_plans')`);

    // Whoever asks, the owner of the tables too: what the public was told is what it was told.
    await db.query(`
      create function what_the_public_read_stays() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        if tg_op = 'UPDATE' and old.state = 'shown' and new.state <> 'shown'
           and (to_jsonb(new) - array['state','ended_by','ended_at'])
             = (to_jsonb(old) - array['state','ended_by','ended_at']) then
          return new;
        end if;
        raise exception 'a public version is replaced or withdrawn, never changed'
          using errcode = '23514', constraint = 'what_the_public_read_stays', table = 'public_plans';
      end $$`);
    await db.query(`
      create trigger what_the_public_read_stays before update or delete on public_plans
        for each row execute function what_the_public_read_stays()`);

    // The door: by the word in the address, nothing but what is shown now. "Off" and "unknown" are the same nothing.
    await db.query(`
      create function public_plan_shown(address text) returns table (id uuid, published_on text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select v.id, v.published_on::text
          from authorities a
          join plans p on p.authority_id = a.id and p.closed_on is null and p.shown_to_public
          join public_plans v on v.authority_id = p.authority_id and v.plan_id = p.id and v.state = 'shown'
         where a.slug = address $$`);
    await db.query(`
      create function public_plan_content(address text) returns table (id uuid, content jsonb)
      language sql stable security definer set search_path = public, pg_temp as $$
        select v.id, v.content
          from authorities a
          join plans p on p.authority_id = a.id and p.closed_on is null and p.shown_to_public
          join public_plans v on v.authority_id = p.authority_id and v.plan_id = p.id and v.state = 'shown'
         where a.slug = address $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function public_plan_shown(text), public_plan_content(text)`);
    await db.query(`drop table public_plans`);
    await db.query(`drop function what_the_public_read_stays()`);
    await db.query(`alter table plans drop column shown_to_public`);
  }
}
