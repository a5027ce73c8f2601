import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How an update came (written by the owner, recorded for them, by a link in a mail, correcting another), the links by
 * which an owner answers without signing in, and what was handed over from one owner to the next.
 */
export class AnswerLinks20261123190000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table answer_links (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        token_hash bytea not null unique check (length(token_hash) = 32),
        owner_id uuid not null,
        sent_to_id uuid not null,
        sent_to text not null check (sent_to <> ''),
        made_at timestamptz not null,
        valid_until date not null,
        used_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, owner_id) references people (authority_id, id),
        foreign key (authority_id, sent_to_id) references people (authority_id, id)
      )`);
    // The window is known by the day it opened, which stays when its meeting moves.
    await db.query(`
      create table answer_link_actions (
        authority_id uuid not null references authorities,
        link_id uuid not null,
        action_id uuid not null,
        opens_on date not null,
        primary key (authority_id, link_id, action_id),
        foreign key (authority_id, link_id) references answer_links (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id)
      )`);
    await db.query(
      `create index answer_link_actions_by_action on answer_link_actions (authority_id, action_id)`,
    );
    await db.query(`create index answer_links_by_owner on answer_links (authority_id, owner_id, made_at)`);

    await db.query(`
      alter table progress_updates
        add column recorded_how text check (recorded_how in ('call','mail','meeting','conversation')),
        add column told_on date,
        add column corrects_id uuid,
        add column answer_link_id uuid,
        add column by_link_to text,
        add foreign key (authority_id, corrects_id) references progress_updates (authority_id, id),
        add foreign key (authority_id, answer_link_id) references answer_links (authority_id, id),
        add constraint recordings_are_for_somebody check (recorded_how is null or recorded_for is not null),
        add constraint links_name_their_address check ((answer_link_id is null) = (by_link_to is null)),
        add constraint nothing_corrects_itself check (corrects_id <> id)`);
    await db.query(`
      create unique index progress_updates_corrected_once on progress_updates (authority_id, corrects_id)
        where corrects_id is not null`);

    await db.query(`
      create table hand_overs (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        from_id uuid,
        to_id uuid not null,
        note text not null default '',
        handed_by uuid,
        handed_on date not null,
        handed_at timestamptz not null,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, from_id) references people (authority_id, id),
        foreign key (authority_id, to_id) references people (authority_id, id),
        foreign key (authority_id, handed_by) references people (authority_id, id),
        constraint handed_to_somebody_else check (from_id is null or from_id <> to_id)
      )`);
    await db.query(`create index hand_overs_by_action on hand_overs (authority_id, action_id, handed_at)`);
    await db.query(`
      create index people_by_deputy on people (authority_id, deputy_id) where deputy_id is not null`);
    await db.query(`
      alter table people
        add constraint nobody_is_their_own_deputy check (deputy_id <> id),
        add constraint absences_run_forward check (away_until is null or away_from is not null and away_until >= away_from)`);

    await db.query(`
      select protect_tenant_table('answer_links'), protect_tenant_table('answer_link_actions'),
             protect_tenant_table('hand_overs'), keep_history('hand_overs'),
             hide_restricted('answer_link_actions', 'action_id'), hide_restricted('hand_overs', 'action_id')`);
    await db.query(linkFunctions);
    await db.query(askedByWhoever);
    await db.query(
      inRequests('new.asked_by::text <> actor', 'not speaks_for_request(new, a.owner_id, actor)'),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      inRequests('not speaks_for_request(new, a.owner_id, actor)', 'new.asked_by::text <> actor'),
    );
    await db.query(`
      drop function speaks_for_request(date_changes, uuid, text),
        answer_links_make(date, timestamptz, jsonb), answer_link_by_hash(bytea),
        answer_link_use(bytea, timestamptz)`);
    await db.query(`
      alter table people drop constraint nobody_is_their_own_deputy, drop constraint absences_run_forward`);
    await db.query(`drop index people_by_deputy`);
    await db.query(`drop table hand_overs`);
    await db.query(`
      alter table progress_updates
        drop constraint links_name_their_address, drop constraint recordings_are_for_somebody,
        drop constraint nothing_corrects_itself,
        drop column recorded_how, drop column told_on, drop column corrects_id, drop column answer_link_id,
        drop column by_link_to`);
    await db.query(`drop table answer_link_actions, answer_links`);
  }
}

/**
 * The door to these links: made inside an authority for one owner, found by hash alone. What an account that was closed
 * or a plan that turned links off still has open is not found usable.
 */
const linkFunctions = `
  create function answer_links_make(ends date, moment timestamptz, links jsonb)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
  declare tenant uuid := current_authority();
  begin
    insert into answer_links (authority_id, id, token_hash, owner_id, sent_to_id, sent_to, made_at, valid_until)
    select tenant, l.id, decode(l.hash, 'hex'), l."ownerId", p.id, p.email, moment, ends
      from jsonb_to_recordset(links) as l(id uuid, hash text, "ownerId" uuid, "sentToId" uuid)
      join people p on p.authority_id = tenant and p.id = l."sentToId";
    insert into answer_link_actions (authority_id, link_id, action_id, opens_on)
    select tenant, l.id, a."actionId", a."opensOn"
      from jsonb_to_recordset(links) as l(id uuid, asked jsonb),
           jsonb_to_recordset(l.asked) as a("actionId" uuid, "opensOn" date);
  end $$;

  create function answer_link_by_hash(hash bytea)
  returns table (link_id uuid, authority_id uuid, authority_name text, owner_id uuid, owner_name text,
                 sent_to_id uuid, sent_to_name text, sent_to text, valid_until text, used_at timestamptz,
                 may_be_used boolean, asked jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
    select l.id, l.authority_id, t.name, o.id, o.name, r.id, r.name, l.sent_to, l.valid_until::text, l.used_at,
           o.closed_at is null and r.closed_at is null and exists (
             select 1 from plans p
              where p.authority_id = l.authority_id and p.closed_on is null and p.answers_by_link),
           (select coalesce(jsonb_agg(jsonb_build_object('actionId', a.action_id, 'opensOn', a.opens_on)), '[]')
              from answer_link_actions a where a.authority_id = l.authority_id and a.link_id = l.id)
      from answer_links l
      join authorities t on t.id = l.authority_id
      join people o on o.authority_id = l.authority_id and o.id = l.owner_id
      join people r on r.authority_id = l.authority_id and r.id = l.sent_to_id
     where l.token_hash = hash $$;

  -- True for the one who comes first: in the transaction that writes the answers.
  create function answer_link_use(hash bytea, moment timestamptz) returns boolean language plpgsql security definer
  set search_path = public, pg_temp as $$
  begin
    update answer_links set used_at = moment
     where token_hash = hash and used_at is null and authority_id = current_authority();
    return found;
  end $$;
`;

/** A request goes with its action: whoever took over from the one who asked speaks for it. */
const askedByWhoever = `
  create function speaks_for_request(request date_changes, owner uuid, actor text) returns boolean language sql stable
  as $$
    select request.asked_by::text = actor or (owner::text = actor and exists (
      select 1 from hand_overs h
       where h.authority_id = request.authority_id and h.action_id = request.action_id
         and h.from_id = request.asked_by)) $$;
`;

/** Puts one condition of the check of requests in place of another, wherever it stands after a request was made. */
function inRequests(from: string, to: string): string {
  return `
    do $do$
    declare
      source text := pg_get_functiondef('request_is_decided()'::regprocedure);
      made_in_ones_own_name text := 'when new.asked_by::text <> actor then ''a request is made in one''''s own name''';
      changed text;
    begin
      changed := replace(source, made_in_ones_own_name, '<made in one''s own name>');
      changed := replace(changed, '${from}', '${to}');
      changed := replace(changed, '<made in one''s own name>', made_in_ones_own_name);
      if changed = source then raise exception 'the check of requests is not as it was'; end if;
      execute changed;
    end $do$`;
}
