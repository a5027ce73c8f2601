import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A recommendation has an end: proposed as met, met by a decision of the board, reopened, or superseded by another.
 * What its lead says of it, a dated sentence at a time, and what the plan means to reach with it.
 */
export class RecommendationLife20261123180000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table recommendations
        add column outcome text not null default '',
        add column met_on date,
        add column superseded_by uuid,
        add foreign key (authority_id, superseded_by) references recommendations (authority_id, id),
        add constraint superseded_names_its_successor check ((status = 'superseded') = (superseded_by is not null)),
        add constraint nothing_supersedes_itself check (superseded_by <> id)`);
    await db.query(`drop trigger count_version on recommendations`);
    await db.query(
      `select count_versions('recommendations', ${[...columnsBefore, 'outcome', 'superseded_by'].map(quoted).join(', ')})`,
    );

    await db.query(`
      create table met_proposals (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        recommendation_id uuid not null,
        effect_statement text not null check (btrim(effect_statement) <> ''),
        measure text not null check (btrim(measure) <> ''),
        inspectors_word text not null check (btrim(inspectors_word) <> ''),
        proposed_by uuid not null,
        proposed_on date not null,
        state text not null default 'waiting' check (state in ('waiting','met','not_met','dropped')),
        decided_by uuid,
        decided_on date,
        decision_words text not null default '',
        decision_id uuid,
        is_over boolean not null default false,
        primary key (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, proposed_by) references people (authority_id, id),
        foreign key (authority_id, decided_by) references people (authority_id, id),
        foreign key (authority_id, decision_id) references decisions (authority_id, id),
        constraint met_is_decided_by_the_board check (
          (state = 'waiting') = (decided_on is null) and (decided_on is null) = (decided_by is null)
          and (state in ('met','not_met')) = (decision_id is not null)),
        constraint only_what_was_met_is_over check (not is_over or state = 'met'))`);
    await db.query(`
      create unique index met_proposals_one_waiting on met_proposals (authority_id, recommendation_id)
        where state = 'waiting'`);
    await db.query(`
      create unique index met_proposals_one_stands on met_proposals (authority_id, recommendation_id)
        where state = 'met' and not is_over`);
    await db.query(`
      create index met_proposals_waiting on met_proposals (authority_id, proposed_on, id) where state = 'waiting'`);
    await db.query(`
      create index met_proposals_by_recommendation on met_proposals (authority_id, recommendation_id, proposed_on)`);

    // Written once. The transaction is the one in which the status went back to open.
    await db.query(`
      create table recommendation_reopenings (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        recommendation_id uuid not null,
        was text not null check (was in ('met','superseded')),
        reason text not null check (btrim(reason) <> ''),
        reopened_by uuid not null,
        reopened_on date not null,
        transaction_id xid8 not null default pg_current_xact_id(),
        primary key (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, reopened_by) references people (authority_id, id))`);
    await db.query(`
      create index recommendation_reopenings_by_recommendation
        on recommendation_reopenings (authority_id, recommendation_id, reopened_on)`);

    // Written once, never changed: the next sentence says it better.
    await db.query(`
      create table recommendation_sentences (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        recommendation_id uuid not null,
        sentence text not null check (btrim(sentence) <> ''),
        difference text not null default '',
        written_by uuid not null,
        written_on date not null,
        written_at timestamptz not null,
        primary key (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id),
        foreign key (authority_id, written_by) references people (authority_id, id))`);
    await db.query(`
      create index recommendation_sentences_newest
        on recommendation_sentences (authority_id, recommendation_id, written_at desc, id)`);

    for (const table of tables) {
      await db.query(`select protect_tenant_table('${table}'), keep_history('${table}')`);
    }
    for (const statement of conditions) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger life_holds on recommendations`);
    await db.query(`drop trigger reopened on recommendations`);
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
    await db.query(`
      drop function recommendation_life_holds(), life_of_its_recommendation_holds(),
        check_recommendation_life(uuid, uuid), recommendation_reopened()`);
    await db.query(`drop trigger count_version on recommendations`);
    await db.query(`select count_versions('recommendations', ${columnsBefore.map(quoted).join(', ')})`);
    await db.query(`
      alter table recommendations
        drop constraint superseded_names_its_successor, drop constraint nothing_supersedes_itself,
        drop column superseded_by, drop column met_on, drop column outcome`);
  }
}

const quoted = (column: string) => `'${column}'`;
const columnsBefore =
  'number priority addressee theme timescale text status response response_text workstream_id lead_id withdrawn_at'.split(
    ' ',
  );
const tables = ['met_proposals', 'recommendation_reopenings', 'recommendation_sentences'];

const definer = `security definer set search_path = public, pg_temp`;
const refuse = (name: string, words: string) =>
  `raise exception '${words}' using errcode = '23514', constraint = '${name}';`;

/** Asked when the transaction ends, about what stands then: its steps may come in any order. */
const conditions = [
  `create function check_recommendation_life(tenant uuid, subject uuid) returns void language plpgsql ${definer} as $$
   declare
     r recommendations;
     waits boolean;
     stands boolean;
   begin
     select * into r from recommendations where authority_id = tenant and id = subject;
     waits := exists (select 1 from met_proposals
        where authority_id = tenant and recommendation_id = subject and state = 'waiting');
     stands := exists (
       select 1 from met_proposals p join decisions d on d.authority_id = p.authority_id and d.id = p.decision_id
        where p.authority_id = tenant and p.recommendation_id = subject and p.state = 'met' and not p.is_over
          and d.subject_kind = 'recommendation_met' and d.subject_id = p.id and d.outcome = 'approved');
     if (r.status = 'proposed_as_met') <> waits then
       ${refuse('proposed_with_a_proposal', 'a recommendation is proposed as met exactly while a proposal waits')}
     end if;
     if (r.status = 'met') <> stands or (r.status = 'met') <> (r.met_on is not null) then
       ${refuse('met_by_the_board', 'a recommendation is met exactly while a decision of the board stands')}
     end if;
     if r.status = 'superseded' and (
          exists (select 1 from recommendations
                   where authority_id = tenant and id = r.superseded_by and withdrawn_at is not null)
          or exists (
            with recursive later(id) as (
              select r.superseded_by
              union
              select n.superseded_by from recommendations n join later on n.id = later.id
               where n.authority_id = tenant and n.superseded_by is not null)
            select 1 from later where id = subject)) then
       ${refuse('superseded_by_what_stands', 'a recommendation is superseded by one that stands')}
     end if;
   end $$`,
  `create function recommendation_reopened() returns trigger language plpgsql ${definer} as $$
   begin
     if old.status in ('met','superseded') and new.status = 'open' and not exists (
          select 1 from recommendation_reopenings
           where authority_id = new.authority_id and recommendation_id = new.id and was = old.status
             and transaction_id = pg_current_xact_id()) then
       ${refuse('reopened_with_a_reason', 'a recommendation is reopened with a reason')}
     end if;
     return null;
   end $$`,
  `create function recommendation_life_holds() returns trigger language plpgsql ${definer} as $$
   begin perform check_recommendation_life(new.authority_id, new.id); return null; end $$`,
  `create function life_of_its_recommendation_holds() returns trigger language plpgsql ${definer} as $$
   begin perform check_recommendation_life(new.authority_id, new.recommendation_id); return null; end $$`,
  `create constraint trigger life_holds after update on recommendations deferrable initially deferred for each row
     when (new.status is distinct from old.status or new.met_on is distinct from old.met_on
           or new.superseded_by is distinct from old.superseded_by)
     execute function recommendation_life_holds()`,
  `create constraint trigger reopened after update on recommendations deferrable initially deferred for each row
     when (new.status is distinct from old.status) execute function recommendation_reopened()`,
  `create constraint trigger life_of_its_recommendation_holds after insert or update on met_proposals
     deferrable initially deferred for each row execute function life_of_its_recommendation_holds()`,
];
