import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dropAsAtViews, makeAsAtViews } from './as-at.js';
import { grantStatements } from './grants.js';
import { migrations } from './migration-list.js';

/** The three ways into one database. The queue may share the application's role where no other can be made. */
export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
  queueUrl: string;
}

/** Held while migrating, so that two starts at one moment do not race. */
const PREPARE_LOCK = 7203411;

/**
 * Brings the database to what this version of the program needs: our migrations, the application's rights, and the
 * queue's own schema, as the owner, before web and worker start. Safe to repeat and to run twice at once.
 * Gives back the names of the migrations that ran.
 */
export async function prepareDatabase(urls: DatabaseUrls): Promise<string[]> {
  const lock = new pg.Client({ connectionString: urls.ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [PREPARE_LOCK]);
    const ran = await migrate(urls.ownerUrl, () => dropAsAtViews(lock));
    await grant(lock, urls);
    return ran;
  } finally {
    await lock.end();
  }
}

async function migrate(ownerUrl: string, beforeChanges: () => Promise<void>): Promise<string[]> {
  const owner = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    installExtensions: false,
    migrations,
    poolSize: 2,
  });
  await owner.initialize();
  try {
    if (await owner.showMigrations()) await beforeChanges();
    const done = await owner.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await owner.destroy();
  }
}

async function grant(owner: pg.Client, urls: DatabaseUrls): Promise<void> {
  const app = roleOf(urls.appUrl);
  const queue = roleOf(urls.queueUrl);
  await owner.query('begin');
  for (const statement of grantStatements(app)) await owner.query(statement);
  await owner.query('commit');
  await makeAsAtViews(owner, app);
  await runMigrations(owner);
  for (const what of ['tables', 'functions', 'routines']) {
    await owner.query(`grant all on all ${what} in schema bullmq to ${queue}`);
  }
  // The queue makes a sequence for each of its names when the first job comes: those are its own already, and the
  // owner of the rest may have no right to give them away.
  const { rows } = await owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relnamespace = 'bullmq'::regnamespace and relkind = 'S' and pg_has_role(relowner, 'usage')`,
  );
  for (const { name } of rows) await owner.query(`grant all on sequence ${name} to ${queue}`);
  await owner.query(`grant usage, create on schema bullmq to ${queue}`);
  // Adding many jobs at once goes through a temporary table.
  const database = pg.escapeIdentifier(decodeURIComponent(new URL(urls.ownerUrl).pathname.slice(1)));
  await owner.query(`grant temporary on database ${database} to ${queue}`);
  await owner.query('reset search_path');
}

function roleOf(url: string): string {
  const name = decodeURIComponent(new URL(url).username);
  if (name === '') throw new Error('The database address names no role');
  return pg.escapeIdentifier(name);
}
