import { Module } from '@nestjs/common';
import { ActionsModule } from '../../actions/actions.module.js';
import { CompletionModule } from '../../actions/completion.module.js';
import { DateControlModule } from '../../actions/date-control/date-control.module.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { ChallengesModule } from '../../challenges/challenges.module.js';
import { EvidenceModule } from '../../evidence/evidence.module.js';
import { FindingsModule } from '../../findings/findings.module.js';
import { ImportsModule } from '../../imports/imports.module.js';
import { NationalSampleService } from '../national-sample.service.js';
import { MeetingsModule } from '../../meetings/meetings.module.js';
import { MeasuresModule } from '../../measures/measures.module.js';
import { PacksModule } from '../../packs/packs.module.js';
import { PlansModule } from '../../plans/plans.module.js';
import { VoicesModule } from '../../voices/voices.module.js';
import { RecommendationsModule } from '../../recommendations/recommendations.module.js';
import { DemonstrationBoard } from './demonstration-board.js';
import { DemonstrationChallenges } from './demonstration-challenges.js';
import { DemonstrationFindings } from './demonstration-findings.js';
import { DemonstrationOutcomes } from './demonstration-outcomes.js';
import { DemonstrationPacks } from './demonstration-packs.js';
import { DemonstrationPlan } from './demonstration-plan.js';
import { DemonstrationProof } from './demonstration-proof.js';
import { DemonstrationService } from './demonstration.service.js';

/** Invented data to show and to measure with: for the command line only. */
@Module({
  imports: [
    AuthoritiesModule,
    ChallengesModule,
    ImportsModule,
    ActionsModule,
    DateControlModule,
    CompletionModule,
    EvidenceModule,
    FindingsModule,
    MeetingsModule,
    MeasuresModule,
    PacksModule,
    PlansModule,
    RecommendationsModule,
    VoicesModule,
  ],
  providers: [
    DemonstrationBoard,
    DemonstrationChallenges,
    DemonstrationFindings,
    DemonstrationOutcomes,
    DemonstrationPacks,
    DemonstrationPlan,
    DemonstrationProof,
    DemonstrationService,
    NationalSampleService,
  ],
  exports: [DemonstrationService, NationalSampleService],
})
export class SampleDataModule {}
