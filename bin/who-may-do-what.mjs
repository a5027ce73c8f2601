// Writes docs/who-may-do-what.md anew from the policy and the rulebook.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { root } from './install.mjs';

await ensureBuilt();
const { whoMayDoWhat } = await import(
  pathToFileURL(join(root, 'dist/src/domain/access/who-may-do-what.js')).href
);
writeFileSync(join(root, 'docs/who-may-do-what.md'), whoMayDoWhat());
