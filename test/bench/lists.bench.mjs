// The lists and pages people open most, at 2,000 and at 20,000 actions of one authority, against their floor:
// the same query through the bare driver, and an authenticated request that asks for nothing.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { root } from '../../bin/install.mjs';
import { inParallel, keptConnections, median, percentile, print, rounded } from './measure.mjs';

const WIDTH = 20;
const ROUNDS = 3;
const JSON_REQUESTS = 1000;
const PAGE_REQUESTS = 60;

for (const actions of [2_000, 20_000]) await measureAt(actions);

async function measureAt(actions) {
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
    LOG_LEVEL: 'warn',
    PORT: '3977',
  };
  let web;
  try {
    await prepareDatabase(server);
    await tracker(env, ['seed', 'national', '--authorities', '1', '--actions', String(actions)]);
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    await owner.query('vacuum analyze');
    web = await startWeb(env);
    await measure(actions, env, server, owner);
    await owner.end();
  } finally {
    if (web) await stop(web);
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(actions, env, server, owner) {
  const { rows } = await owner.query(`
    select p.id, p.email, p.login_id, p.authority_id from people p
     where p.roles = array['owner']
     order by (select count(*) from actions a where a.owner_id = p.id) desc, p.email limit 1`);
  const someone = rows[0];
  const manager = (await owner.query(`select * from people where roles = array['plan_manager']`)).rows[0];
  const client = keptConnections('http://localhost:3977', WIDTH);
  const tokenOf = async (person) => {
    const answer = await tracker(env, [
      'token',
      'create',
      '--email',
      person.email,
      '--name',
      'bench',
      '--json',
    ]);
    return { authorization: `Bearer ${JSON.parse(answer).token}` };
  };
  const asOwner = await tokenOf(someone);
  const asManager = await tokenOf(manager);
  const floors = new pg.Pool({ connectionString: server.ownerUrl, max: WIDTH });
  // When a measurement fails the server goes first: that failure is told, not the end of these connections.
  floors.on('error', () => {});

  const lists = [
    {
      name: 'list.owner',
      path: `/api/v1/actions?ownerId=${someone.id}&sort=dueOn`,
      headers: asOwner,
      sql: `select * from actions where authority_id = $1 and owner_id = $2 order by due_on, id limit 50`,
      values: [someone.authority_id, someone.id],
    },
    {
      name: 'list.plan',
      path: '/api/v1/actions?limit=50&rating=red,amber&status=in_progress&sort=dueOn',
      headers: asManager,
      sql: `select * from actions where authority_id = $1 and rating = any($2) and status = 'in_progress'
             order by due_on, id limit 50`,
      values: [someone.authority_id, ['red', 'amber']],
    },
  ];
  for (const list of lists) {
    const requests = [];
    const floor = [];
    const empty = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const warm = round === 0 ? 200 : 20;
      await inParallel(WIDTH, warm, () => client.get(list.path, list.headers));
      requests.push(...(await inParallel(WIDTH, JSON_REQUESTS, () => client.get(list.path, list.headers))));
      await inParallel(WIDTH, warm, () => floors.query(list.sql, list.values));
      floor.push(...(await inParallel(WIDTH, JSON_REQUESTS, () => floors.query(list.sql, list.values))));
      await inParallel(WIDTH, warm, () => client.get('/api/v1/me', list.headers));
      empty.push(...(await inParallel(WIDTH, JSON_REQUESTS, () => client.get('/api/v1/me', list.headers))));
    }
    const least = median(floor) + median(empty);
    print({
      name: list.name,
      value: rounded(median(requests)),
      unit: 'ms',
      n: requests.length,
      floor: rounded(least),
      ratio: rounded(median(requests) / least),
      p95: rounded(percentile(requests, 0.95)),
      floorQuery: rounded(median(floor)),
      floorRequest: rounded(median(empty)),
      actions,
      connections: WIDTH,
    });
  }
  const pages = [
    ['page.owner', '/', someone],
    ['page.plan', '/actions?rating=red,amber&sort=dueOn', manager],
    ['page.board', '/board', manager],
  ];
  for (const [name, path, person] of pages) {
    const cookie = await sessionOf(owner, person);
    await inParallel(1, 10, () => client.get(path, { cookie }));
    const samples = await inParallel(1, PAGE_REQUESTS, () => client.get(path, { cookie }));
    const p95 = rounded(percentile(samples, 0.95));
    print({
      name,
      value: rounded(median(samples)),
      unit: 'ms',
      n: samples.length,
      p95,
      actions,
      connections: 1,
    });
  }
  client.close();
  await floors.end();
}

async function sessionOf(owner, person) {
  const token = randomBytes(32).toString('base64url');
  await owner.query(
    `insert into sessions (token_hash, login_id, authority_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [createHash('sha256').update(token).digest(), person.login_id, person.authority_id],
  );
  return `session=${token}`;
}

async function tracker(env, args) {
  const child = spawn(process.execPath, [join(root, 'dist/src/tracker.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (part) => (output += part));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`tracker ${args.join(' ')} ended with ${code}`);
  return output;
}

async function startWeb(env) {
  const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (let wait = 0; wait < 200; wait += 1) {
    const answer = await fetch(`http://localhost:${env.PORT}/health/live`).catch(() => null);
    if (answer?.ok) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error('The web process did not start');
}

function stop(child) {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}
