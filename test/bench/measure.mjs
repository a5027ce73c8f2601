// What every benchmark here shares: numbers from samples, load over kept connections, and one JSON line a figure.
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export function print(figure) {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

export function median(samples) {
  return percentile(samples, 0.5);
}

export function percentile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function rounded(value, places = 2) {
  return Number(value.toFixed(places));
}

/** `count` calls of `once`, `width` at a time; answers the milliseconds of each. */
export async function inParallel(width, count, once) {
  const samples = [];
  let left = count;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left-- > 0) {
        const start = performance.now();
        await once();
        samples.push(performance.now() - start);
      }
    }),
  );
  return samples;
}

/** A client that keeps `width` connections open; every answer but 200 is a failure of the benchmark. */
export function keptConnections(origin, width) {
  const agent = new Agent({ keepAlive: true, maxSockets: width, maxFreeSockets: width });
  return {
    get: (path, headers) =>
      new Promise((resolve, reject) => {
        const call = request(`${origin}${path}`, { agent, headers }, (answer) => {
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('end', () => {
            const body = Buffer.concat(parts);
            if (answer.statusCode === 200) resolve(body);
            else reject(new Error(`${path} answered ${answer.statusCode}: ${body.toString().slice(0, 300)}`));
          });
          answer.on('error', reject);
        });
        call.on('error', reject);
        call.end();
      }),
    close: () => agent.destroy(),
  };
}
