import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { tableRights } from '../src/platform/database/grants.js';
import { migrations } from '../src/platform/database/migration-list.js';
import { prepareDatabase } from '../src/platform/database/prepare.js';
import { entities } from './support/entities.js';
import { cloneDatabase, type TestDatabase } from './support/test-database.js';

/** Tables of the installation, not of one authority. */
const globalTables = ['logins', 'migrations', 'sign_in_links', 'sign_in_tries'];

describe('The tables', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await cloneDatabase();
    owner = new DataSource({
      type: 'postgres',
      url: database.ownerUrl,
      installExtensions: false,
      migrations,
      entities,
    });
    await owner.initialize();
  });

  afterAll(async () => {
    await owner.destroy();
    await database.drop();
  });

  it('go down to nothing and come up again the same', async () => {
    const before = await columns();
    // The views of the past are made after migrating and taken away before it.
    await owner.query('drop schema as_at cascade');
    for (const _ of migrations) await owner.undoLastMigration({ transaction: 'each' });
    const left = await owner.query(`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','v')
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace`);
    expect(left).toEqual([{ name: 'migrations' }]);
    await prepareDatabase(database);
    expect(await columns()).toEqual(before);
  });

  it('have the columns that the entities name, and every entity names all of them', async () => {
    const inDatabase = new Map<string, string[]>();
    for (const { table, column } of await columns()) {
      inDatabase.set(table, [...(inDatabase.get(table) ?? []), column]);
    }
    expect(owner.entityMetadatas.length).toBeGreaterThan(10);
    for (const entity of owner.entityMetadatas) {
      const named = entity.columns.map((column) => column.databaseName).sort();
      expect([entity.tableName, named]).toEqual([entity.tableName, inDatabase.get(entity.tableName)?.sort()]);
    }
  });

  it('that belong to an authority have a policy that keeps authorities apart', async () => {
    const rows: { name: string; protected: boolean; policies: string[] }[] = await owner.query(`
      select c.relname as name, c.relrowsecurity as protected,
             array(select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid and p.polpermissive) as policies
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p') order by 1`);
    const open = rows.filter((row) => !globalTables.includes(row.name));
    expect(open.length).toBeGreaterThan(20);
    for (const row of open) {
      const key = row.name === 'authorities' ? 'id' : 'authority_id';
      expect(row).toEqual({ name: row.name, protected: true, policies: [`(${key} = current_authority())`] });
    }
  });

  it('that hold what belongs to an action or a recommendation hide it with them where it is restricted', async () => {
    const rows: { name: string; columns: string[]; policy: string | null }[] = await owner.query(`
      select c.table_name as name, array_agg(c.column_name::text) as columns,
             (select pg_get_expr(p.polqual, p.polrelid) from pg_policy p
               where p.polrelid = c.table_name::regclass and p.polname = 'restricted_items' and not p.polpermissive) as policy
        from information_schema.columns c
       where c.table_schema = 'public'
         and (c.column_name in ('action_id','for_action_id','recommendation_id','earlier_id')
              or c.table_name in ('actions','recommendations') and c.column_name = 'id')
       group by 1 order by 1`);
    expect(rows.length).toBeGreaterThan(15);
    for (const { name, columns, policy } of rows) {
      for (const column of columns)
        expect([name, policy]).toEqual([name, expect.stringContaining(`${column} <> ALL`)]);
    }
  });

  it('reach each other only inside one authority: every foreign key between them carries the authority', async () => {
    const loose = await owner.query(`
      select c.conrelid::regclass::text as child, c.conname as key from pg_constraint c
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.confrelid::regclass::text not in ('authorities', 'logins')
         and not exists (select 1 from unnest(c.conkey) k join pg_attribute a
                           on a.attrelid = c.conrelid and a.attnum = k where a.attname = 'authority_id')`);
    expect(loose).toEqual([]);
  });

  it('give the application the listed rights and no others', async () => {
    const rows: { table: string; right: string }[] = await owner.query(
      `select table_name as table, lower(privilege_type) as right from information_schema.role_table_grants
        where grantee = $1 and table_schema = 'public'`,
      [new URL(database.appUrl).username],
    );
    const given: Record<string, string[]> = {};
    for (const { table, right } of rows) given[table] = [...(given[table] ?? []), right].sort();
    const listed: Record<string, string[]> = {};
    for (const [table, rights] of Object.entries(tableRights)) {
      listed[table] = (['delete', 'insert', 'select', 'update'] as const).filter(
        (right) => rights[right] === true,
      );
    }
    expect(given).toEqual(listed);
  });

  async function columns(): Promise<{ table: string; column: string; type: string }[]> {
    return owner.query(`
      select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = 'public' order by 1, 2`);
  }
});
