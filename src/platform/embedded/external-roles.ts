import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Settings } from '../settings/settings.js';
import { StartProblem } from '../settings/start-problem.js';
import { ensureDataFolder } from './data-folder.js';
import { SecretsFile } from './secrets-file.js';

interface Urls {
  ownerUrl: string | null;
  appUrl: string;
  queueUrl: string;
}

type ExternalSettings = Pick<Settings, 'databaseOwnerUrl' | 'queueDatabaseUrl' | 'dataDir'> & {
  databaseUrl: string;
};

interface Standing {
  database: string;
  mayMakeRoles: boolean;
  superuser: boolean;
}

/**
 * Who is who on a server that is not ours. With DATABASE_OWNER_URL nothing is guessed. Without it, a role that may
 * create roles is taken as the owner, and login roles for the application and its queue are made once, named after the
 * database; their passwords are kept in the data folder. Any other role is the application's own.
 */
export async function resolveExternal(
  settings: ExternalSettings,
  log?: (line: string) => void,
): Promise<Urls> {
  const { databaseUrl, databaseOwnerUrl } = settings;
  const queueUrl = settings.queueDatabaseUrl ?? databaseUrl;
  if (databaseOwnerUrl) return { ownerUrl: databaseOwnerUrl, appUrl: databaseUrl, queueUrl };
  const client = await connect(databaseUrl);
  try {
    const standing = await standingOf(client);
    if (!standing.mayMakeRoles) return { ownerUrl: null, appUrl: databaseUrl, queueUrl };
    ensureDataFolder(settings.dataDir);
    const secrets = new SecretsFile(settings.dataDir);
    const appUrl = await makeRole(client, standing, databaseUrl, 'app', secrets, log);
    const madeQueueUrl = await makeRole(client, standing, databaseUrl, 'queue', secrets, log);
    return { ownerUrl: databaseUrl, appUrl, queueUrl: settings.queueDatabaseUrl ?? madeQueueUrl };
  } finally {
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<Client> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
    await client.connect();
    return client;
  } catch (error) {
    await client?.end().catch(() => undefined);
    const { message, code } = error as { message: string; code?: string };
    throw new StartProblem(`The database of DATABASE_URL does not let us in: ${message || code}.`, {
      cause: error,
    });
  }
}

async function standingOf(client: Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(
    `select current_database() as database, rolcreaterole or rolsuper as "mayMakeRoles", rolsuper as superuser
       from pg_roles where rolname = current_user`,
  );
  return rows[0]!;
}

async function makeRole(
  client: Client,
  standing: Standing,
  databaseUrl: string,
  purpose: 'app' | 'queue',
  secrets: SecretsFile,
  log?: (line: string) => void,
): Promise<string> {
  const role = `${standing.database.slice(0, 50)}_${purpose}`;
  const secret = `external_${role}`;
  const known = secrets.get(secret);
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rowCount === 0 || !known) {
    const password = secrets.getOrMake(secret);
    const verb = rowCount === 0 ? 'create' : 'alter';
    log?.(
      rowCount === 0 ? `Making the database role ${role}` : `Giving the database role ${role} a new password`,
    );
    await client.query(
      `${verb} role ${escapeIdentifier(role)} login ${standing.superuser ? 'nosuperuser nobypassrls ' : ''}password ${escapeLiteral(password)}`,
    );
  }
  if (purpose === 'queue' && !standing.superuser) {
    await client.query(`grant ${escapeIdentifier(role)} to current_user`);
  }
  await client.query(
    `grant connect on database ${escapeIdentifier(standing.database)} to ${escapeIdentifier(role)}`,
  );
  const url = new URL(databaseUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(secrets.getOrMake(secret));
  return url.href;
}
