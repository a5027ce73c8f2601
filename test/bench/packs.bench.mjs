// Issuing a pack, both parts of it, over HTTP: 300 actions are to take less than 2 seconds, 5,000 less than 15 with
// flat memory. Then reading it, and the page of what has changed since.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { root } from '../../bin/install.mjs';
import { median, print, rounded } from './measure.mjs';
import { withNational } from './national.mjs';

const PORT = '3981';
const PACKS = 5;

for (const actions of [300, 5_000]) {
  await withNational(['--authorities', '1', '--actions', String(actions)], (env, owner) =>
    measure(actions, { ...env, PORT }, owner),
  );
}

async function measure(actions, env, owner) {
  const tokenOf = async (role) => {
    const { rows } = await owner.query(
      `select email from people where roles = array[$1::text] order by email limit 1`,
      [role],
    );
    const answer = await output(env, [
      'token',
      'create',
      '--email',
      rows[0].email,
      '--name',
      'bench',
      '--json',
    ]);
    return JSON.parse(answer).token;
  };
  const [manager, director] = [await tokenOf('plan_manager'), await tokenOf('director')];
  const web = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await answering(web);
    const board = await call('POST', 'boards', manager, { name: 'Board', kind: 'improvement' });
    const seconds = { issued: [], read: [], since: [] };
    let memory = 0;
    let id = '';
    for (let n = 1; n <= PACKS; n += 1) {
      const meetsOn = `2031-0${n}-15`;
      const meeting = await call('POST', 'meetings', manager, { boardId: board.id, meetsOn });
      ({ id } = await call('POST', `meetings/${meeting.id}/pack`, manager, {}));
      await call('POST', `packs/${id}/open`, manager, {});
      await call('POST', `packs/${id}/clear`, director, { because: 'Measured' });
      seconds.issued.push(await timed(() => call('POST', `packs/${id}/issue`, manager, {})));
      seconds.read.push(await timed(() => call('GET', `packs/${id}/content`, manager)));
      seconds.since.push(await timed(() => call('GET', `packs/${id}/since`, manager)));
      if (n === 1) memory = peak(web.pid);
    }
    const of = { actions, n: PACKS };
    print({
      name: 'pack.issue',
      value: rounded(median(seconds.issued)),
      unit: 's',
      most: rounded(Math.max(...seconds.issued)),
      ...of,
    });
    print({ name: 'pack.read', value: rounded(median(seconds.read)), unit: 's', ...of });
    print({ name: 'pack.since', value: rounded(median(seconds.since)), unit: 's', ...of });
    print({ name: 'pack.memory', value: peak(web.pid), unit: 'MB', afterTheFirst: memory, ...of });
  } finally {
    web.kill('SIGTERM');
    await new Promise((resolve) => web.on('close', resolve));
  }
}

async function call(method, path, token, body) {
  const answer = await fetch(`http://localhost:${PORT}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The most memory that the process has held, in megabytes. */
function peak(pid) {
  const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

async function answering(child) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (child.exitCode !== null) throw new Error('The web process ended');
    const answer = await fetch(`http://localhost:${PORT}/health/live`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The web process does not answer');
}

function output(env, args) {
  const child = spawn(process.execPath, [join(root, 'dist/src/tracker.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`tracker ended with ${code}`)),
    ),
  );
}
