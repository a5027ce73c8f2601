import { randomBytes } from 'node:crypto';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { OperatorModule } from '../features/administration/operator.module.js';
import type { Clock } from '../platform/clock/clock.js';
import { prepareDatabase } from '../platform/database/prepare.js';
import { knownAddress } from '../platform/embedded/known-address.js';
import { resolveDatabase } from '../platform/embedded/resolve-database.js';
import { settingsOrExit } from '../platform/settings/read-settings.js';
import type { Settings } from '../platform/settings/settings.js';

export interface CommandNeeds {
  /** Another clock than the machine's. */
  readonly clock?: Clock;
  /** What the command needs beside the features of the web process. */
  readonly modules?: (settings: Settings) => (Type | DynamicModule)[];
}

/** The root of what a command has at hand: all of web, and the verbs that have no page. */
class CommandLine {}

/**
 * Runs a command's work with the features of the product, against the database that the settings mean, whether or not
 * `npm start` is running. The tables are brought up to date first where the owner is known.
 */
export async function withApplication<T>(
  work: (app: INestApplicationContext) => Promise<T>,
  options: CommandNeeds = {},
): Promise<T> {
  const settings = settingsOrExit();
  if (!process.env['BASE_URL'] && !process.env['PORT']) {
    settings.baseUrl = knownAddress(settings.dataDir) ?? settings.baseUrl;
  }
  const access = await resolveDatabase(settings);
  try {
    const { ownerUrl, appUrl, queueUrl } = access;
    if (ownerUrl) await prepareDatabase({ ownerUrl, appUrl, queueUrl });
    settings.databaseUrl = appUrl;
    settings.queueDatabaseUrl = queueUrl;
    // No session is ever opened here; one that nobody knows does no harm.
    settings.sessionSecret ??= randomBytes(32).toString('hex');
    const imports = [
      AppModule.with(settings, options.clock),
      OperatorModule,
      ...(options.modules?.(settings) ?? []),
    ];
    const app = await NestFactory.createApplicationContext(
      { module: CommandLine, imports },
      { logger: ['error', 'fatal'], abortOnError: false },
    );
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await access.stop();
  }
}
