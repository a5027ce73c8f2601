import { Client } from 'pg';

/** Tells this database from any other, also from a later one at the same address. */
export async function databaseIdentity(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ identity: string }>(
      `select (select system_identifier from pg_control_system()) || '/' || oid as identity
         from pg_database where datname = current_database()`,
    );
    return rows[0]!.identity;
  } finally {
    await client.end();
  }
}
