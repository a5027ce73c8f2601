// `npm run check`: format, lint, types, import fence. All four run even when an earlier one fails.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { jestCommand } from './jest.mjs';

ensureInstalled();
const installed = (path) => join(root, 'node_modules', path);
const formatted = ['{bin,src,test,migrations,seeds}/**/*.{ts,mjs,js,css}', '*.{json,mjs,yml}'];
const steps = {
  format: [installed('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', ...formatted],
  lint: [installed('oxlint/bin/oxlint'), '--deny-warnings', 'src', 'test', 'migrations', 'seeds', 'bin'],
  types: [installed('typescript/bin/tsc'), '--noEmit'],
  'import fence': [...jestCommand, '--silent', 'test/architecture.spec.ts'],
};

const failed = [];
for (const [name, args] of Object.entries(steps)) {
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const good = run.status === 0;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name}`);
  if (good) continue;
  failed.push(name);
  process.stdout.write(run.stdout + run.stderr);
}
process.exit(failed.length === 0 ? 0 : 1);
