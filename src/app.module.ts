import { type DynamicModule, Module } from '@nestjs/common';
import { ClockModule } from './platform/clock/clock.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import type { Settings } from './platform/settings/settings.js';
import { SettingsModule } from './platform/settings/settings.module.js';
import { WebModule } from './web/web.module.js';

/** The features of the web process, in the order of architecture.md: each may use only those before it. */
export const featureModules = [];

/** The web process: what it needs from below, then one line for each feature. */
@Module({})
export class AppModule {
  static with(settings: Settings, databaseUrl: string, sessionSecret: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        ClockModule.with(),
        DatabaseModule.connect(databaseUrl),
        WebModule.with({ baseUrl: settings.baseUrl, sessionSecret }),
        ...featureModules,
      ],
    };
  }
}
