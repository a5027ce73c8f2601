// `npm start` after installing: the first time with an empty data folder, and later ones.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '../../bin/install.mjs';
import { median, print, rounded } from './measure.mjs';

const FIRST = 2;
const LATER = 3;

const first = [];
const later = [];
for (let round = 0; round < FIRST; round += 1) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tracker-start-'));
  try {
    first.push(await secondsToReady(dataDir));
    for (let again = 0; again < LATER; again += 1) later.push(await secondsToReady(dataDir));
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
print({ name: 'start.first', value: rounded(median(first)), unit: 's', n: first.length });
print({ name: 'start.later', value: rounded(median(later)), unit: 's', n: later.length });

/** From the call to the line that says it is ready; then it is stopped. */
async function secondsToReady(dataDir) {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '3978' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const seconds = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
      if (output.includes('Password: ')) resolve((performance.now() - begun) / 1000);
    });
    child.on('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
  });
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
  return seconds;
}
