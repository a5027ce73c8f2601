import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Documents as received, what was read from them for review, and what was accepted: judgements, recommendations,
 * findings. Also the authority's plan and its workstreams.
 */
export class DocumentsRecommendations20261122102000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table plans (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        title text not null check (title <> ''),
        rating_preset text not null default 'standard' check (rating_preset in ('strict','standard','gentle')),
        ladder_preset text not null default 'standard' check (ladder_preset in ('strict','standard','gentle')),
        opened_on date not null,
        closed_on date,
        next_action_number integer not null default 1,
        version integer not null default 1,
        primary key (authority_id, id)
      )`);
    await db.query(`create unique index plans_one_open on plans (authority_id) where closed_on is null`);

    await db.query(`
      create table workstreams (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        name text not null check (name <> ''),
        sponsor_id uuid,
        what_will_be_different text not null default '',
        position integer not null default 0,
        archived_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        unique (authority_id, name),
        foreign key (authority_id, sponsor_id) references people (authority_id, id)
      )`);

    await db.query(`
      create table documents (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        state text not null default 'reading'
          check (state in ('reading','unreadable','to_review','accepted','withdrawn')),
        publication text not null default 'published'
          check (publication in ('draft_under_embargo','not_for_publication','published')),
        kind text not null default 'other',
        title text not null,
        authority_name text,
        inspectorate text,
        inspected_from date,
        inspected_to date,
        published_on date,
        received_on date not null,
        plan_due_on date,
        plan_due_basis text check (plan_due_basis in ('printed','proposed','entered')),
        paged boolean not null default true,
        file_name text not null,
        media_type text not null,
        byte_size bigint not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        stored_as text not null,
        refusal_code text,
        refusal_message text,
        warnings jsonb not null default '[]',
        uploaded_by uuid,
        accepted_by uuid,
        accepted_at timestamptz,
        created_at timestamptz not null default now(),
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, uploaded_by) references people (authority_id, id),
        foreign key (authority_id, accepted_by) references people (authority_id, id)
      )`);
    await db.query(`
      create unique index documents_same_file_once on documents (authority_id, sha256) where state <> 'withdrawn'`);
    await db.query(`create index documents_by_date on documents (authority_id, received_on desc, id)`);
    await db.query(`create index documents_to_read on documents (created_at) where state = 'reading'`);

    // The text as it was read, a page a row (one row for a source without pages): the source beside the result. Written once, with the reading.
    await db.query(`
      create table document_pages (
        authority_id uuid not null references authorities,
        document_id uuid not null,
        page integer not null check (page > 0),
        lines text[] not null,
        primary key (authority_id, document_id, page),
        foreign key (authority_id, document_id) references documents (authority_id, id)
      )`);

    // What was read and is under review. `page` is what the document prints, null where the source has no pages;
    // the lines from_page/from_line to to_page/to_line are where it stands among document_pages. Acceptance copies what was not left out to the tables below.
    await db.query(`
      create table document_items (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        document_id uuid not null,
        part text not null check (part in ('judgement','recommendation','finding')),
        position numeric not null,
        number text,
        priority text check (priority in ('priority_action','area_for_improvement','recommendation')),
        addressee text,
        theme text,
        timescale text,
        section text,
        sentiment text check (sentiment in ('strength','progress','weakness')),
        text text not null default '',
        area text,
        grade text,
        paragraph_refs text[] not null default '{}',
        recommendation_refs text[] not null default '{}',
        framework_ref text,
        page integer,
        from_page integer,
        from_line integer,
        to_page integer,
        to_line integer,
        warning text,
        merged_into uuid,
        origin text not null default 'read' check (origin in ('read','added','split','merged')),
        left_out boolean not null default false,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, document_id) references documents (authority_id, id),
        foreign key (authority_id, merged_into) references document_items (authority_id, id),
        check (part <> 'judgement' or area is not null),
        check (part <> 'recommendation' or priority is not null)
      )`);
    await db.query(`
      create index document_items_in_order on document_items (authority_id, document_id, part, position, id)`);

    await db.query(`
      create table judgements (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        document_id uuid not null,
        position integer not null,
        area text not null,
        grade text not null,
        page integer,
        primary key (authority_id, id),
        foreign key (authority_id, document_id) references documents (authority_id, id)
      )`);
    await db.query(`create index judgements_by_document on judgements (authority_id, document_id, position)`);

    await db.query(`
      create table recommendations (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        document_id uuid not null,
        position integer not null,
        number text,
        priority text not null check (priority in ('priority_action','area_for_improvement','recommendation')),
        addressee text,
        theme text,
        timescale text,
        text text not null check (text <> ''),
        paragraph_refs text[] not null default '{}',
        framework_ref text,
        page integer,
        from_page integer,
        from_line integer,
        to_page integer,
        to_line integer,
        status text not null default 'open' check (status in ('open','proposed_as_met','met','superseded')),
        response text not null default 'accepted' check (response in ('accepted','in_part','not_accepted')),
        response_text text not null default '',
        workstream_id uuid,
        lead_id uuid,
        withdrawn_at timestamptz,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, document_id) references documents (authority_id, id),
        foreign key (authority_id, workstream_id) references workstreams (authority_id, id),
        foreign key (authority_id, lead_id) references people (authority_id, id)
      )`);
    await db.query(
      `create index recommendations_in_order on recommendations (authority_id, document_id, position)`,
    );
    await db.query(
      `create index recommendations_by_status on recommendations (authority_id, status, priority)`,
    );

    await db.query(`
      create table findings (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        document_id uuid not null,
        position integer not null,
        number text,
        section text,
        sentiment text check (sentiment in ('strength','progress','weakness')),
        text text not null check (text <> ''),
        recommendation_refs text[] not null default '{}',
        page integer,
        from_page integer,
        from_line integer,
        to_page integer,
        to_line integer,
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, document_id) references documents (authority_id, id)
      )`);
    await db.query(`create index findings_in_order on findings (authority_id, document_id, position)`);

    for (const table of tables) await db.query(`select protect_tenant_table('${table}')`);
    for (const table of tables.filter((name) => name !== 'document_pages')) {
      await db.query(`select keep_history('${table}')`);
    }
    await db.query(`
      select count_versions('plans', 'title', 'rating_preset', 'ladder_preset', 'closed_on'),
        count_versions('workstreams', 'name', 'sponsor_id', 'what_will_be_different', 'position', 'archived_at'),
        count_versions('documents', 'state', 'publication', 'kind', 'title', 'authority_name', 'inspectorate',
          'inspected_from', 'inspected_to', 'published_on', 'received_on', 'plan_due_on'),
        count_versions('document_items', 'position', 'number', 'priority', 'addressee', 'theme', 'timescale',
          'section', 'sentiment', 'text', 'area', 'grade', 'page', 'left_out', 'merged_into'),
        count_versions('recommendations', 'number', 'priority', 'addressee', 'theme', 'timescale', 'text', 'status',
          'response', 'response_text', 'workstream_id', 'lead_id', 'withdrawn_at'),
        count_versions('findings', 'number', 'section', 'sentiment', 'text')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table ${[...tables].reverse().join(', ')}`);
  }
}

const tables = [
  'plans',
  'workstreams',
  'documents',
  'document_pages',
  'document_items',
  'judgements',
  'recommendations',
  'findings',
];
