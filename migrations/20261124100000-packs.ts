import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The pack of a meeting: its life, the commentary of those who answer for the plan, what owners say of exceptions, and
 * what it said when it was issued, which nobody can change.
 */
export class Packs20261124100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table packs (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        board_id uuid not null,
        meeting_id uuid not null,
        number integer check (number > 0),
        issue integer not null default 1 check (issue > 0),
        corrects_id uuid,
        what_changed text not null default '',
        state text not null default 'draft' check (state in ('draft','commentary','cleared','issued')),
        begun_by uuid not null,
        begun_on date not null,
        cleared_by uuid,
        cleared_on date,
        cleared_without text not null default '',
        issued_by uuid,
        issued_on date,
        issued_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, board_id, number, issue),
        foreign key (authority_id, board_id) references boards (authority_id, id),
        foreign key (authority_id, meeting_id) references meetings (authority_id, id),
        foreign key (authority_id, corrects_id) references packs (authority_id, id),
        foreign key (authority_id, begun_by) references people (authority_id, id),
        foreign key (authority_id, cleared_by) references people (authority_id, id),
        foreign key (authority_id, issued_by) references people (authority_id, id),
        constraint packs_are_numbered_when_issued check (
          (number is not null) = (state = 'issued' or corrects_id is not null)),
        constraint corrections_say_what_changed check (
          (corrects_id is null) = (btrim(what_changed) = '') and (corrects_id is null) = (issue = 1)),
        constraint packs_are_cleared_by_somebody check (
          (cleared_by is not null) = (state in ('cleared','issued')) and (cleared_by is null) = (cleared_on is null)
          and (cleared_by is not null or cleared_without = '')),
        constraint packs_are_issued_by_somebody check (
          (issued_by is not null) = (state = 'issued') and (issued_by is null) = (issued_on is null)
          and (issued_by is null) = (issued_at is null)))`);
    await db.query(`
      create unique index packs_one_open on packs (authority_id, meeting_id) where state <> 'issued'`);
    await db.query(`create index packs_by_meeting on packs (authority_id, meeting_id, issue)`);
    await db.query(`create index packs_newest on packs (authority_id, begun_on desc, id desc)`);
    await db.query(`
      create index packs_issued on packs (authority_id, issued_on, issued_at) where state = 'issued'`);

    await db.query(`
      create table pack_contents (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        pack_id uuid not null,
        part smallint not null check (part in (1, 2)),
        content jsonb not null check (jsonb_typeof(content) = 'object'),
        primary key (authority_id, id),
        unique (authority_id, pack_id, part),
        foreign key (authority_id, pack_id) references packs (authority_id, id))`);
    // The colour of each counted action: "red at the last issued pack and now" is asked every morning.
    await db.query(`
      create table pack_actions (
        authority_id uuid not null references authorities,
        pack_id uuid not null,
        action_id uuid not null,
        rating text not null check (rating in ('red','amber','green','blue','grey')),
        primary key (authority_id, pack_id, action_id),
        foreign key (authority_id, pack_id) references packs (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id))`);
    await db.query(`
      create index pack_actions_red on pack_actions (authority_id, pack_id, action_id) where rating = 'red'`);

    await db.query(`
      create table pack_commentaries (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        pack_id uuid not null,
        person_id uuid not null,
        role text not null check (role in ('director','lead')),
        better text not null default '',
        worries text not null default '',
        asks text not null default '',
        written_on date not null,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, pack_id, person_id),
        foreign key (authority_id, pack_id) references packs (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id),
        constraint commentaries_say_something check (btrim(better || worries || asks) <> ''))`);

    await db.query(`
      create table pack_explanations (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        meeting_id uuid not null,
        in_the_way text not null check (btrim(in_the_way) <> ''),
        will_be_done text not null check (btrim(will_be_done) <> ''),
        recovery_on date,
        given_by uuid not null,
        given_on date not null,
        given_at timestamptz not null,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, meeting_id) references meetings (authority_id, id),
        foreign key (authority_id, given_by) references people (authority_id, id),
        constraint recovery_is_not_past check (recovery_on >= given_on))`);
    await db.query(`
      create index pack_explanations_by_action on pack_explanations (authority_id, action_id, given_at)`);
    await db.query(`
      create index pack_explanations_by_meeting on pack_explanations (authority_id, meeting_id, action_id)`);

    for (const table of tables) await db.query(`select protect_tenant_table('${table}')`);
    await db.query(`
      select keep_history('packs'), keep_history('pack_commentaries'), keep_history('pack_explanations'),
        count_versions('packs', 'state', 'what_changed'),
        count_versions('pack_commentaries', 'better', 'worries', 'asks'),
        hide_restricted('pack_actions', 'action_id'), hide_restricted('pack_explanations', 'action_id')`);

    // The same people as "restricted.read" of the policy reaches without a subject: a test compares the two.
    await db.query(`
      create function actor_reads_part_2() returns boolean language sql stable security definer
      set search_path = public, pg_temp as $$
        select coalesce(split_part(current_setting('app.actor', true), ':', 1), '') not in ('person','token','operator')
          or exists (
            select 1 from people p
              left join agencies g on g.authority_id = p.authority_id and g.id = p.agency_id
             where p.authority_id = current_authority()
               and p.id::text = split_part(current_setting('app.actor', true), ':', 2)
               and (p.roles && array['plan_manager','director','chief_executive','lead_member','quality','chair','member']
                    or ('lead' = any(p.roles) and coalesce(g.kind, 'council') = 'council'))) $$`);
    await db.query(`
      create policy part_2 on pack_contents as restrictive using (part = 1 or (select actor_reads_part_2()))`);

    await db.query(packGoesForward);
    await db.query(`
      create trigger pack_goes_forward before update or delete on packs
        for each row execute function pack_goes_forward()`);
    // After row-level security has refused what is another authority's.
    await db.query(`
      create trigger pack_begins after insert on packs for each row execute function pack_goes_forward()`);
    await db.query(whatAPackSaidStays);
    for (const table of ['pack_contents', 'pack_actions']) {
      await db.query(`
        create trigger what_a_pack_said_stays after insert or update or delete on ${table}
          for each row execute function what_a_pack_said_stays()`);
    }
    await db.query(`
      create function content_is_of_an_issued_pack() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        if not exists (select 1 from packs p where p.authority_id = new.authority_id and p.id = new.pack_id
                         and p.state = 'issued') then
          raise exception 'what a pack says is kept when it is issued and not before'
            using errcode = '23514', constraint = 'content_is_of_an_issued_pack', table = 'pack_contents';
        end if;
        return null;
      end $$`);
    await db.query(`
      create constraint trigger content_is_of_an_issued_pack after insert on pack_contents
        deferrable initially deferred for each row execute function content_is_of_an_issued_pack()`);
    await db.query(`
      create function commentary_while_it_is_asked() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      declare subject pack_commentaries := case when tg_op = 'DELETE' then old else new end;
      begin
        if not exists (select 1 from packs p where p.authority_id = subject.authority_id and p.id = subject.pack_id
                         and p.state = 'commentary' for share)
           or (tg_op = 'UPDATE' and (new.pack_id, new.person_id) is distinct from (old.pack_id, old.person_id)) then
          raise exception 'commentary is written while the pack is open for it'
            using errcode = '23514', constraint = 'commentary_while_it_is_asked', table = 'pack_commentaries';
        end if;
        return subject;
      end $$`);
    await db.query(`
      create trigger commentary_while_it_is_asked after insert or update or delete on pack_commentaries
        for each row execute function commentary_while_it_is_asked()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
    await db.query(`
      drop function pack_goes_forward(), what_a_pack_said_stays(), content_is_of_an_issued_pack(),
        commentary_while_it_is_asked(), actor_reads_part_2()`);
  }
}

const tables = ['packs', 'pack_contents', 'pack_actions', 'pack_commentaries', 'pack_explanations'];

/**
 * Whoever asks, the owner of the tables too. The number is given here, one board at a time, so that numbers have no
 * gaps; a correction keeps the number of what it corrects and has the next issue.
 */
const packGoesForward = `
  create function pack_goes_forward() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
  declare corrected packs;
  begin
    if tg_op = 'INSERT' then
      if new.corrects_id is null then
        if new.state = 'draft' and new.number is null then return new; end if;
      else
        select * into corrected from packs where authority_id = new.authority_id and id = new.corrects_id for share;
        if corrected.state = 'issued' and new.state = 'commentary' and new.board_id = corrected.board_id
           and new.meeting_id = corrected.meeting_id and new.number = corrected.number
           and new.issue = corrected.issue + 1 then
          return new;
        end if;
      end if;
      raise exception 'a pack begins as a draft, a correction with the next issue of its number'
        using errcode = '23514', constraint = 'pack_goes_forward', table = 'packs';
    end if;
    if old.state = 'issued' then
      raise exception 'an issued pack is never changed: correct it with a new issue'
        using errcode = '23514', constraint = 'issued_packs_stay', table = 'packs';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    if (new.authority_id, new.id, new.board_id, new.meeting_id, new.issue, new.corrects_id, new.begun_by, new.begun_on)
         is distinct from
       (old.authority_id, old.id, old.board_id, old.meeting_id, old.issue, old.corrects_id, old.begun_by, old.begun_on)
       or (old.state <> new.state and (old.state, new.state) not in
            (('draft','commentary'), ('commentary','cleared'), ('cleared','commentary'), ('cleared','issued')))
       or (new.state <> 'issued' and new.number is distinct from old.number) then
      raise exception 'a pack goes from draft to commentary to cleared to issued'
        using errcode = '23514', constraint = 'pack_goes_forward', table = 'packs';
    end if;
    if new.state = 'issued' then
      perform 1 from boards b where b.authority_id = new.authority_id and b.id = new.board_id for no key update;
      if new.corrects_id is null then
        new.number := 1 + coalesce((select max(p.number) from packs p
          where p.authority_id = new.authority_id and p.board_id = new.board_id and p.state = 'issued'), 0);
      else
        new.number := old.number;
      end if;
      if (select count(*) from pack_contents c where c.authority_id = new.authority_id and c.pack_id = new.id) <> 2 then
        raise exception 'a pack is issued with what both its parts say'
          using errcode = '23514', constraint = 'pack_goes_forward', table = 'packs';
      end if;
    end if;
    return new;
  end $$`;

/** Written in the transaction that issues the pack, and never again. */
const whatAPackSaidStays = `
  create function what_a_pack_said_stays() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
  begin
    if tg_op = 'INSERT' then
      if exists (select 1 from packs p where p.authority_id = new.authority_id and p.id = new.pack_id
                   and p.state = 'cleared') then
        return new;
      end if;
    end if;
    raise exception 'what a pack said is never changed'
      using errcode = '23514', constraint = 'what_a_pack_said_stays', table = tg_table_name::text;
  end $$`;
