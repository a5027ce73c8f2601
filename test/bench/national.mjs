// A database of its own with invented authorities, for benchmarks of the whole installation. It lies in the folder of
// temporary files and is removed at the end.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { root } from '../../bin/install.mjs';

/** `BENCH=quick npm run bench` measures less of everything: two minutes, and figures that say less. */
export const QUICK = process.env.BENCH === 'quick';

/** Seeds with these options of `tracker seed national`, and does the work with the environment and the owner's client. */
export async function withNational(options, work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tracker-bench-'));
  const { startEmbedded } = await import('../../dist/src/platform/embedded/embedded-server.js');
  const { prepareDatabase } = await import('../../dist/src/platform/database/prepare.js');
  const server = await startEmbedded({ dataDir });
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    DATA_DIR: dataDir,
    DATABASE_URL: server.appUrl,
    DATABASE_OWNER_URL: server.ownerUrl,
    QUEUE_DATABASE_URL: server.queueUrl,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'error',
  };
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  try {
    await prepareDatabase(server);
    await run(env, [join(root, 'dist/src/tracker.js'), 'seed', 'national', ...options]);
    await owner.connect();
    await owner.query('vacuum analyze');
    await work(env, owner);
  } finally {
    await owner.end().catch(() => undefined);
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Runs a script of this folder in a process of its own and gives the JSON it prints. */
export async function measured(env, script, args) {
  const lines = await run(env, [join(root, 'test/bench', script), ...args.map(String)]);
  return JSON.parse(lines.at(-1));
}

async function run(env, args) {
  const child = spawn(process.execPath, args, {
    env,
    stdio: ['ignore', 'pipe', process.env.BENCH_LOUD ? 'inherit' : 'ignore'],
  });
  const lines = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return lines;
}

/** Nothing is due but this share of the open actions, others each day, spread evenly; whatever waited to be told has been. */
export async function makeDue(owner, day, share) {
  await owner.query(`alter table actions disable trigger user`);
  await owner.query(
    `update actions set next_notice_on = case when is_due then $1::date else $1::date + 400 end,
            next_rating_on = case when is_due then $1::date else $1::date + 400 end
       from (select authority_id as a, id as i,
                    row_number() over (order by hashtext(number || $1::text), authority_id) <= $2::numeric * count(*) over () as is_due
               from actions where status in ('not_started','in_progress')) chosen
      where authority_id = a and id = i`,
    [day, share],
  );
  await owner.query(
    `update actions set next_notice_on = null, next_rating_on = null where status not in ('not_started','in_progress')`,
  );
  await owner.query(`alter table actions enable trigger user`);
  await owner.query(`update digests set state = 'sent' where state = 'waiting'`);
  await owner.query(`update notices set state = 'sent' where state = 'waiting'`);
  await owner.query(`vacuum analyze actions, notices, digests`);
}
