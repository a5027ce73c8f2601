import { Module } from '@nestjs/common';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { PeopleModule } from '../../people/people.module.js';
import { ActionSections } from '../action-sections.js';
import { ActionsModule } from '../actions.module.js';
import { BulkChangeService } from '../bulk/bulk-change.service.js';
import { BulkApi, BulkController } from '../bulk/bulk.controller.js';
import { BulkRepository } from '../bulk/bulk.repository.js';
import { AssignmentApi, AssignmentController } from './assignment.controller.js';
import { AssignmentSection } from './assignment.section.js';
import { AssignmentService } from './assignment.service.js';
import { LeaverApi, LeaverController } from './leaver.controller.js';
import { LeaverRepository } from './leaver.repository.js';
import { LeaverService } from './leaver.service.js';

/** Who owns, contributes and takes over, and the same set on many actions. */
@Module({
  imports: [ActionsModule, AuthoritiesModule, PeopleModule],
  controllers: [BulkController, BulkApi, AssignmentController, AssignmentApi, LeaverController, LeaverApi],
  providers: [
    BulkChangeService,
    BulkRepository,
    AssignmentSection,
    AssignmentService,
    LeaverRepository,
    LeaverService,
  ],
})
export class AssignmentModule {
  constructor(sections: ActionSections, people: AssignmentSection) {
    sections.add(people);
  }
}
