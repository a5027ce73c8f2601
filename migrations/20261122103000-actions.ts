import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Actions, what they are for, their dated steps, the owner's updates, who called them worse, and requests for
 * another date. The rating is stored beside the facts it is computed from.
 */
export class Actions20261122103000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table actions (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        plan_id uuid not null,
        number integer not null check (number > 0),
        reference text not null,
        title text not null check (title <> ''),
        description text not null default '',
        kind text check (kind in ('enabling','practice')),
        status text not null default 'draft'
          check (status in ('draft','not_started','in_progress','complete','cancelled')),
        assurance text not null default 'not_reported'
          check (assurance in ('not_reported','reported','evidenced','verified','embedded')),
        owner_id uuid,
        accountable_lead_id uuid,
        agency_id uuid,
        workstream_id uuid,
        start_on date,
        due_on date,
        original_due_on date,
        clock_from date,
        date_set_by text not null default 'us' check (date_set_by in ('us','inspectorate','department','court')),
        success_measure text not null default '',
        required_evidence text[] not null default '{}'
          check (required_evidence <@ array['audit','data','voice','staff','record']),
        priority_action boolean not null default false,
        published_on date,
        notices_from date,
        given_on date,
        begun_on date,
        reported_on date,
        reported_by uuid,
        impact_statement text not null default '',
        verified_on date,
        verified_by uuid,
        embedded_on date,
        cancelled_on date,
        last_update_on date,
        forecast_on date,
        unsure_since date,
        last_update_no_change boolean not null default false,
        times_moved integer not null default 0,
        days_slipped integer not null default 0,
        last_moved_on date,
        last_move_reported boolean not null default false,
        proving_from date,
        accepted_evidence_on date,
        evidence_waiting_since date,
        not_borne_out_on date,
        improving_not_yet_good_on date,
        not_enough_since date,
        rating text not null default 'grey' check (rating in ('red','amber','green','blue','grey')),
        rating_word text not null default 'draft',
        rating_reasons text[] not null default '{}',
        rated_on date,
        rating_since date,
        next_rating_on date,
        next_notice_on date,
        created_at timestamptz not null default now(),
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, reference),
        foreign key (authority_id, plan_id) references plans (authority_id, id),
        foreign key (authority_id, owner_id) references people (authority_id, id),
        foreign key (authority_id, accountable_lead_id) references people (authority_id, id),
        foreign key (authority_id, agency_id) references agencies (authority_id, id),
        foreign key (authority_id, workstream_id) references workstreams (authority_id, id),
        foreign key (authority_id, reported_by) references people (authority_id, id),
        foreign key (authority_id, verified_by) references people (authority_id, id),
        constraint published_actions_are_whole check (published_on is null or (
          kind is not null and start_on is not null and due_on is not null and original_due_on is not null
          and start_on <= due_on and cardinality(required_evidence) > 0
          and (kind <> 'practice' or required_evidence && array['audit','data','voice']))),
        -- A draft that is not needed is cancelled without ever having been published.
        constraint unpublished_actions_are_drafts check (published_on is not null or status in ('draft','cancelled')),
        constraint drafts_are_unpublished check (status <> 'draft' or published_on is null)
      )`);

    await db.query(`
      create table action_recommendations (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        recommendation_id uuid not null,
        ended_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, recommendation_id) references recommendations (authority_id, id)
      )`);
    await db.query(`
      create unique index action_recommendations_once
        on action_recommendations (authority_id, action_id, recommendation_id) where ended_at is null`);
    await db.query(`
      create index action_recommendations_by_recommendation
        on action_recommendations (authority_id, recommendation_id, action_id) where ended_at is null`);

    await db.query(`
      create table action_contributors (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        person_id uuid not null,
        ended_at timestamptz,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, person_id) references people (authority_id, id)
      )`);
    await db.query(`
      create unique index action_contributors_once
        on action_contributors (authority_id, action_id, person_id) where ended_at is null`);

    await db.query(`
      create table milestones (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        title text not null check (title <> ''),
        critical boolean not null default false,
        due_on date not null,
        original_due_on date not null,
        done_on date,
        explanation text not null default '',
        withdrawn_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id)
      )`);
    await db.query(`create index milestones_by_action on milestones (authority_id, action_id, due_on)`);

    // Written once, never changed: the application's role may insert and read.
    await db.query(`
      create table progress_updates (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        written_by uuid not null,
        recorded_for uuid,
        written_at timestamptz not null,
        written_on date not null,
        due_on date not null,
        answer text not null check (answer in ('yes','no_by','dont_know')),
        forecast_on date,
        begun_on date,
        no_change boolean not null default false,
        what_changed text not null,
        in_the_way text not null default '',
        who_removes_it text not null default '',
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, written_by) references people (authority_id, id),
        foreign key (authority_id, recorded_for) references people (authority_id, id),
        constraint no_by_names_a_date check ((answer = 'no_by') = (forecast_on is not null))
      )`);
    await db.query(`
      create index progress_updates_by_action
        on progress_updates (authority_id, action_id, written_at desc, id)`);
    await db.query(`create index progress_updates_by_day on progress_updates (authority_id, written_on)`);

    await db.query(`
      create table called_worse (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        colour text not null check (colour in ('amber','red')),
        reason text not null check (reason <> ''),
        called_by uuid not null,
        called_on date not null,
        called_at timestamptz not null,
        as_owner boolean not null,
        ended_on date,
        ended_by uuid,
        ended_because text,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, called_by) references people (authority_id, id),
        foreign key (authority_id, ended_by) references people (authority_id, id)
      )`);
    await db.query(`
      create index called_worse_open on called_worse (authority_id, action_id) where ended_on is null`);

    await db.query(`
      create table date_changes (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        from_due_on date not null,
        to_due_on date not null,
        reason text not null,
        words text not null default '',
        meanwhile text not null default '',
        asked_by uuid not null,
        asked_on date not null,
        decider text not null check (decider in ('lead','second','board')),
        decide_by date not null,
        state text not null default 'waiting' check (state in ('waiting','approved','refused','dropped')),
        decided_by uuid,
        decided_on date,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, asked_by) references people (authority_id, id),
        foreign key (authority_id, decided_by) references people (authority_id, id)
      )`);
    await db.query(`create index date_changes_by_action on date_changes (authority_id, action_id, asked_on)`);
    await db.query(`
      create unique index date_changes_one_waiting
        on date_changes (authority_id, action_id) where state = 'waiting'`);

    for (const index of actionIndexes) await db.query(index);

    for (const table of tables) {
      await db.query(`select protect_tenant_table('${table}'), keep_history('${table}')`);
    }
    await db.query(`
      select count_versions('actions', 'title', 'description', 'kind', 'status', 'assurance', 'owner_id',
          'accountable_lead_id', 'agency_id', 'workstream_id', 'start_on', 'due_on', 'date_set_by',
          'success_measure', 'required_evidence'),
        count_versions('milestones', 'title', 'critical', 'due_on', 'done_on', 'explanation', 'withdrawn_at'),
        count_versions('date_changes', 'to_due_on', 'state')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
  }
}

const tables = [
  'actions',
  'action_recommendations',
  'action_contributors',
  'milestones',
  'progress_updates',
  'called_worse',
  'date_changes',
];

/**
 * Every list leads with the authority; text equality and dates stay usable under the policy. The expressions are
 * those of features/actions/action-order.ts, word for word, so that a list is read in the order of its index. One
 * number says how urgent an action is: towards a priority action first, then by colour, then by due date.
 */
const urgency = `((case when priority_action then 0 else 10 end
  + case status when 'cancelled' then 7 when 'draft' then 6 else
    case rating when 'red' then 1 when 'amber' then 2 when 'green' then 3 when 'blue' then 4 else 5 end end)
  * 100000 + coalesce(due_on - date '2000-01-01', 99999))`;

const actionIndexes = [
  `create index actions_by_urgency on actions (authority_id, ${urgency}, id)`,
  `create index actions_by_rating on actions (authority_id, rating, ${urgency}, id)`,
  `create index actions_by_status on actions (authority_id, status, ${urgency}, id)`,
  `create index actions_by_owner on actions (authority_id, owner_id, ${urgency}, id)`,
  `create index actions_by_lead on actions (authority_id, accountable_lead_id, ${urgency}, id)`,
  `create index actions_by_workstream on actions (authority_id, workstream_id, ${urgency}, id)`,
  `create index actions_by_agency on actions (authority_id, agency_id, ${urgency}, id)
    where agency_id is not null`,
  `create index actions_in_order on actions (authority_id, number, id)`,
  `create index actions_by_title on actions (authority_id, lower(title), id)`,
  `create index actions_by_due on actions (authority_id, (coalesce(due_on, 'infinity'::date)), id)`,
  `create index actions_by_last_update on actions
    (authority_id, (coalesce(last_update_on, '-infinity'::date)), id)`,
  // What the board page counts, without a look at the rows.
  `create index actions_to_count on actions (authority_id, status, rating) include (rating_reasons, owner_id)`,
  `create index actions_to_rate on actions (authority_id, next_rating_on) where next_rating_on is not null`,
  `create index actions_to_tell on actions (authority_id, next_notice_on) where next_notice_on is not null`,
  `create index action_contributors_by_person on action_contributors (authority_id, person_id, action_id)
    where ended_at is null`,
];
