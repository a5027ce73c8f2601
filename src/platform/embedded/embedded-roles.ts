import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import type { SecretsFile } from './secrets-file.js';

/** Who does what in the database. Only the last two take part in daily work; neither owns a table of ours. */
export const embeddedRoles = {
  /** Owns the database and migrates it. */
  owner: 'tracker_owner',
  /** What web and worker sign in as: owns nothing and cannot step around row-level security. */
  application: 'tracker_app',
  /** Owns the schema of the queue and sees nothing else. */
  queue: 'tracker_queue',
} as const;

export const embeddedDatabase = 'tracker';

/** Makes the roles and the database where they are missing, and gives the roles the passwords that we keep. */
export async function makeEmbeddedRoles(superuserUrl: string, secrets: SecretsFile): Promise<void> {
  const client = await connectWhenReady(superuserUrl);
  try {
    const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
    const present = new Set(rows.map((row) => row.rolname));
    for (const role of Object.values(embeddedRoles)) {
      const verb = present.has(role) ? 'alter' : 'create';
      const password = escapeLiteral(secrets.getOrMake(role));
      await client.query(
        `${verb} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${password}`,
      );
    }
    // So that the owner may make the queue's schema in the queue's name.
    await client.query(`grant ${embeddedRoles.queue} to ${embeddedRoles.owner}`);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
      embeddedDatabase,
    ]);
    if (rowCount === 0) await makeDatabase(client);
  } finally {
    await client.end();
  }
}

async function makeDatabase(client: Client): Promise<void> {
  const name = escapeIdentifier(embeddedDatabase);
  const { owner, application, queue } = embeddedRoles;
  await client.query(`create database ${name} owner ${owner}`);
  await client.query(`revoke all on database ${name} from public`);
  await client.query(`grant connect on database ${name} to ${application}, ${queue}`);
}

/** A server that has just been started or attached to may still be replaying its log. */
async function connectWhenReady(url: string): Promise<Client> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const startingUp = (error as { code?: string }).code === '57P03';
      if (!startingUp || Date.now() > deadline) throw error;
      await wait(50);
    }
  }
}
