import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DecisionsWanted } from '../meetings/decisions-wanted.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { ActionSections } from './action-sections.js';
import { ActionsModule } from './actions.module.js';
import { AssuranceApi } from './assurance.api.js';
import { AssurancePageRepository } from './assurance-page.repository.js';
import { AssuranceRepository } from './assurance.repository.js';
import { AssuranceSection } from './assurance-section.js';
import { AssuranceService } from './assurance.service.js';
import { CancellationService } from './cancellation.service.js';
import { CancellationsRepository } from './cancellations.repository.js';
import { ChecksController } from './checks.controller.js';
import { CompletionController } from './completion.controller.js';
import { CompletionService } from './completion.service.js';
import { FurtherActions } from './further-actions.js';
import { NotBorneOutService } from './not-borne-out.service.js';

const services = [
  AssuranceRepository,
  CancellationsRepository,
  FurtherActions,
  CompletionService,
  AssuranceService,
  NotBorneOutService,
  CancellationService,
];

/** How an action ends: reported, refused, verified, embedded, reopened, or cancelled by the board. */
@Module({
  imports: [ActionsModule, AuthoritiesModule, MeetingsModule],
  controllers: [CompletionController, ChecksController, AssuranceApi],
  providers: [...services, AssurancePageRepository, AssuranceSection],
  exports: services,
})
export class CompletionModule {
  constructor(
    sections: ActionSections,
    wanted: DecisionsWanted,
    section: AssuranceSection,
    cancellation: CancellationService,
  ) {
    sections.add(section);
    wanted.add(cancellation);
  }
}
