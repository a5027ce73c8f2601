// `npm run bench`: every test/bench/*.bench.mjs in turn, each in a process of its own. They print one JSON object per line.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { leave, root } from './install.mjs';

await ensureBuilt();
const folder = join(root, 'test/bench');
const wanted = process.argv.slice(2);
const files = (existsSync(folder) ? readdirSync(folder).sort() : [])
  .filter((name) => name.endsWith('.bench.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (files.length === 0) leave('No benchmark of that name in test/bench.', 2);
let failed = 0;
for (const name of files) {
  const run = spawnSync(process.execPath, ['--enable-source-maps', join(folder, name)], {
    cwd: root,
    stdio: 'inherit',
  });
  if (run.status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
