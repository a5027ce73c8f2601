import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DocumentsService } from '../../src/features/documents/documents.service.js';
import { JobQueues } from '../../src/platform/queues/job-queues.js';
import { sampleReport } from '../support/imports-app.js';
import { ImportsScene } from '../support/imports-scene.js';

const WORKER = fileURLToPath(new URL('../../dist/src/worker.js', import.meta.url));
/** A person who waits for a document should not wait longer because a machine died. */
const SOON_MS = 20_000;

let scene: ImportsScene;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  scene = await ImportsScene.start();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await scene.stop();
});

async function startWorker(): Promise<ChildProcess> {
  const child = fork(WORKER, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATA_DIR: scene.folder,
      FILES_URL: `file:${scene.folder}`,
      DATABASE_URL: scene.app.testDatabase.appUrl,
      QUEUE_DATABASE_URL: scene.queueUrl,
    },
  });
  running.add(child);
  const [message] = await once(child, 'message');
  expect(message).toBe('working');
  return child;
}

async function until(what: () => Promise<boolean>, forMs: number): Promise<void> {
  const deadline = Date.now() + forMs;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time');
    await wait(30);
  }
}

const state = async (id: string) => (await scene.app.get(DocumentsService).one(scene.manager, id)).state;

describe('A worker killed in the middle of reading', () => {
  it('leaves a document that the next worker takes up within twenty seconds', async () => {
    const first = await startWorker();
    // Long enough to be caught in the middle.
    const text = sampleReport() + '\nA line that says nothing of interest to anybody.\n'.repeat(6_000);
    const documentId = await scene.upload(scene.freshText(text));
    await until(async () => (await scene.app.get(JobQueues).counts('reading')).active === 1, 10_000);
    first.kill('SIGKILL');
    await once(first, 'exit');
    running.delete(first);
    expect(await state(documentId)).toBe('reading');

    const killed = Date.now();
    const second = await startWorker();
    await until(async () => (await state(documentId)) === 'to_review', SOON_MS);
    console.log(`Taken up and read ${Math.round((Date.now() - killed) / 100) / 10} s after the kill`);
    second.kill('SIGTERM');
    await once(second, 'exit');
    running.delete(second);
  }, 60_000);
});
