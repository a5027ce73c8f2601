import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Authorities, their agencies, calendars and people; logins, sessions, links and tokens.
 * A login is global and reached only through the functions here (the application's role has no right on the table);
 * a row of `people` is one membership: a person with roles and an agency in one authority.
 */
export class AuthoritiesPeople20261122101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table authorities (
        id uuid primary key default gen_random_uuid(),
        slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
        name text not null check (name <> ''),
        is_demonstration boolean not null default false,
        version integer not null default 1,
        created_at timestamptz not null default now()
      )`);
    await db.query(`alter table authorities enable row level security`);
    await db.query(`create policy one_authority on authorities using (id = current_authority())`);
    await db.query(`select keep_history('authorities'), count_versions('authorities', 'name')`);

    await db.query(`
      create table agencies (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        name text not null check (name <> ''),
        kind text not null check (kind in ('partner','safeguarding_partnership')),
        lead_id uuid,
        board_member_id uuid,
        archived_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, name)
      )`);
    await db.query(`
      create table closed_days (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        day date not null,
        name text not null,
        withdrawn_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id)
      )`);
    await db.query(`
      create unique index closed_days_once on closed_days (authority_id, day) where withdrawn_at is null`);

    await db.query(`
      create table logins (
        id uuid primary key default gen_random_uuid(),
        email text not null check (email = lower(email) and email like '%_@_%'),
        password_hash text,
        created_at timestamptz not null default now(),
        constraint logins_email_once unique (email)
      )`);
    // Counted for any address that is typed, known or not, so that a lock-out tells nobody which ones are known.
    await db.query(`
      create table sign_in_tries (
        address_hash bytea primary key,
        tries integer not null,
        last_at timestamptz not null,
        locked_until timestamptz
      )`);
    await db.query(`create index sign_in_tries_by_age on sign_in_tries (last_at)`);
    await db.query(`
      create table people (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        login_id uuid not null references logins,
        name text not null check (name <> ''),
        email text not null,
        roles text[] not null check (roles <@ array['administrator','plan_manager','director','chief_executive',
          'lead_member','lead','owner','quality','chair','member','adviser','viewer'] and cardinality(roles) > 0),
        agency_id uuid,
        deputy_id uuid,
        away_from date,
        away_until date,
        closed_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, login_id),
        foreign key (authority_id, agency_id) references agencies (authority_id, id),
        foreign key (authority_id, deputy_id) references people (authority_id, id)
      )`);
    await db.query(`create index people_by_login on people (login_id)`);
    await db.query(`create index people_by_name on people (authority_id, name, id)`);
    await db.query(`
      alter table agencies
        add foreign key (authority_id, lead_id) references people (authority_id, id),
        add foreign key (authority_id, board_member_id) references people (authority_id, id)`);

    await db.query(`
      create table sessions (
        id uuid primary key default gen_random_uuid(),
        token_hash bytea not null unique,
        login_id uuid not null references logins,
        authority_id uuid references authorities,
        started_at timestamptz not null default now(),
        expires_at timestamptz not null
      )`);
    await db.query(`create index sessions_by_login on sessions (login_id)`);
    await db.query(`create index sessions_by_end on sessions (expires_at)`);
    await db.query(`
      create table sign_in_links (
        id uuid primary key default gen_random_uuid(),
        token_hash bytea not null unique,
        login_id uuid not null references logins,
        purpose text not null check (purpose in ('invitation','password')),
        expires_at timestamptz not null,
        used_at timestamptz
      )`);
    await db.query(`create index sign_in_links_by_login on sign_in_links (login_id)`);
    await db.query(`
      create table api_tokens (
        id uuid primary key default gen_random_uuid(),
        token_hash bytea not null unique,
        login_id uuid not null references logins,
        authority_id uuid references authorities,
        name text not null,
        created_at timestamptz not null default now(),
        revoked_at timestamptz
      )`);

    // Mail about an account (invitation, new password) waits here until the worker has handed it over; the link in
    // it is made at that moment, so no table and no job ever holds one that works.
    await db.query(`
      create table account_mails (
        id uuid primary key default gen_random_uuid(),
        login_id uuid not null references logins,
        authority_id uuid references authorities,
        purpose text not null check (purpose in ('invitation','password')),
        state text not null default 'waiting' check (state in ('waiting','sent','failed')),
        attempts integer not null default 0,
        asked_at timestamptz not null default now(),
        sent_at timestamptz,
        message_id text,
        failure text
      )`);
    await db.query(`create index account_mails_waiting on account_mails (asked_at) where state = 'waiting'`);
    await db.query(`create index account_mails_by_login on account_mails (authority_id, login_id, asked_at)`);

    await db.query(`
      create table idempotency_keys (
        authority_id uuid not null references authorities,
        person_id uuid not null,
        path text not null,
        key text not null,
        body_hash bytea not null,
        status integer,
        answer jsonb,
        created_at timestamptz not null default now(),
        primary key (authority_id, person_id, path, key),
        foreign key (authority_id, person_id) references people (authority_id, id)
      )`);
    await db.query(`create index idempotency_keys_by_age on idempotency_keys (created_at)`);

    await db.query(`
      select protect_tenant_table('agencies'), protect_tenant_table('closed_days'), protect_tenant_table('people'),
             protect_tenant_table('idempotency_keys'), protect_tenant_table('sessions'),
             protect_tenant_table('api_tokens'), protect_tenant_table('account_mails'),
             keep_history('agencies'), keep_history('closed_days'), keep_history('people'),
             count_versions('agencies', 'name', 'kind', 'lead_id', 'board_member_id', 'archived_at'),
             count_versions('closed_days', 'day', 'name', 'withdrawn_at'),
             count_versions('people', 'name', 'email', 'roles', 'agency_id', 'deputy_id', 'away_from',
                            'away_until', 'closed_at')`);
    await db.query(signInFunctions);
    await db.query(operatorFunctions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function login_memberships(uuid), sign_in_try(text, timestamptz, integer, interval),
        sign_in_done(text), address_hash(text), account_ends_here(uuid), session_start(uuid, bytea, uuid, timestamptz), session_by_hash(bytea),
        session_end(bytea), token_by_hash(bytea), link_create(uuid, text, bytea,
        timestamptz), link_by_hash(bytea), password_by_link(bytea, text), account_mail_ask(text, text), account_mail_invite(uuid),
        account_mails_due(integer), account_mail_done(uuid, text, text, text), account_mail_by_id(uuid),
        login_for(text), login_find(text), demonstration_password(uuid, text), authorities_list(), authority_create(text, text, boolean),
        token_create(uuid, uuid, bytea, text)`);
    await db.query(
      `drop table idempotency_keys, account_mails, api_tokens, sign_in_links, sessions, sign_in_tries`,
    );
    await db.query(`alter table agencies drop column lead_id, drop column board_member_id`);
    await db.query(`drop table people, logins, closed_days, agencies, authorities`);
  }
}

/** The door to logins, sessions, links and tokens: everything by hash or by mail address, one at a time. */
const signInFunctions = `
  create function login_memberships(login uuid) returns jsonb language sql stable security definer
  set search_path = public, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('personId', p.id, 'authorityId', a.id, 'authoritySlug', a.slug,
             'authorityName', a.name, 'isDemo', a.is_demonstration, 'name', p.name, 'roles', p.roles,
             'agencyId', p.agency_id) order by a.name), '[]')
      from people p join authorities a on a.id = p.authority_id
     where p.login_id = login and p.closed_at is null $$;

  create function address_hash(address text) returns bytea language sql immutable
  set search_path = public, pg_temp as $$ select sha256(convert_to(lower(address), 'UTF8')) $$;

  -- Counts a try before the password is looked at, so that many at one moment cannot outrun the count. The row is
  -- locked meanwhile. Nothing to compare with comes back while the address is locked.
  create function sign_in_try(address text, moment timestamptz, allowed integer, lock_for interval)
  returns table (login_id uuid, password_hash text, tries integer, locked_until timestamptz, memberships jsonb)
  language plpgsql security definer set search_path = public, pg_temp as $$
  #variable_conflict use_column
  declare known sign_in_tries;
  begin
    delete from sign_in_tries where last_at < moment - interval '1 day';
    insert into sign_in_tries values (address_hash(address), 0, moment, null) on conflict do nothing;
    select * into strict known from sign_in_tries t where t.address_hash = address_hash(address) for update;
    if known.locked_until > moment then
      return query select null::uuid, null::text, known.tries, known.locked_until, '[]'::jsonb;
      return;
    end if;
    known.tries := case when known.locked_until is null then known.tries else 0 end + 1;
    update sign_in_tries t
       set tries = known.tries, last_at = moment,
           locked_until = case when known.tries >= allowed then moment + lock_for end
     where t.address_hash = known.address_hash;
    return query
      select l.id, l.password_hash, known.tries, null::timestamptz,
             case when l.id is null then '[]'::jsonb else login_memberships(l.id) end
        from (select lower(address) as typed) a left join logins l on l.email = a.typed;
  end $$;

  create function sign_in_done(address text) returns void language sql security definer
  set search_path = public, pg_temp as $$
    delete from sign_in_tries where address_hash = address_hash(address) $$;

  create function session_start(login uuid, hash bytea, authority uuid, ends timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    delete from sessions where expires_at < now() - interval '7 days';
    insert into sessions (login_id, token_hash, authority_id, expires_at)
    select login, hash, case when exists (select 1 from people p where p.login_id = login
      and p.authority_id = authority and p.closed_at is null) then authority end, ends $$;

  create function session_by_hash(hash bytea)
  returns table (session_id uuid, login_id uuid, email text, authority_id uuid, expires_at timestamptz,
                 memberships jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
    select s.id, s.login_id, l.email, s.authority_id, s.expires_at, login_memberships(s.login_id)
      from sessions s join logins l on l.id = s.login_id
     where s.token_hash = hash and s.expires_at > now() $$;

  create function session_end(hash bytea) returns void language sql security definer
  set search_path = public, pg_temp as $$ delete from sessions where token_hash = hash $$;

  -- A closed account loses what it has open in this authority: its sessions and its tokens, not those of others.
  create function account_ends_here(person uuid) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
  declare login uuid;
  begin
    select login_id into strict login from people where authority_id = current_authority() and id = person;
    delete from sessions s where s.login_id = login and (s.authority_id = current_authority()
      or not exists (select 1 from people p where p.login_id = login and p.closed_at is null));
    update api_tokens set revoked_at = now()
     where login_id = login and authority_id = current_authority() and revoked_at is null;
  end $$;

  create function token_by_hash(hash bytea)
  returns table (token_id uuid, login_id uuid, email text, authority_id uuid, memberships jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
    select t.id, t.login_id, l.email, t.authority_id, login_memberships(t.login_id)
      from api_tokens t join logins l on l.id = t.login_id
     where t.token_hash = hash and t.revoked_at is null $$;

  create function link_create(login uuid, purpose text, hash bytea, ends timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
    insert into sign_in_links (login_id, purpose, token_hash, expires_at) values (login, purpose, hash, ends) $$;

  create function link_by_hash(hash bytea) returns table (login_id uuid, email text, purpose text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select l.login_id, g.email, l.purpose from sign_in_links l join logins g on g.id = l.login_id
     where l.token_hash = hash and l.used_at is null and l.expires_at > now() $$;

  -- Setting a password uses up the link, forgets every other open link and session, and lifts a lock-out.
  create function password_by_link(hash bytea, new_password_hash text) returns uuid language plpgsql
  security definer set search_path = public, pg_temp as $$
  declare login uuid;
  begin
    update sign_in_links set used_at = now()
     where token_hash = hash and used_at is null and expires_at > now() returning login_id into login;
    if login is null then return null; end if;
    update sign_in_links set used_at = now() where login_id = login and used_at is null;
    update logins set password_hash = new_password_hash where id = login;
    delete from sign_in_tries using logins l
     where l.id = login and sign_in_tries.address_hash = address_hash(l.email);
    delete from sessions where login_id = login;
    return login;
  end $$;

  -- A new password by mail: nothing is told to the asker about whether the address is known.
  create function account_mail_ask(address text, why text) returns uuid language sql security definer
  set search_path = public, pg_temp as $$
    insert into account_mails (login_id, purpose)
    select l.id, why from logins l where l.email = lower(address)
       and exists (select 1 from people p where p.login_id = l.id and p.closed_at is null)
       and not exists (select 1 from account_mails m where m.login_id = l.id and m.purpose = why
                          and m.asked_at > now() - interval '1 minute')
    returning id $$;

  create function account_mail_invite(login uuid) returns uuid language sql security definer
  set search_path = public, pg_temp as $$
    insert into account_mails (login_id, authority_id, purpose)
    values (login, current_authority(), 'invitation') returning id $$;

  create function account_mails_due(most integer) returns setof uuid language sql security definer
  set search_path = public, pg_temp as $$
    select id from account_mails where state = 'waiting' order by asked_at limit most $$;

  create function account_mail_by_id(mail uuid)
  returns table (login_id uuid, email text, purpose text, state text, authority_name text, attempts integer,
                 asked_at timestamptz, has_password boolean)
  language sql security definer set search_path = public, pg_temp as $$
    update account_mails m set attempts = m.attempts + 1 from logins l
     where m.id = mail and l.id = m.login_id
    returning m.login_id, l.email, m.purpose, m.state,
      (select name from authorities where id = m.authority_id), m.attempts, m.asked_at,
      l.password_hash is not null $$;

  create function account_mail_done(mail uuid, outcome text, message text, why text) returns void
  language sql security definer set search_path = public, pg_temp as $$
    update account_mails set state = outcome, message_id = message, failure = why,
           sent_at = case when outcome = 'sent' then now() end
     where id = mail $$;

  -- An administrator invites an address; the login may be known from another authority, which is not told.
  create function login_for(address text) returns uuid language sql security definer
  set search_path = public, pg_temp as $$
    insert into logins (email) values (lower(address))
    on conflict (email) do update set email = excluded.email returning id $$;
`;

/** The door of the operator: the installation, never the inside of an authority. */
const operatorFunctions = `
  create function authorities_list()
  returns table (id uuid, slug text, name text, is_demonstration boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select id, slug, name, is_demonstration from authorities order by slug $$;

  create function authority_create(new_slug text, new_name text, demonstration boolean) returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare made uuid;
  begin
    perform set_config('app.actor', 'operator', true);
    insert into authorities (slug, name, is_demonstration) values (new_slug, new_name, demonstration)
    returning id into made;
    return made;
  end $$;

  create function login_find(address text) returns table (login_id uuid, memberships jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
    select id, login_memberships(id) from logins where email = lower(address) $$;

  -- Only somebody who is in demonstration authorities and nowhere else can be given a password like this.
  create function demonstration_password(login uuid, new_password_hash text) returns void language sql
  security definer set search_path = public, pg_temp as $$
    update logins set password_hash = new_password_hash
     where id = login
       and (select bool_and(a.is_demonstration) from people p join authorities a on a.id = p.authority_id
             where p.login_id = login) $$;

  create function token_create(login uuid, authority uuid, hash bytea, title text) returns uuid language sql
  security definer set search_path = public, pg_temp as $$
    insert into api_tokens (login_id, authority_id, token_hash, name) values (login, authority, hash, title)
    returning id $$;
`;
