import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Date control: a due date of a published action moves by a decided request and in no other way, milestones keep the
 * date first set, and an action may wait for another or for something outside.
 *
 * The triggers here hold it for the application's role whatever SQL it runs; whoever owns the tables is not asked.
 */
export class DateControl20261123130000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table date_changes
        add column kind text not null default 'request' check (kind in ('request','agreement')),
        add column asked_due_on date,
        add column slip integer not null default 0,
        add column decision_words text not null default '',
        add column decision_id uuid,
        add column document_reference text not null default '',
        add column agreed_on date,
        add foreign key (authority_id, decision_id) references decisions (authority_id, id),
        add constraint agreements_name_their_document check (
          (kind = 'agreement') = (document_reference <> '') and (kind = 'agreement') = (agreed_on is not null)),
        drop constraint date_changes_state_check,
        add constraint date_changes_state_check
          check (state in ('waiting','proposed','approved','refused','dropped'))`);
    await db.query(`drop index date_changes_one_waiting`);
    await db.query(`
      create unique index date_changes_one_waiting
        on date_changes (authority_id, action_id) where state in ('waiting','proposed')`);
    await db.query(`create index date_changes_newest on date_changes (authority_id, asked_on, id)`);
    await db.query(`create index date_changes_open on date_changes (authority_id, decide_by)
      where state in ('waiting','proposed')`);

    // The due date set by the last reopening or re-baselining: slip counts from it; null: from the original date.
    await db.query(`alter table actions add column slip_from date`);
    await db.query(`alter table milestones add column times_moved integer not null default 0`);

    await db.query(`
      create table action_waits (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        for_action_id uuid,
        words text not null default '',
        contact text not null default '',
        expected_on date,
        added_by uuid not null,
        added_on date not null,
        ended_on date,
        ended_by uuid,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, for_action_id) references actions (authority_id, id),
        foreign key (authority_id, added_by) references people (authority_id, id),
        foreign key (authority_id, ended_by) references people (authority_id, id),
        constraint nothing_waits_for_itself check (action_id <> for_action_id),
        constraint something_outside_has_words check (
          (for_action_id is not null) <> (words <> '')),
        constraint something_outside_has_somebody_to_ask check (
          for_action_id is not null or (contact <> '' and expected_on is not null))
      )`);
    await db.query(`create index action_waits_by_action on action_waits (authority_id, action_id)`);
    await db.query(`
      create index action_waits_for_action on action_waits (authority_id, for_action_id) where ended_on is null`);
    await db.query(`
      create unique index action_waits_once on action_waits (authority_id, action_id, for_action_id)
        where ended_on is null and for_action_id is not null`);
    await db.query(`select protect_tenant_table('action_waits'), keep_history('action_waits')`);

    await db.query(guardOfDueDates);
    await db.query(checkOfRequests);
    await db.query(movingOfDates);
    await db.query(rebaselining);
    await db.query(noCycles);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger waits_run_in_no_circle on action_waits`);
    await db.query(`drop table action_waits`);
    await db.query(`drop trigger a_request_is_decided on date_changes`);
    await db.query(`drop trigger b_date_moves on date_changes`);
    await db.query(`drop trigger due_date_moves_by_decision on actions`);
    await db.query(`drop trigger requests_end_with_their_action on actions`);
    await db.query(`
      drop function waits_run_in_no_circle(), due_date_moves_by_decision(), request_is_decided(), date_moves(),
        requests_end_with_their_action(), rebaseline_due_dates(uuid, jsonb), is_owner_of(oid)`);
    await db.query(`alter table milestones drop column times_moved`);
    await db.query(`alter table actions drop column slip_from`);
    await db.query(`drop index date_changes_open, date_changes_newest, date_changes_one_waiting`);
    await db.query(`
      alter table date_changes
        drop constraint date_changes_state_check,
        add constraint date_changes_state_check check (state in ('waiting','approved','refused','dropped')),
        drop constraint agreements_name_their_document,
        drop column kind, drop column asked_due_on, drop column slip, drop column decision_words,
        drop column decision_id, drop column document_reference, drop column agreed_on`);
    await db.query(`
      create unique index date_changes_one_waiting
        on date_changes (authority_id, action_id) where state = 'waiting'`);
  }
}

/**
 * Asked only where one of these columns of a published action changes. A reopening sets a new date in the same step;
 * that it has its reason is asked at the end of the transaction by whoever keeps reopenings.
 */
const guardOfDueDates = `
  create function is_owner_of(relation oid) returns boolean language sql stable
  as $$ select pg_get_userbyid(relowner) = current_user from pg_class where oid = relation $$;

  create function due_date_moves_by_decision() returns trigger language plpgsql as $$
  begin
    if is_owner_of(tg_relid) then
      return new;
    end if;
    if old.status = 'complete' and new.status = 'in_progress' and new.slip_from = new.due_on
       and new.times_moved = 0 and new.days_slipped = 0
       and (old.original_due_on, old.date_set_by, old.published_on)
           is not distinct from (new.original_due_on, new.date_set_by, new.published_on)
       and (to_jsonb(new)->>'round')::int = (to_jsonb(old)->>'round')::int + 1 then
      return new;
    end if;
    raise exception 'the due date of a published action moves only by a decided request'
      using errcode = '23514', constraint = 'due_date_moves_by_decision', table = 'actions';
  end $$;

  create trigger due_date_moves_by_decision before update on actions for each row
    when (old.published_on is not null
      and (old.due_on, old.original_due_on, old.slip_from, old.times_moved, old.days_slipped, old.date_set_by,
           old.published_on)
          is distinct from
          (new.due_on, new.original_due_on, new.slip_from, new.times_moved, new.days_slipped, new.date_set_by,
           new.published_on))
    execute function due_date_moves_by_decision();
`;

/**
 * What a request may become, and in whose name: asked for as waiting; proposed, approved or refused by the decider who
 * is signed in; never by whoever asked or owns, unless the board decided at a meeting; and never changed afterwards.
 * After the row, because a check before it would speak before the policy of the authority does.
 */
const checkOfRequests = `
  create function request_is_decided() returns trigger language plpgsql as $$
  declare
    a actions;
    actor text := split_part(current_actor(), ':', 2);
    refused text;
  begin
    if is_owner_of(tg_relid) then
      return null;
    end if;
    select * into a from actions where authority_id = new.authority_id and id = new.action_id;
    if tg_op = 'INSERT' then
      refused := case
        when new.asked_by::text <> actor then 'a request is made in one''s own name'
        when new.from_due_on is distinct from a.due_on then 'a request starts from the due date of now'
        when new.kind = 'request' and (new.state <> 'waiting' or new.decided_on is not null)
          then 'a request is made before it is decided'
        when new.kind = 'agreement' and (new.state <> 'approved' or a.date_set_by = 'us')
          then 'an agreement is about a date that was set by them' end;
    elsif (old.id, old.action_id, old.kind, old.asked_by, old.asked_on, old.from_due_on, old.asked_due_on, old.reason)
          is distinct from
          (new.id, new.action_id, new.kind, new.asked_by, new.asked_on, new.from_due_on, new.asked_due_on, new.reason)
    then
      refused := 'what was asked stays';
    elsif old.state in ('approved','refused','dropped') then
      refused := 'what was decided stays';
    elsif old.state = 'waiting' and new.state in ('proposed','approved','refused') then
      refused := case
        when new.decided_by is null or new.decided_by::text <> actor then 'a request is decided in one''s own name'
        when new.from_due_on is distinct from a.due_on then 'the due date has moved since'
        when new.state <> 'proposed' and new.to_due_on <> old.to_due_on then 'another date is proposed first'
        when new.decider = 'board' and not exists (
          select 1 from decisions d where d.authority_id = new.authority_id and d.id = new.decision_id
             and d.subject_kind = 'date_change' and d.subject_id = new.id
             and d.outcome = case when new.state = 'refused' then 'refused' else 'approved' end)
          then 'the board decides this'
        when new.decided_by in (new.asked_by, a.owner_id) and not exists (
          select 1 from decisions d where d.authority_id = new.authority_id and d.id = new.decision_id
             and d.meeting_id is not null)
          then 'nobody decides what they asked for or own' end;
    elsif old.state = 'proposed' and new.state = 'approved' then
      refused := case
        when new.asked_by::text <> actor then 'the proposed date is accepted by whoever asked'
        when new.to_due_on <> old.to_due_on or new.decided_by is distinct from old.decided_by
          or new.slip <> old.slip then 'what was proposed stays'
        when new.from_due_on is distinct from a.due_on then 'the due date has moved since' end;
    elsif new.state = 'dropped' then
      refused := case when new.asked_by::text <> actor then 'a request is dropped by whoever asked' end;
    elsif new.state <> old.state or new.to_due_on <> old.to_due_on then
      refused := 'a request is decided once';
    end if;
    if refused is not null then
      raise exception '%', refused using errcode = '23514', constraint = 'request_is_decided', table = 'date_changes';
    end if;
    return null;
  end $$;

  create trigger a_request_is_decided after insert or update on date_changes
    for each row execute function request_is_decided();
`;

/** The one place where a due date moves. An earlier date is no move. */
const movingOfDates = `
  create function date_moves() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
  begin
    update actions
       set due_on = new.to_due_on,
           times_moved = times_moved + case when new.to_due_on > new.from_due_on then 1 else 0 end,
           days_slipped = new.slip,
           last_moved_on = case when new.to_due_on > new.from_due_on then new.decided_on else last_moved_on end,
           last_move_reported = case when new.to_due_on > new.from_due_on then false else last_move_reported end,
           unsure_since = null,
           next_notice_on = new.decided_on
     where authority_id = new.authority_id and id = new.action_id;
    return null;
  end $$;

  create trigger b_date_moves after insert or update of state on date_changes for each row
    when (new.state = 'approved') execute function date_moves();

  create function requests_end_with_their_action() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
  begin
    update date_changes set state = 'dropped', decided_on = coalesce(new.cancelled_on, new.reported_on, asked_on)
     where authority_id = new.authority_id and action_id = new.id and state in ('waiting','proposed');
    return null;
  end $$;

  create trigger requests_end_with_their_action after update of status on actions for each row
    when (old.status in ('not_started','in_progress') and new.status in ('complete','cancelled'))
    execute function requests_end_with_their_action();
`;

/** A recorded decision of the board sets new dates for a whole plan: slip counts from them, the first dates stay. */
const rebaselining = `
  create function rebaseline_due_dates(decision uuid, dates jsonb) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
  declare tenant uuid := current_authority();
  begin
    if not exists (select 1 from decisions d where d.authority_id = tenant and d.id = decision
                      and d.subject_kind = 'rebaselining' and d.outcome = 'approved') then
      raise exception 're-baselining is a recorded decision of the board'
        using errcode = '23514', constraint = 'due_date_moves_by_decision', table = 'actions';
    end if;
    update actions a
       set due_on = d."dueOn", slip_from = d."dueOn", times_moved = 0, days_slipped = 0, last_moved_on = null,
           last_move_reported = false, unsure_since = null, next_notice_on = d."on"
      from jsonb_to_recordset(dates) as d("actionId" uuid, "dueOn" date, "on" date)
     where a.authority_id = tenant and a.id = d."actionId" and a.date_set_by = 'us'
       and a.status in ('not_started','in_progress') and d."dueOn" >= a.start_on;
    update date_changes r set state = 'dropped', decided_on = d."on"
      from jsonb_to_recordset(dates) as d("actionId" uuid, "on" date)
     where r.authority_id = tenant and r.action_id = d."actionId" and r.state in ('waiting','proposed');
  end $$;
`;

/** One after the other in an authority, so that two who each add a half of a circle cannot both succeed. */
const noCycles = `
  create function waits_run_in_no_circle() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('action waits ' || new.authority_id, 0));
    if exists (
      with recursive ahead(id) as (
        select new.for_action_id
        union
        select w.for_action_id from action_waits w join ahead on w.action_id = ahead.id
         where w.authority_id = new.authority_id and w.ended_on is null and w.for_action_id is not null)
      select 1 from ahead where id = new.action_id) then
      raise exception 'the other action waits for this one already'
        using errcode = '23514', constraint = 'waits_run_in_no_circle', table = 'action_waits';
    end if;
    return null;
  end $$;

  create trigger waits_run_in_no_circle after insert or update on action_waits for each row
    when (new.for_action_id is not null and new.ended_on is null) execute function waits_run_in_no_circle();
`;
