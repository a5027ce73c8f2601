import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { DeliveryApi } from './delivery/delivery.api.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { DeliveryRepository } from './delivery/delivery.repository.js';
import { DeliveryService } from './delivery/delivery.service.js';
import { NextMorningService } from './delivery/next-morning.service.js';
import { DigestJobs } from './digest.jobs.js';
import { LadderModule } from './ladder.module.js';
import { LadderSettingsApi } from './ladder-settings/ladder-settings.api.js';
import { LadderSettingsController } from './ladder-settings/ladder-settings.controller.js';
import { LadderSettingsService } from './ladder-settings/ladder-settings.service.js';
import { LadderTrialService } from './ladder-settings/ladder-trial.service.js';
import { NoticesListRepository } from './notices-list.repository.js';
import { NoticesApi } from './notices.api.js';
import { NoticesController } from './notices.controller.js';
import { noticePaths } from './notices.paths.js';
import { NoticesService } from './notices.service.js';
import { SweepCheck } from './sweep.check.js';
import { WorkLeftRepository } from './work-left.repository.js';

/** The pages: what was told to whom, and whose mail does not arrive. */
@Module({
  imports: [LadderModule],
  controllers: [
    NoticesController,
    NoticesApi,
    LadderSettingsController,
    LadderSettingsApi,
    DeliveryController,
    DeliveryApi,
  ],
  providers: [
    DeliveryService,
    DeliveryRepository,
    NextMorningService,
    DigestJobs,
    LadderSettingsService,
    LadderTrialService,
    NoticesService,
    NoticesListRepository,
    WorkLeftRepository,
    SweepCheck,
  ],
  exports: [NoticesService],
})
export class NoticesModule {
  constructor(navigation: Navigation, notices: NoticesService) {
    navigation.add({
      text: 'Notices',
      href: noticePaths.list(),
      permission: 'notices.read',
      order: 80,
      // On every page the same morning: people whose mail does not arrive.
      count: async (person) => (await notices.withoutAddress(person)).length,
    });
  }
}
