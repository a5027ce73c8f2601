import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, cloneDatabase, type TestDatabase } from '../support/test-database.js';

describe('A database for a test', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('has every table, in UTF-8, sorted the same on every machine', async () => {
    const [row] = await ask(
      database.ownerUrl,
      `select pg_encoding_to_char(encoding) as encoding, datlocale, datlocprovider
      from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ encoding: 'UTF8', datlocale: 'C.UTF-8', datlocprovider: 'b' });
    expect(await ask(database.ownerUrl, `select 1 from pg_tables where tablename = 'actions'`)).toHaveLength(
      1,
    );
  });

  it.each(['appUrl', 'ownerUrl', 'queueUrl'] as const)(
    'lets %s in as a role that cannot step around policies',
    async (url) => {
      const [row] = await ask(
        database[url],
        'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
      );
      expect(row).toEqual({ rolsuper: false, rolbypassrls: false });
    },
  );

  it('is not seen by another test', async () => {
    const other = await cloneDatabase();
    try {
      await ask(database.ownerUrl, 'create table only_here (n int)');
      expect(await ask(other.ownerUrl, `select 1 from pg_tables where tablename = 'only_here'`)).toEqual([]);
    } finally {
      await other.drop();
    }
  });
});
