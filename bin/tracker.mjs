// `npm run -s tracker -- …`: installs and builds what is missing, saying so on standard error only, then runs the command.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { root } from './install.mjs';

await ensureBuilt();
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist/src/tracker.js')).href);
