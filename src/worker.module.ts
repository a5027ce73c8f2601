import { type DynamicModule, Module } from '@nestjs/common';
import { ImportsWorkerModule } from './features/imports/imports.worker-module.js';
import { NoticesWorkerModule } from './features/notices/notices.worker-module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import type { Clock } from './platform/clock/clock.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { mailOf, MailModule } from './platform/mail/mail.module.js';
import { QueuesModule } from './platform/queues/queues.module.js';
import type { Settings } from './platform/settings/settings.js';
import { SettingsModule } from './platform/settings/settings.module.js';
import { WebModule } from './web/web.module.js';

/** The worker process: what takes jobs off the queues. It listens to nobody. */
@Module({})
export class WorkerModule {
  /** `settings` must name the database. */
  static with(settings: Settings, clock?: Clock): DynamicModule {
    const databaseUrl = settings.databaseUrl ?? '';
    return {
      module: WorkerModule,
      imports: [
        SettingsModule.with(settings),
        ClockModule.with(clock),
        DatabaseModule.connect(databaseUrl),
        QueuesModule.connect(
          settings.redisUrl !== undefined
            ? { redisUrl: settings.redisUrl }
            : { queueUrl: settings.queueDatabaseUrl ?? databaseUrl },
        ),
        FilesModule.at(settings.filesUrl),
        MailModule.by(mailOf(settings)),
        // Templates and menus that the features ask for; no page is served from here.
        WebModule.with({ baseUrl: settings.baseUrl, sessionSecret: settings.sessionSecret ?? '' }),
        ImportsWorkerModule,
        NoticesWorkerModule,
      ],
    };
  }
}
