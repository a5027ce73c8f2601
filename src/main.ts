import { createHttpApp } from './web/http-app.js';
import { AppModule } from './app.module.js';
import { settingsOrExit } from './platform/settings/read-settings.js';
import { createLog } from './platform/logging/log.js';

// The web process. `npm start` runs it beside the worker; in a container it runs alone.
const LONGEST_CLOSE_MS = 10_000;

const settings = settingsOrExit();
const log = createLog(settings.logLevel);
if (settings.databaseUrl === undefined || settings.sessionSecret === undefined) {
  process.stderr.write('DATABASE_URL and SESSION_SECRET are needed here; npm start finds them by itself.\n');
  process.exit(1);
}

const app = await createHttpApp(AppModule.with(settings), { log });

let isClosing = false;
async function close(signal: string): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  log.info({ signal }, 'closing');
  // Whoever holds a connection open for longer does not keep us.
  setTimeout(() => process.exit(1), LONGEST_CLOSE_MS).unref();
  await app.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(signal));

try {
  await app.listen(settings.port, isForThisMachineOnly() ? 'localhost' : '0.0.0.0');
  log.info({ url: settings.baseUrl }, 'listening');
} catch (error) {
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  log.fatal({ err: error }, 'cannot listen');
  process.stderr.write(
    isTaken
      ? `Port ${settings.port} is taken. Choose another with PORT.\n`
      : `Cannot listen on port ${settings.port}: ${(error as Error).message}\n`,
  );
  process.exit(1);
}

/** Somebody trying it at their desk does not open it to the whole network. */
function isForThisMachineOnly(): boolean {
  return !settings.isProduction && new URL(settings.baseUrl).hostname === 'localhost';
}
