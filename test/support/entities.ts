import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Every entity class of the product, found by file name. */
export const entities: (new () => object)[] = await loadEntities();

async function loadEntities(): Promise<(new () => object)[]> {
  const root = join(dirname(fileURLToPath(import.meta.url)), '../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.entity.ts'),
  );
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(root, file)).href) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.values(module).filter((value) => typeof value === 'function'),
  ) as (new () => object)[];
}
