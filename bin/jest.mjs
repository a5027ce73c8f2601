// `npm run -s jest -- PATH`: jest with the switches that its ES modules need, for working on one file.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

/** The arguments for Node that run jest in this project. */
export const jestCommand = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
];

if (process.argv[1] === join(root, 'bin/jest.mjs')) {
  ensureInstalled();
  const run = spawnSync(process.execPath, [...jestCommand, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exit(run.status ?? 1);
}
