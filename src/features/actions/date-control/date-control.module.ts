import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { DecisionsWanted } from '../../meetings/decisions-wanted.js';
import { MeetingsModule } from '../../meetings/meetings.module.js';
import { WaitingDecisions } from '../../meetings/waiting-decisions.js';
import { ActionSections } from '../action-sections.js';
import { ActionsModule } from '../actions.module.js';
import { ActionWait } from './action-wait.entity.js';
import { DateChangeAsking } from './date-change-asking.service.js';
import { DateChangeDeciding } from './date-change-deciding.service.js';
import { DateChangeGround } from './date-change-ground.js';
import { DateChangeReading } from './date-change-reading.service.js';
import { DateChangeSections } from './date-change.sections.js';
import { DateChangesApi } from './date-changes.api.js';
import { DateChangesController } from './date-changes.controller.js';
import { DateChangesRepository } from './date-changes.repository.js';
import { DateDeciders } from './date-deciders.service.js';
import { MilestonesRepository } from './milestones.repository.js';
import { MilestonesService } from './milestones.service.js';
import { StepSections } from './step.sections.js';
import { StepsApi } from './steps.api.js';
import { StepsController } from './steps.controller.js';
import { WaitsRepository } from './waits.repository.js';
import { WaitsService } from './waits.service.js';

const forOthers = [
  DateChangesRepository,
  DateDeciders,
  DateChangeAsking,
  DateChangeDeciding,
  DateChangeReading,
  MilestonesRepository,
  MilestonesService,
  WaitsRepository,
  WaitsService,
];

/** Dates that move only by decision, milestones, and what an action waits for. */
@Module({
  imports: [TypeOrmModule.forFeature([ActionWait]), ActionsModule, AuthoritiesModule, MeetingsModule],
  controllers: [DateChangesController, DateChangesApi, StepsController, StepsApi],
  providers: [...forOthers, DateChangeGround, DateChangeSections, StepSections],
  exports: forOthers,
})
export class DateControlModule {
  constructor(
    sections: ActionSections,
    waiting: WaitingDecisions,
    wanted: DecisionsWanted,
    dates: DateChangeSections,
    steps: StepSections,
  ) {
    sections.add(steps.milestones);
    sections.add(steps.waits);
    sections.add(dates.onAction);
    waiting.add(dates.waiting);
    waiting.add(dates.proposed);
    wanted.add(dates.forBoard);
  }
}
