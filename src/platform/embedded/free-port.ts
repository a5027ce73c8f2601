import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** What keeps us from listening there: `EADDRINUSE`, `EACCES`; null when nothing does. */
export function portObstacle(port: number, host?: string): Promise<string | null> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(null)));
  });
}

/** The wished port of this machine's own address where it is free, else another one below the range that systems hand out themselves. */
export async function freePort(wished?: number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = tries === 0 && wished ? wished : randomInt(15_000, 30_000);
    if ((await portObstacle(port, '127.0.0.1')) === null) return port;
  }
  throw new Error('No free port found between 15000 and 30000');
}
