import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What proves an action, who accepted it, and how its completion was reported, refused, verified, embedded, reopened
 * or cancelled. What the rulebook asks before each of these is asked here once more, at the end of the transaction,
 * so that no way into the tables goes past it.
 */
export class Evidence20261123140000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`select set_config('app.actor', 'migration', true)`);
    for (const statement of [...columnsOfActions, ...tablesOfEvidence, ...tablesOfAssurance]) {
      await db.query(statement);
    }
    for (const table of tables) {
      await db.query(`select protect_tenant_table('${table}')`);
      if (!ledgers.includes(table)) await db.query(`select keep_history('${table}')`);
    }
    for (const statement of [...whatStoodBefore, ...hands, ...conditions]) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const trigger of triggersOfActions) await db.query(`drop trigger ${trigger} on actions`);
    await db.query(`drop trigger contributor_is_a_hand on action_contributors`);
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
    await db.query(`drop function ${functions.join(', ')}`);
    await db.query(`
      alter table actions
        drop constraint complete_is_reported, drop constraint verified_is_signed, drop constraint embedded_is_signed,
        drop column round, drop column accepted_kinds, drop column evidenced_on, drop column embedded_by,
        drop column looked_on, drop column refused_on, drop column times_refused, drop column reopened_on`);
  }
}

const tables = [
  'evidence',
  'evidence_files',
  'action_evidence',
  'completion_reports',
  'assurance_checks',
  'not_borne_out_marks',
  'cancellations',
  'action_hands',
  'privacy_overrides',
];
/** Written once by the database itself, or never shown with a history of their own. */
const ledgers = ['action_hands', 'privacy_overrides'];

const columnsOfActions = [
  // A reopening begins the next round: what proved the one before proves it no more.
  `alter table actions
     add column round integer not null default 1 check (round > 0),
     add column accepted_kinds text[] not null default '{}'
       check (accepted_kinds <@ array['audit','data','voice','staff','record']),
     add column evidenced_on date,
     add column embedded_by uuid,
     add column looked_on date,
     add column refused_on date,
     add column times_refused integer not null default 0 check (times_refused >= 0),
     add column reopened_on date,
     add foreign key (authority_id, embedded_by) references people (authority_id, id)`,
  `create index actions_to_check_again on actions (authority_id, verified_on, id)
     where assurance = 'verified' and kind = 'practice'`,
  `create index actions_to_verify on actions (authority_id, evidenced_on, id) where assurance = 'evidenced'`,
  `create index actions_to_look_at on actions (authority_id, looked_on, id) where assurance = 'embedded'`,
];

const tablesOfEvidence = [
  `create table evidence (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     form text not null check (form in ('file','link','measure_value','finding')),
     kind text not null check (kind in ('audit','data','voice','staff','record')),
     shows text not null check (shows <> ''),
     period_from date,
     period_to date,
     link text,
     measure_value_id uuid,
     finding_id uuid,
     supplied_by uuid not null,
     supplied_on date not null,
     supplied_at timestamptz not null,
     withdrawn_on date,
     withdrawn_by uuid,
     withdrawn_because text,
     primary key (authority_id, id),
     foreign key (authority_id, finding_id) references findings (authority_id, id),
     foreign key (authority_id, supplied_by) references people (authority_id, id),
     foreign key (authority_id, withdrawn_by) references people (authority_id, id),
     constraint evidence_has_one_form check (
       (form = 'link') = (link is not null) and (form = 'finding') = (finding_id is not null)
       and (form = 'measure_value') = (measure_value_id is not null)),
     constraint evidence_link_is_https check (link ~ '^https://[^[:space:]/@]+([/?#][^[:space:]]*)?$' and length(link) <= 2000),
     constraint evidence_covers_a_period check (
       (period_from is null) = (period_to is null) and period_from <= period_to
       and (kind = 'record' or period_from is not null)),
     constraint evidence_is_withdrawn_by_somebody check (
       (withdrawn_on is null) = (withdrawn_by is null) and (withdrawn_on is null) = (withdrawn_because is null)
       and withdrawn_because <> ''))`,
  `create index evidence_by_finding on evidence (authority_id, finding_id) where finding_id is not null`,
  `create index evidence_by_measure_value on evidence (authority_id, measure_value_id)
     where measure_value_id is not null`,
  `create index evidence_newest on evidence (authority_id, supplied_at desc, id)`,

  // Each version of a file is written once: what was accepted is what is served.
  `create table evidence_files (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     evidence_id uuid not null,
     number integer not null check (number > 0),
     file_name text not null check (file_name <> ''),
     media_type text not null,
     byte_size bigint not null check (byte_size between 1 and 26214400),
     sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
     stored_as text not null,
     supplied_by uuid not null,
     supplied_on date not null,
     supplied_at timestamptz not null,
     primary key (authority_id, id),
     unique (authority_id, evidence_id, number),
     foreign key (authority_id, evidence_id) references evidence (authority_id, id),
     foreign key (authority_id, supplied_by) references people (authority_id, id))`,

  `create table action_evidence (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     action_id uuid not null,
     evidence_id uuid not null,
     round integer not null check (round > 0),
     state text not null default 'waiting' check (state in ('waiting','accepted','refused','withdrawn')),
     added_by uuid not null,
     added_on date not null,
     waiting_since date not null,
     decided_by uuid,
     decided_on date,
     decided_file integer,
     decision_reason text,
     primary key (authority_id, id),
     unique (authority_id, action_id, evidence_id, round),
     foreign key (authority_id, action_id) references actions (authority_id, id),
     foreign key (authority_id, evidence_id) references evidence (authority_id, id),
     foreign key (authority_id, added_by) references people (authority_id, id),
     foreign key (authority_id, decided_by) references people (authority_id, id),
     constraint evidence_is_decided_with_a_reason check (state not in ('accepted','refused') or (
       decided_by is not null and decided_on is not null and decision_reason is not null and decision_reason <> '')))`,
  `create index action_evidence_by_evidence on action_evidence (authority_id, evidence_id)`,
  `create index action_evidence_waiting on action_evidence (authority_id, waiting_since, id)
     where state = 'waiting'`,
];

const tablesOfAssurance = [
  `create table completion_reports (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     action_id uuid not null,
     round integer not null check (round > 0),
     reported_by uuid,
     reported_on date not null,
     impact_statement text not null,
     is_imported boolean not null default false,
     outcome text check (outcome in ('refused','reopened')),
     outcome_by uuid,
     outcome_on date,
     outcome_reason text,
     primary key (authority_id, id),
     foreign key (authority_id, action_id) references actions (authority_id, id),
     foreign key (authority_id, reported_by) references people (authority_id, id),
     foreign key (authority_id, outcome_by) references people (authority_id, id),
     constraint report_says_what_difference check (
       is_imported or (reported_by is not null and btrim(impact_statement) <> '')),
     constraint report_ends_with_a_reason check (outcome is null or (
       outcome_by is not null and outcome_on is not null and outcome_reason is not null and outcome_reason <> '')))`,
  `create unique index completion_reports_one_stands
     on completion_reports (authority_id, action_id) where outcome is null`,
  `create index completion_reports_by_action on completion_reports (authority_id, action_id, reported_on)`,

  `create table assurance_checks (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     action_id uuid not null,
     round integer not null check (round > 0),
     step text not null check (step in ('verified','embedded','looked_again')),
     checked_by uuid not null,
     checked_on date not null,
     found text not null default '',
     primary key (authority_id, id),
     foreign key (authority_id, action_id) references actions (authority_id, id),
     foreign key (authority_id, checked_by) references people (authority_id, id))`,
  `create unique index assurance_checks_once on assurance_checks (authority_id, action_id, round, step)
     where step <> 'looked_again'`,

  `create table not_borne_out_marks (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     action_id uuid not null,
     outcome text not null check (outcome in ('not_sustained','not_enough')),
     reason text not null check (reason <> ''),
     finding_id uuid,
     marked_by uuid not null,
     marked_on date not null,
     from_due_on date,
     new_due_on date,
     closed_on date,
     closed_by uuid,
     closed_because text,
     further_action_id uuid,
     primary key (authority_id, id),
     foreign key (authority_id, action_id) references actions (authority_id, id),
     foreign key (authority_id, further_action_id) references actions (authority_id, id),
     foreign key (authority_id, finding_id) references findings (authority_id, id),
     foreign key (authority_id, marked_by) references people (authority_id, id),
     foreign key (authority_id, closed_by) references people (authority_id, id),
     constraint reopening_sets_a_due_date check (
       (outcome = 'not_sustained') = (new_due_on is not null) and new_due_on > marked_on
       and (outcome = 'not_enough' or closed_on is null)))`,
  `create index not_borne_out_marks_by_action on not_borne_out_marks (authority_id, action_id, marked_on)`,

  `create table cancellations (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     action_id uuid not null,
     reason text not null check (reason <> ''),
     asked_by uuid not null,
     asked_on date not null,
     state text not null default 'waiting' check (state in ('waiting','approved','refused','dropped')),
     decided_by uuid,
     decided_on date,
     decision_words text,
     decision_id uuid,
     primary key (authority_id, id),
     foreign key (authority_id, action_id) references actions (authority_id, id),
     foreign key (authority_id, asked_by) references people (authority_id, id),
     foreign key (authority_id, decided_by) references people (authority_id, id),
     foreign key (authority_id, decision_id) references decisions (authority_id, id),
     constraint cancellation_is_decided_by_the_board check (
       (state = 'waiting') = (decided_on is null) and (decided_on is null) = (decided_by is null)
       and (state in ('approved','refused')) = (decision_id is not null)))`,
  `create unique index cancellations_one_waiting on cancellations (authority_id, action_id) where state = 'waiting'`,
  `create index cancellations_waiting on cancellations (authority_id, asked_on, id) where state = 'waiting'`,
  `create index cancellations_by_action on cancellations (authority_id, action_id, asked_on)`,

  // Everybody who ever had a hand in an action: none of them may judge it.
  `create table action_hands (
     authority_id uuid not null references authorities,
     action_id uuid not null,
     person_id uuid not null,
     hand text not null check (hand in ('owner','contributor','reporter','supplier')),
     since timestamptz not null default now(),
     primary key (authority_id, action_id, person_id, hand),
     foreign key (authority_id, action_id) references actions (authority_id, id),
     foreign key (authority_id, person_id) references people (authority_id, id))`,

  // That somebody went on although a text looked like a child's details: never the details.
  `create table privacy_overrides (
     authority_id uuid not null references authorities,
     id uuid not null default gen_random_uuid(),
     person_id uuid,
     at timestamptz not null,
     place text not null,
     field text not null,
     kinds text[] not null check (cardinality(kinds) > 0
       and kinds <@ array['nhs_number','upn','date_of_birth','case_reference','postcode']),
     reason text not null check (reason <> ''),
     primary key (authority_id, id),
     foreign key (authority_id, person_id) references people (authority_id, id))`,
  `create index privacy_overrides_newest on privacy_overrides (authority_id, at desc, id)`,
];

/** Actions that were complete before there were reports. */
const whatStoodBefore = [
  `update actions set embedded_by = verified_by, looked_on = embedded_on,
          verified_on = least(verified_on, (embedded_on - interval '3 months')::date)
    where assurance = 'embedded'`,
  `update actions set evidenced_on = reported_on where assurance in ('evidenced','verified','embedded')`,
  `insert into completion_reports (authority_id, action_id, round, reported_by, reported_on, impact_statement, is_imported)
   select authority_id, id, 1, reported_by, coalesce(reported_on, published_on), impact_statement,
          reported_by is null or btrim(impact_statement) = ''
     from actions where status = 'complete'`,
  `alter table actions
     add constraint complete_is_reported check (
       (status = 'complete') = (assurance <> 'not_reported') and (status <> 'complete' or reported_on is not null)),
     add constraint verified_is_signed check (
       assurance not in ('verified','embedded') or (verified_on is not null and verified_by is not null)),
     add constraint embedded_is_signed check (
       assurance <> 'embedded' or (kind = 'practice' and embedded_by is not null and embedded_on is not null
         and embedded_on >= (verified_on + interval '3 months')::date))`,
];

const functions = [
  'owner_is_a_hand()',
  'contributor_is_a_hand()',
  'reporter_is_a_hand()',
  'supplier_is_a_hand()',
  'file_supplier_is_a_hand()',
  'is_independent_checker(uuid, uuid, uuid)',
  'check_is_independent()',
  'evidence_is_decided()',
  'check_action_life(uuid, uuid)',
  'action_life_holds()',
  'life_of_its_action_holds()',
  'evidence_withdrawn_holds()',
];
const triggersOfActions = ['owner_is_a_hand', 'owner_becomes_a_hand', 'made_whole', 'life_holds'];

const definer = `security definer set search_path = public, pg_temp`;
const remember = (hand: string, person: string, action = 'new.action_id') => `
  if ${person} is not null then
    insert into action_hands (authority_id, action_id, person_id, hand)
    values (new.authority_id, ${action}, ${person}, '${hand}') on conflict do nothing;
  end if;`;

/** The ledger writes itself: nobody who adds a row can forget it, and the application's role cannot write it. */
const hands = [
  `create function owner_is_a_hand() returns trigger language plpgsql ${definer} as $$
   begin ${remember('owner', 'new.owner_id', 'new.id')} return null; end $$`,
  `create trigger owner_is_a_hand after insert on actions for each row execute function owner_is_a_hand()`,
  `create trigger owner_becomes_a_hand after update of owner_id on actions for each row
     when (new.owner_id is distinct from old.owner_id) execute function owner_is_a_hand()`,
  `create function contributor_is_a_hand() returns trigger language plpgsql ${definer} as $$
   begin ${remember('contributor', 'new.person_id')} return null; end $$`,
  `create trigger contributor_is_a_hand after insert on action_contributors for each row
     execute function contributor_is_a_hand()`,
  `create function reporter_is_a_hand() returns trigger language plpgsql ${definer} as $$
   begin ${remember('reporter', 'new.reported_by')} return null; end $$`,
  `create trigger reporter_is_a_hand after insert on completion_reports for each row
     execute function reporter_is_a_hand()`,
  `create function supplier_is_a_hand() returns trigger language plpgsql ${definer} as $$
   declare supplier uuid;
   begin
     ${remember('supplier', 'new.added_by')}
     for supplier in
       select supplied_by from evidence where authority_id = new.authority_id and id = new.evidence_id
       union select supplied_by from evidence_files
              where authority_id = new.authority_id and evidence_id = new.evidence_id
     loop ${remember('supplier', 'supplier')} end loop;
     return null;
   end $$`,
  `create trigger supplier_is_a_hand after insert on action_evidence for each row
     execute function supplier_is_a_hand()`,
  `create function file_supplier_is_a_hand() returns trigger language plpgsql ${definer} as $$
   declare used record;
   begin
     for used in select action_id from action_evidence
                  where authority_id = new.authority_id and evidence_id = new.evidence_id
     loop ${remember('supplier', 'new.supplied_by', 'used.action_id')} end loop;
     return null;
   end $$`,
  `create trigger file_supplier_is_a_hand after insert on evidence_files for each row
     execute function file_supplier_is_a_hand()`,
  // Who had a hand before there was a ledger is known from the versions.
  `insert into action_hands (authority_id, action_id, person_id, hand)
   select authority_id, id, owner_id, 'owner' from actions where owner_id is not null
   union
   select v.authority_id, v.row_id, (v.data->>'owner_id')::uuid, 'owner' from versions v
    where v.entity = 'actions' and v.data->>'owner_id' is not null
   union
   select authority_id, action_id, person_id, 'contributor' from action_contributors
   union
   select authority_id, id, reported_by, 'reporter' from actions where reported_by is not null
   on conflict do nothing`,
];

const refuse = (name: string, words: string) =>
  `raise exception '${words}' using errcode = '23514', constraint = '${name}';`;

const conditions = [
  `create function is_independent_checker(tenant uuid, subject uuid, checker uuid) returns boolean
   language sql stable ${definer} as $$
     select exists (select 1 from people where authority_id = tenant and id = checker and 'quality' = any(roles))
        and not exists (select 1 from action_hands
                         where authority_id = tenant and action_id = subject and person_id = checker) $$`,
  `create function check_is_independent() returns trigger language plpgsql ${definer} as $$
   begin
     if not is_independent_checker(new.authority_id, new.action_id, new.checked_by) then
       ${refuse('checker_is_independent', 'an action is checked by a quality assurance lead who never had a hand in it')}
     end if;
     return null;
   end $$`,
  `create trigger check_is_independent after insert on assurance_checks for each row
     execute function check_is_independent()`,
  `create function evidence_is_decided() returns trigger language plpgsql ${definer} as $$
   begin
     if new.state in ('accepted','refused')
        and not is_independent_checker(new.authority_id, new.action_id, new.decided_by) then
       ${refuse('decider_is_independent', 'evidence is decided by a quality assurance lead who never had a hand in the action')}
     end if;
     if tg_op = 'UPDATE' and not (old.state = 'waiting' or new.state = 'withdrawn'
          or (old.state = 'refused' and new.state = 'waiting')) then
       ${refuse('evidence_is_decided_once', 'what was decided about evidence stands')}
     end if;
     if new.state in ('accepted','waiting') and exists (select 1 from evidence
          where authority_id = new.authority_id and id = new.evidence_id and withdrawn_on is not null) then
       ${refuse('withdrawn_proves_nothing', 'withdrawn evidence proves nothing')}
     end if;
     return null;
   end $$`,
  `create trigger evidence_is_decided after insert on action_evidence for each row
     execute function evidence_is_decided()`,
  `create trigger evidence_decision_stands after update of state on action_evidence for each row
     when (new.state is distinct from old.state) execute function evidence_is_decided()`,

  `create function check_action_life(tenant uuid, subject uuid) returns void language plpgsql ${definer} as $$
   declare
     a actions;
     proven boolean;
   begin
     select * into a from actions where authority_id = tenant and id = subject;
     if (a.status = 'complete') <> exists (
          select 1 from completion_reports where authority_id = tenant and action_id = subject
             and round = a.round and outcome is null) then
       ${refuse('complete_while_a_report_stands', 'an action is complete exactly while a report of its completion stands')}
     end if;
     proven := cardinality(a.required_evidence) > 0 and not exists (
       select 1 from unnest(a.required_evidence) needed
        where not exists (
          select 1 from action_evidence u
            join evidence e on e.authority_id = u.authority_id and e.id = u.evidence_id
           where u.authority_id = tenant and u.action_id = subject and u.round = a.round and u.state = 'accepted'
             and e.kind = needed and e.withdrawn_on is null));
     if a.assurance in ('evidenced','verified','embedded') and not proven then
       ${refuse('evidenced_has_evidence', 'accepted evidence of every required kind is missing')}
     end if;
     if a.assurance = 'reported' and proven then
       ${refuse('evidenced_has_evidence', 'every required kind of evidence is accepted: the action is evidenced')}
     end if;
     if a.assurance in ('verified','embedded') and not exists (
          select 1 from assurance_checks where authority_id = tenant and action_id = subject and round = a.round
             and step = 'verified' and checked_by = a.verified_by and checked_on = a.verified_on) then
       ${refuse('verified_was_checked', 'the check that verified the action is missing')}
     end if;
     if a.assurance = 'embedded' and not exists (
          select 1 from assurance_checks where authority_id = tenant and action_id = subject and round = a.round
             and step = 'embedded' and checked_by = a.embedded_by and checked_on = a.embedded_on) then
       ${refuse('embedded_was_checked', 'the second check of the action is missing')}
     end if;
     if a.status = 'cancelled' and a.published_on is not null and not exists (
          select 1 from cancellations c join decisions d on d.authority_id = c.authority_id and d.id = c.decision_id
           where c.authority_id = tenant and c.action_id = subject and c.state = 'approved'
             and d.subject_kind = 'cancellation' and d.subject_id = c.id and d.outcome = 'approved') then
       ${refuse('cancelled_by_the_board', 'a published action is cancelled by a decision of the board')}
     end if;
     if a.round > 1 and (select count(*) from not_borne_out_marks where authority_id = tenant
          and action_id = subject and outcome = 'not_sustained') <> a.round - 1 then
       ${refuse('reopened_with_a_reason', 'an action is reopened with a reason and a new due date')}
     end if;
   end $$`,
  `create function action_life_holds() returns trigger language plpgsql ${definer} as $$
   begin perform check_action_life(new.authority_id, new.id); return null; end $$`,
  `create function life_of_its_action_holds() returns trigger language plpgsql ${definer} as $$
   begin perform check_action_life(new.authority_id, new.action_id); return null; end $$`,
  `create function evidence_withdrawn_holds() returns trigger language plpgsql ${definer} as $$
   begin
     perform check_action_life(u.authority_id, u.action_id) from action_evidence u
       where u.authority_id = new.authority_id and u.evidence_id = new.id;
     return null;
   end $$`,
  // Asked when the transaction ends, about what stands then: its steps may come in any order.
  `create constraint trigger made_whole after insert on actions deferrable initially deferred for each row
     when (new.status in ('complete','cancelled')) execute function action_life_holds()`,
  `create constraint trigger life_holds after update on actions deferrable initially deferred for each row
     when (new.status is distinct from old.status or new.assurance is distinct from old.assurance
           or new.required_evidence is distinct from old.required_evidence or new.round is distinct from old.round
           or new.verified_by is distinct from old.verified_by or new.verified_on is distinct from old.verified_on
           or new.embedded_by is distinct from old.embedded_by or new.embedded_on is distinct from old.embedded_on)
     execute function action_life_holds()`,
  ...['action_evidence', 'completion_reports', 'cancellations'].map(
    (table) => `create constraint trigger life_of_its_action_holds after insert or update on ${table}
      deferrable initially deferred for each row execute function life_of_its_action_holds()`,
  ),
  `create constraint trigger evidence_withdrawn_holds after update of withdrawn_on on evidence
     deferrable initially deferred for each row execute function evidence_withdrawn_holds()`,
];
