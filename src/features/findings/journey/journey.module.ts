import { Module } from '@nestjs/common';
import { Navigation } from '../../../web/pages/navigation.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { JourneyApi } from './journey.api.js';
import { JourneyController } from './journey.controller.js';
import { JourneyRepository } from './journey.repository.js';
import { JourneyService } from './journey.service.js';
import { journeyPaths } from './journey.paths.js';

/** From one inspection to the next. */
@Module({
  imports: [AuthoritiesModule],
  controllers: [JourneyController, JourneyApi],
  providers: [JourneyRepository, JourneyService],
  exports: [JourneyRepository, JourneyService],
})
export class JourneyModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'The journey',
      href: journeyPaths.journey(),
      within: 'Findings',
      permission: 'plan.read',
      order: 48,
    });
  }
}
