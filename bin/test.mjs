// `npm test`: installs, builds, runs every test. The last line is `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './install.mjs';
import { jestCommand } from './jest.mjs';

// What the tests use beyond npm, under the names it has on different systems.
const tools = {
  'a browser': ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  Redis: ['redis-server'],
};

await ensureBuilt();
const missing = Object.entries(tools).filter(([, names]) => !names.some(isOnPath));
const strict = process.env.CI === 'true';
for (const [what, names] of missing) {
  const result = strict ? 'FAILED, because CI=true asks for all of them' : 'skipped';
  console.error(`${what} (${names[0]}) is not installed: the tests that need it are ${result}.`);
}

const folder = mkdtempSync(join(tmpdir(), 'tracker-results-'));
const results = join(folder, 'results.json');
const args = [...jestCommand, '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
// With --json jest prints the results on standard output as well; they are read from the file.
const run = spawnSync(process.execPath, args, { cwd: root, stdio: ['inherit', 'ignore', 'inherit'] });

const counts = { passed: 0, failed: strict ? missing.length : 0, skipped: 0 };
if (existsSync(results)) {
  const found = JSON.parse(readFileSync(results, 'utf8'));
  counts.passed = found.numPassedTests;
  counts.failed += found.numFailedTests + found.numRuntimeErrorTestSuites;
  counts.skipped = found.numPendingTests + found.numTodoTests;
} else {
  counts.failed += 1;
  console.error('jest ended without results.');
}
rmSync(folder, { recursive: true, force: true });
if (counts.passed + counts.failed === 0) console.error('No test ran.');
const good = run.status === 0 && counts.failed === 0 && counts.passed > 0;
// A run that jest itself calls a failure never reads as a clean one.
if (!good && counts.failed === 0) counts.failed = 1;
process.exitCode = good ? 0 : 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);

function isOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, name)));
}
