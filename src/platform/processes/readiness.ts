import { setTimeout as wait } from 'node:timers/promises';
import { portObstacle } from '../embedded/free-port.js';
import { StartProblem } from '../settings/start-problem.js';

/** Makes sure that we may listen there. Waits that long for one of ours that is still on its way out. */
export async function awaitFreePort(port: number, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    // Once on every address and once on this machine's own: either may be what the other program listens on.
    const obstacle = (await portObstacle(port)) ?? (await portObstacle(port, '127.0.0.1'));
    if (obstacle === null) return;
    if (Date.now() >= deadline) throw portProblem(port, obstacle);
    await wait(100);
  }
}

function portProblem(port: number, obstacle: string): StartProblem {
  if (obstacle === 'EADDRINUSE') {
    return new StartProblem(
      `Port ${port} is taken by another program. Stop that one, or choose another port, such as PORT=${port === 3000 ? 3001 : 3000}.`,
    );
  }
  if (obstacle === 'EACCES') {
    return new StartProblem(`This user may not listen on port ${port}. Choose one above 1023 with PORT.`);
  }
  return new StartProblem(`Nothing can listen on port ${port}: ${obstacle}. Choose another with PORT.`);
}

/** Waits until this address answers 200; else the last thing that it answered is the problem. */
export async function awaitReady(url: string, patienceMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let last = 'no answer';
  while (!signal.aborted) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
      const body = await answer.text();
      if (answer.ok) return;
      last = body.slice(0, 500);
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) {
      throw new StartProblem(`The web pages are not ready after ${patienceMs / 1000} seconds: ${last}`);
    }
    await wait(50, undefined, { signal }).catch(() => undefined);
  }
}
