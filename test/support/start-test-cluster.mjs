// Run once per test run, by the first test that needs a database: builds, starts a PostgreSQL that does not wait for
// the disk, migrates its database (which the tests then clone), and writes down how to reach it.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../../bin/build.mjs';
import { removeAbandonedFolders } from './test-folders.mjs';

const folder = process.argv[2];
await removeAbandonedFolders();
await ensureBuilt();
const { startEmbedded } = await import('../../dist/src/platform/embedded/embedded-server.js');
const { prepareDatabase } = await import('../../dist/src/platform/database/prepare.js');
const server = await startEmbedded({
  dataDir: join(folder, 'data'),
  parameters: {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // A worker of its own in the template would hold up the cloning.
    autovacuum: 'off',
    max_connections: '300',
  },
});
const { ownerUrl, appUrl, queueUrl, superuserUrl } = server;
await prepareDatabase({ ownerUrl, appUrl, queueUrl });
writeFileSync(join(folder, 'cluster.part'), JSON.stringify({ ownerUrl, appUrl, queueUrl, superuserUrl }));
renameSync(join(folder, 'cluster.part'), join(folder, 'cluster.json'));
process.exit(0);
