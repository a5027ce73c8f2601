import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A council's own plan, taken from a spreadsheet: the file as it was read, what people mended and decided about it, and
 * what each action brought with it. The cells that were read are never changed; a mended cell stands beside them.
 */
export class PlanSheets20261123110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table plan_sheets (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        state text not null default 'to_check' check (state in ('to_check','applied','withdrawn')),
        file_name text not null,
        format text not null check (format in ('xlsx','csv')),
        byte_size bigint not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        stored_as text not null,
        mapping jsonb,
        is_mapping_confirmed boolean not null default false,
        choices jsonb not null default '{}',
        cells_mended integer not null default 0,
        outcome jsonb,
        uploaded_by uuid,
        applied_by uuid,
        applied_at timestamptz,
        created_at timestamptz not null default now(),
        version integer not null default 1,
        primary key (authority_id, id),
        foreign key (authority_id, uploaded_by) references people (authority_id, id),
        foreign key (authority_id, applied_by) references people (authority_id, id),
        check ((state = 'applied') = (outcome is not null))
      )`);
    await db.query(`create index plan_sheets_newest on plan_sheets (authority_id, created_at desc, id)`);

    // Written once, with the reading.
    await db.query(`
      create table plan_sheet_grids (
        authority_id uuid not null references authorities,
        plan_sheet_id uuid not null,
        grid jsonb not null,
        primary key (authority_id, plan_sheet_id),
        foreign key (authority_id, plan_sheet_id) references plan_sheets (authority_id, id)
      )`);

    // One row for each cell that was mended on the page; what the file says stays beside it.
    await db.query(`
      create table plan_sheet_cells (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        plan_sheet_id uuid not null,
        sheet_name text not null,
        row_number integer not null check (row_number > 0),
        column_number integer not null check (column_number >= 0),
        original text not null,
        value text not null,
        primary key (authority_id, id),
        unique (authority_id, plan_sheet_id, sheet_name, row_number, column_number),
        foreign key (authority_id, plan_sheet_id) references plan_sheets (authority_id, id)
      )`);

    // What was decided about a set of column names, for the next file that has the same.
    await db.query(`
      create table plan_sheet_memories (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        header_key text not null,
        columns jsonb not null,
        choices jsonb not null default '{}',
        primary key (authority_id, id),
        unique (authority_id, header_key)
      )`);

    await db.query(`
      create table imported_actions (
        authority_id uuid not null references authorities,
        id uuid not null default gen_random_uuid(),
        action_id uuid not null,
        plan_sheet_id uuid not null,
        sheet_name text not null,
        row_number integer not null,
        sheet_reference text,
        colour_note text not null default '',
        status_note text not null default '',
        note text not null default '',
        said_complete_on date,
        date_asked_for date,
        primary key (authority_id, id),
        unique (authority_id, action_id),
        foreign key (authority_id, action_id) references actions (authority_id, id),
        foreign key (authority_id, plan_sheet_id) references plan_sheets (authority_id, id)
      )`);
    await db.query(`
      create index imported_actions_by_reference
        on imported_actions (authority_id, lower(sheet_reference)) where sheet_reference is not null`);

    // The sheet calls it complete: it becomes reported complete when it is published.
    await db.query(`alter table actions add column imported_complete boolean not null default false`);

    for (const table of [...tables, 'plan_sheet_grids'])
      await db.query(`select protect_tenant_table('${table}')`);
    for (const table of tables) await db.query(`select keep_history('${table}')`);
    await db.query(`
      select count_versions('plan_sheets', 'state', 'mapping', 'is_mapping_confirmed', 'choices', 'cells_mended')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table actions drop column imported_complete`);
    await db.query(`drop table plan_sheet_grids, ${[...tables].reverse().join(', ')}`);
  }
}

const tables = ['plan_sheets', 'plan_sheet_cells', 'plan_sheet_memories', 'imported_actions'];
