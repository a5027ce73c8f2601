import type { DynamicModule } from '@nestjs/common';
import type { Clock } from './platform/clock/clock.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { QueuesModule } from './platform/queues/queues.module.js';
import type { Settings } from './platform/settings/settings.js';
import { SettingsModule } from './platform/settings/settings.module.js';
import { WebModule } from './web/web.module.js';

/** What web, worker and command line all stand on. `settings` must name the database. */
export function groundModules(settings: Settings, clock?: Clock): DynamicModule[] {
  const databaseUrl = settings.databaseUrl ?? '';
  return [
    SettingsModule.with(settings),
    ClockModule.with(clock),
    DatabaseModule.connect(databaseUrl),
    QueuesModule.connect(
      settings.redisUrl !== undefined
        ? { redisUrl: settings.redisUrl }
        : { queueUrl: settings.queueDatabaseUrl ?? databaseUrl },
    ),
    FilesModule.at(settings.filesUrl),
    // The worker serves no page; its features ask for templates and menus all the same.
    WebModule.with({ baseUrl: settings.baseUrl, sessionSecret: settings.sessionSecret ?? '' }),
  ];
}
