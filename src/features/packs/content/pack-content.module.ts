import { Module } from '@nestjs/common';
import { ActionsModule } from '../../actions/actions.module.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { ChallengesModule } from '../../challenges/challenges.module.js';
import { CoverageModule } from '../../findings/coverage/coverage.module.js';
import { MeasuresModule } from '../../measures/measures.module.js';
import { MeetingsModule } from '../../meetings/meetings.module.js';
import { RecommendationsModule } from '../../recommendations/recommendations.module.js';
import { ChangedActionsRepository } from './changed-actions.repository.js';
import { PackActionsRepository } from './pack-actions.repository.js';
import { PackBetween } from './pack-between.service.js';
import { PackContentService } from './pack-content.service.js';
import { PackInspected } from './pack-inspected.js';
import { PackMeasuresRepository } from './pack-measures.repository.js';
import { PackPlanRepository } from './pack-plan.repository.js';
import { PackSubjects } from './pack-subjects.service.js';
import { PackVoicesRepository } from './pack-voices.repository.js';

/** What a board's pack says: worked out from everything the features before it keep, and stored by nobody here. */
@Module({
  imports: [
    ActionsModule,
    AuthoritiesModule,
    ChallengesModule,
    CoverageModule,
    MeasuresModule,
    MeetingsModule,
    RecommendationsModule,
  ],
  providers: [
    ChangedActionsRepository,
    PackActionsRepository,
    PackBetween,
    PackContentService,
    PackInspected,
    PackMeasuresRepository,
    PackPlanRepository,
    PackSubjects,
    PackVoicesRepository,
  ],
  exports: [
    ChangedActionsRepository,
    PackActionsRepository,
    PackBetween,
    PackContentService,
    PackPlanRepository,
  ],
})
export class PackContentModule {}
