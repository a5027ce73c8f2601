// Reading a document of fifty pages on the command line, the start of the process included.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '../../bin/install.mjs';
import { median, print, rounded } from './measure.mjs';

const RUNS = 5;
const reports = join(root, '../shared/reports');
if (!existsSync(reports)) {
  process.stderr.write('The published reports are not there: reading is not measured.\n');
  process.exit(0);
}
for (const name of readdirSync(reports).filter((file) => /^(luton|rotherham-2014|rochdale)/.test(file))) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await extract(join(reports, name)));
  const file = { file: name, n: RUNS };
  print({
    name: 'extract.seconds',
    value: rounded(median(runs.map((it) => it.seconds))),
    unit: 's',
    ...file,
  });
  const peak = Math.max(...runs.map((it) => it.peakMegabytes));
  print({ name: 'extract.peak_memory', value: Math.round(peak), unit: 'MB', ...file });
}

/** Wall time and peak resident memory (as the kernel counts it) of one run. */
async function extract(path) {
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/tracker.mjs'), 'extract', path, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMegabytes = 0;
  const watch = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, peakOf(child.pid));
  }, 5);
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`extract ${path} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, peakMegabytes };
}

function peakOf(pid) {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : 0;
  } catch {
    // It ended between two looks.
    return 0;
  }
}
