// Turns src/, migrations/ and seeds/ into dist/: TypeScript through swc, everything else copied. Only what changed.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, leave, root } from './install.mjs';

const dist = join(root, 'dist');
const manifestFile = join(dist, '.build.json');
const sources = ['src', 'migrations', 'seeds'];

/** Brings dist/ up to date. Answers how many files were written; throws when a file does not compile. */
export async function build() {
  const key = settingsKey();
  let known = readManifest();
  if (known.key !== key) {
    rmSync(dist, { recursive: true, force: true });
    known = { key, files: {} };
  }
  const files = {};
  const changed = [];
  for (const source of sources.flatMap((folder) => listFiles(folder))) {
    const { mtimeMs, size } = statSync(join(root, source));
    files[source] = [mtimeMs, size];
    const before = known.files[source];
    const same = before && before[0] === mtimeMs && before[1] === size;
    if (!same || !existsSync(join(dist, outputOf(source)))) changed.push(source);
  }
  const gone = Object.keys(known.files).filter((source) => !files[source]);
  if (changed.length === 0 && gone.length === 0) return 0;
  for (const source of gone) {
    rmSync(join(dist, outputOf(source)), { force: true });
    rmSync(join(dist, `${outputOf(source)}.map`), { force: true });
  }
  await transpile(changed.filter((source) => source.endsWith('.ts')));
  for (const source of changed.filter((source) => !source.endsWith('.ts'))) {
    replace(join(dist, source), (to) => copyFileSync(join(root, source), to));
  }
  replace(join(dist, 'package.json'), (to) => writeFileSync(to, '{ "type": "module" }\n'));
  replace(manifestFile, (to) => writeFileSync(to, JSON.stringify({ key, files })));
  return changed.length + gone.length;
}

/** Installs and builds; leaves with the reason on standard error when that fails. */
export async function ensureBuilt() {
  ensureInstalled();
  try {
    return await build();
  } catch (error) {
    leave(`The build failed: ${error.message}`);
  }
}

async function transpile(files) {
  if (files.length === 0) return;
  const { transform } = await import('@swc/core');
  await Promise.all(
    files.map(async (source) => {
      const code = readFileSync(join(root, source), 'utf8');
      const { code: output, map } = await transform(code, {
        filename: join(root, source),
        cwd: root,
        sourceMaps: true,
      });
      const name = outputOf(source);
      replace(join(dist, `${name}.map`), (to) => writeFileSync(to, map));
      const pointer = `\n//# sourceMappingURL=${name.slice(name.lastIndexOf('/') + 1)}.map\n`;
      replace(join(dist, name), (to) => writeFileSync(to, output + pointer));
    }),
  );
}

function listFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(spec|d)\.ts$/.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}

function outputOf(source) {
  return source.replace(/\.ts$/, '.js');
}

/** Written beside and moved into place, so that a second build at the same time never reads half a file. */
function replace(file, write) {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.part`;
  write(beside);
  renameSync(beside, file);
}

function readManifest() {
  try {
    return JSON.parse(readFileSync(manifestFile, 'utf8'));
  } catch {
    return { key: null, files: {} };
  }
}

/** Everything that changes the output of every file. */
function settingsKey() {
  const hash = createHash('sha256');
  for (const file of ['.swcrc', 'bin/build.mjs', 'node_modules/@swc/core/package.json']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  const written = await ensureBuilt();
  console.log(written === 0 ? 'dist is up to date' : `${written} files built in ${Date.now() - started} ms`);
}
