import { type DynamicModule, Module } from '@nestjs/common';
import { ImportsWorkerModule } from './features/imports/imports.worker-module.js';
import { NoticesWorkerModule } from './features/notices/notices.worker-module.js';
import { PapersWorkerModule } from './features/packs/paper/papers.worker-module.js';
import { groundModules } from './ground.js';
import type { Clock } from './platform/clock/clock.js';
import { mailOf, MailModule } from './platform/mail/mail.module.js';
import type { Settings } from './platform/settings/settings.js';

/** The worker process: what takes jobs off the queues. It listens to nobody. */
@Module({})
export class WorkerModule {
  /** `settings` must name the database. */
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ...groundModules(settings, clock),
        MailModule.by(mailOf(settings)),
        ImportsWorkerModule,
        PapersWorkerModule,
        NoticesWorkerModule,
      ],
    };
  }
}
