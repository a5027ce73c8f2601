import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { settingsOrExit } from './platform/settings/read-settings.js';
import { createLog, NestLog } from './platform/logging/log.js';
import { WorkerModule } from './worker.module.js';

// The worker process: reads documents, sweeps the mornings, sends the mail. `npm start` runs it beside the web
// process; in a container it runs alone. Several may run at once.
const LONGEST_CLOSE_MS = 60_000;

const settings = settingsOrExit();
const log = createLog(settings.logLevel);
if (settings.databaseUrl === undefined) {
  process.stderr.write('DATABASE_URL is needed here; npm start finds it by itself.\n');
  process.exit(1);
}

let isClosing = false;
try {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(settings), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isClosing) return;
      isClosing = true;
      log.info({ signal }, 'closing');
      // The job at hand is finished first; one that takes for ever is given to the next worker.
      setTimeout(() => process.exit(1), LONGEST_CLOSE_MS).unref();
      void app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'not closed cleanly');
          process.exit(1);
        },
      );
    });
  }
  log.info('working');
  process.send?.('working');
} catch (error) {
  log.fatal({ err: error }, 'the worker cannot start');
  process.stderr.write(
    `The worker cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
