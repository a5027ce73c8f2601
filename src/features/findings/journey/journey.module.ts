import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { JourneyApi } from './journey.api.js';
import { JourneyController } from './journey.controller.js';
import { JourneyRepository } from './journey.repository.js';
import { JourneyService } from './journey.service.js';

/** From one inspection to the next. */
@Module({
  imports: [AuthoritiesModule],
  controllers: [JourneyController, JourneyApi],
  providers: [JourneyRepository, JourneyService],
  exports: [JourneyRepository, JourneyService],
})
export class JourneyModule {}
