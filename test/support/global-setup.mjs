import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives this run a folder for its PostgreSQL. The server itself is started by the first test that asks for a database
 * (see test-database.ts), so that tests of the rulebook alone wait for nothing.
 */
export default async function globalSetup() {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-tests-'));
  writeFileSync(join(folder, 'run.pid'), String(process.pid));
  process.env.TRACKER_TEST_FOLDER = folder;
}
