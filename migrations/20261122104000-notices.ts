import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The memory of the ladder: which morning was swept, who must be told what, and the mail it went out with. */
export class Notices20261122104000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table sweeps (
        authority_id uuid not null references authorities,
        day date not null,
        state text not null check (state in ('running','done')),
        working_day boolean not null,
        started_at timestamptz not null,
        finished_at timestamptz,
        rated integer not null default 0,
        written integer not null default 0,
        cancelled integer not null default 0,
        superseded integer not null default 0,
        primary key (authority_id, day)
      )`);

    await db.query(`
      create table digests (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        day date not null,
        state text not null default 'waiting' check (state in ('waiting','sent','failed','closed')),
        attempts integer not null default 0,
        sent_to text,
        message_id text,
        subject text,
        body_text text,
        failure text,
        created_at timestamptz not null,
        first_tried_at timestamptz,
        sent_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id)
      )`);
    await db.query(`create unique index digests_one_a_day on digests (authority_id, person_id, day)`);
    await db.query(`create index digests_by_day on digests (authority_id, day desc, id)`);
    await db.query(`create index digests_waiting on digests (created_at) where state = 'waiting'`);

    await db.query(`
      create table notices (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        subject_kind text not null check (subject_kind in ('action','window','recommendation','date_change',
          'evidence','challenge','document','pack')),
        subject_id uuid not null,
        step text not null check (step in ('given','due_soon','window_open','window_closing','turned_red','overdue',
          'escalation_1','escalation_2','to_check','to_decide','explanation_wanted','refused','reopened',
          'not_borne_out','challenge','challenge_overdue','statutory','pack_issued')),
        occurrence text not null,
        about date not null,
        person_id uuid not null,
        due_on date not null,
        state text not null default 'waiting' check (state in ('waiting','sent','failed','cancelled','superseded')),
        digest_id uuid,
        written_at timestamptz not null,
        sent_at timestamptz,
        ended_because text,
        primary key (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id),
        foreign key (authority_id, digest_id) references digests (authority_id, id)
      )`);
    // A cancelled notice does not count: when the truth comes back, it may be told again.
    await db.query(`
      create unique index notices_told_once on notices
        (authority_id, subject_kind, subject_id, step, occurrence, about, person_id) where state <> 'cancelled'`);
    await db.query(`
      create index notices_by_subject on notices (authority_id, subject_kind, subject_id, written_at desc)`);
    await db.query(`
      create index notices_waiting on notices (authority_id, person_id) where state = 'waiting'`);
    await db.query(`create index notices_by_digest on notices (authority_id, digest_id)`);
    await db.query(`create index notices_by_day on notices (authority_id, due_on desc, id)`);

    for (const table of ['sweeps', 'digests', 'notices']) {
      await db.query(`select protect_tenant_table('${table}')`);
    }
    await db.query(workLeftFunctions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop function digests_left(interval, integer), documents_left(interval), sweeps_left(date)`,
    );
    await db.query(`drop table notices, digests, sweeps`);
  }
}

/** What the worker asks the whole installation: ids only, so that each job then goes through its authority's door. */
const workLeftFunctions = `
  create function digests_left(older_than interval, most integer)
  returns table (authority_id uuid, id uuid, attempts integer)
  language sql stable security definer set search_path = public, pg_temp as $$
    select authority_id, id, attempts from digests
     where state = 'waiting' and created_at <= now() - older_than order by created_at limit most $$;

  create function documents_left(older_than interval) returns table (authority_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select authority_id, id from documents where state = 'reading' and created_at <= now() - older_than $$;

  create function sweeps_left(today date) returns table (authority_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a.id from authorities a
     where not exists (select 1 from sweeps s where s.authority_id = a.id and s.day >= today and s.state = 'done')
     order by a.slug $$;
`;
