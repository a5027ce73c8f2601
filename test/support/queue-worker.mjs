// A worker process for the queue's tests: takes one job of `sweeps`, says so, and never finishes it.
import 'reflect-metadata';
import { Worker } from 'bullmq';
import { workerOptions } from '../../dist/src/platform/queues/job-processor.js';
import { openQueueStore } from '../../dist/src/platform/queues/queue-store.js';

const store = openQueueStore(JSON.parse(process.argv[2]), 4);
const worker = new Worker(
  'sweeps',
  async (job) => {
    process.send({ taken: job.id });
    await new Promise(() => setInterval(() => undefined, 1000));
  },
  { ...workerOptions('sweeps', { lockMs: 1500, lookForDeadMs: 500 }), connection: store.connection },
);
worker.on('error', (error) => process.send({ error: error.message }));
