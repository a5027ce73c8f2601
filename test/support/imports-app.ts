import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Type } from '@nestjs/common';
import { readBytes, type DocumentReader } from '../../src/features/imports/document-reader.js';
import { ImportsModule } from '../../src/features/imports/imports.module.js';
import { FilesModule } from '../../src/platform/files/files.module.js';
import { QueuesModule } from '../../src/platform/queues/queues.module.js';
import { TestApp } from './test-app.js';
import { cloneDatabase } from './test-database.js';

/** Reads in the process of the test; the product reads each file in a process of its own. */
export const readHere: DocumentReader = {
  read: async (place, fileName, received) => readBytes(await readFile(place), fileName, received),
};

/** The application with imports, files in a folder of its own and a queue of its own. */
export async function startImports(
  modules: Type[] = [ImportsModule],
): Promise<{ app: TestApp; folder: string; queueUrl: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-imports-'));
  const queue = await cloneDatabase();
  const app = await TestApp.start({
    modules: [
      FilesModule.at(`file:${folder}`),
      QueuesModule.connect({ queueUrl: queue.queueUrl }, 6),
      ...modules,
    ],
  });
  const stop = async () => {
    await app.stop();
    await queue.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, folder, queueUrl: queue.queueUrl, stop };
}

/** A report in the shape of a real one, of an invented council. */
export function sampleReport(council = 'Westmarch County Council'): string {
  return `# ${council}

## Inspection of services for children in need of help and protection, children looked after and care leavers

**Inspection date: 3 March 2026 – 26 March 2026**

**Report published: 12 May 2026**

### The overall judgement is that children's services are inadequate

The judgements on areas of the service that contribute to overall effectiveness are:

1. Children who need help and protection	Inadequate
2. Children looked after and achieving permanence	Requires improvement
3. Leadership, management and governance	Inadequate

## Recommendations

1. Ensure that every referral is read by a qualified manager within one working day. Record the reason for each decision.

2. Make sure that visits to children subject to a plan happen on time;

3. and that what children say is written down and acted on.

4. Publish the threshold document and check that partner agencies understand it (paragraph 21).

## Summary for children and young people

Too many children wait too long before somebody visits them.

## The experiences and progress of children who need help and protection

21. Thresholds are not understood across the partnership, and too many contacts lead to no further action.

22. The out of hours team responds quickly and records what it does well.

23. The number of children who wait for an assessment is falling.
`;
}

/** The five documents that stand beside the repository, where they do. */
export function seedDocuments(): { name: string; path: string }[] {
  const folder = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ name, path: join(folder, name) }));
}
