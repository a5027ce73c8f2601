import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Challenges: what a board member or adviser asked of somebody, and the exchange that followed, which is only ever
 * added to. What is restricted hides the challenges about it, and their exchange with them.
 */
export class Challenges20261124110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table challenges (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        number integer not null check (number > 0),
        question text not null check (btrim(question) <> ''),
        asked_by uuid not null,
        asked_of uuid not null,
        action_id uuid,
        recommendation_id uuid,
        measure_id uuid,
        meeting_id uuid,
        raised_from text not null default '' check (length(raised_from) <= 500),
        raised_on date not null,
        waiting_since date not null,
        due_on date not null,
        state text not null default 'open' check (state in ('open','answered','closed')),
        outcome text check (outcome in ('accepted','withdrawn')),
        answered_on date,
        closed_on date,
        primary key (authority_id, id),
        unique (authority_id, number),
        foreign key (authority_id, asked_by) references people (authority_id, id),
        foreign key (authority_id, asked_of) references people (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, measure_id) references measures (authority_id, id),
        foreign key (authority_id, meeting_id) references meetings (authority_id, id),
        constraint not_asked_of_themselves check (asked_by <> asked_of),
        constraint about_one_thing check (num_nonnulls(action_id, recommendation_id, measure_id, meeting_id) <= 1),
        constraint due_once_asked check (due_on >= waiting_since and waiting_since >= raised_on),
        constraint answered_has_its_day check (state <> 'answered' or answered_on is not null),
        constraint closed_has_its_day check (
          (state = 'closed') = (closed_on is not null) and (closed_on is null) = (outcome is null)))`);
    await db.query(`create index challenges_by_state on challenges (authority_id, state, due_on, number)`);
    await db.query(
      `create index challenges_to_answer on challenges (authority_id, asked_of, due_on) where state <> 'closed'`,
    );
    await db.query(
      `create index challenges_by_asker on challenges (authority_id, asked_by, due_on) where state <> 'closed'`,
    );
    for (const column of ['action_id', 'recommendation_id', 'measure_id', 'meeting_id']) {
      await db.query(
        `create index challenges_by_${column.replace('_id', '')} on challenges (authority_id, ${column}, number)
          where ${column} is not null`,
      );
    }

    await db.query(`
      create table challenge_entries (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        challenge_id uuid not null,
        position integer not null check (position > 0),
        kind text not null check (kind in ('asked','answered','accepted','sent_back','reassigned','withdrawn')),
        by_id uuid not null,
        written_on date not null,
        written_at timestamptz not null,
        words text not null,
        to_id uuid,
        due_on date,
        evidence_id uuid,
        measure_value_id uuid,
        link text,
        primary key (authority_id, id),
        unique (authority_id, challenge_id, position),
        foreign key (authority_id, challenge_id) references challenges (authority_id, id),
        foreign key (authority_id, by_id) references people (authority_id, id),
        foreign key (authority_id, to_id) references people (authority_id, id),
        foreign key (authority_id, evidence_id) references evidence (authority_id, id),
        foreign key (authority_id, measure_value_id) references measure_values (authority_id, id),
        constraint said_in_words check (kind in ('accepted','reassigned') or btrim(words) <> ''),
        constraint asked_of_somebody check ((kind in ('asked','reassigned')) = (to_id is not null)),
        constraint asked_until_a_day check ((kind in ('asked','reassigned','sent_back')) = (due_on is not null)),
        constraint proof_belongs_to_an_answer check (
          kind = 'answered' or num_nonnulls(evidence_id, measure_value_id, link) = 0),
        constraint proof_link_is_https check (link ~ '^https://[^[:space:]/@]+([/?#][^[:space:]]*)?$' and length(link) <= 2000))`);
    await db.query(
      `select protect_tenant_table('challenges'), keep_history('challenges'), protect_tenant_table('challenge_entries')`,
    );
    await db.query(`select hide_restricted('challenges', 'action_id', 'recommendation_id')`);
    await db.query(`
      create policy restricted_items on challenge_entries as restrictive using (
        cardinality((select hidden_from_actor())) = 0 or exists (
          select 1 from challenges c
           where c.authority_id = challenge_entries.authority_id and c.id = challenge_entries.challenge_id))`);

    // Counts also those that the person who raises one may not see, one person at a time.
    await db.query(`
      create function next_challenge_number() returns integer language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        perform pg_advisory_xact_lock(hashtextextended('challenge ' || current_authority(), 0));
        return (select coalesce(max(number), 0) + 1 from challenges where authority_id = current_authority());
      end $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop function next_challenge_number()`);
    await db.query(`drop table challenge_entries, challenges`);
  }
}
