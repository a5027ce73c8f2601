import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ActionsModule } from './features/actions/actions.module.js';
import { AssignmentModule } from './features/actions/assignment/assignment.module.js';
import { CompletionModule } from './features/actions/completion.module.js';
import { DateControlModule } from './features/actions/date-control/date-control.module.js';
import { AdministrationModule } from './features/administration/administration.module.js';
import { AuthoritiesModule } from './features/authorities/authorities.module.js';
import { ChallengesModule } from './features/challenges/challenges.module.js';
import { DocumentsModule } from './features/documents/documents.module.js';
import { EvidenceModule } from './features/evidence/evidence.module.js';
import { CoverageModule } from './features/findings/coverage/coverage.module.js';
import { FindingsModule } from './features/findings/findings.module.js';
import { JourneyModule } from './features/findings/journey/journey.module.js';
import { ReadinessModule } from './features/findings/readiness/readiness.module.js';
import { HistoryModule } from './features/history/history.module.js';
import { HomeModule } from './features/home/home.module.js';
import { ImportsModule } from './features/imports/imports.module.js';
import { MeasuresModule } from './features/measures/measures.module.js';
import { MeetingsModule } from './features/meetings/meetings.module.js';
import { NoticesModule } from './features/notices/notices.module.js';
import { ReviewModule } from './features/packs/review/review.module.js';
import { PapersModule } from './features/packs/paper/papers.module.js';
import { PacksModule } from './features/packs/packs.module.js';
import { PeopleModule } from './features/people/people.module.js';
import { PlanSheetsModule } from './features/plan-sheets/plan-sheets.module.js';
import { PlansModule } from './features/plans/plans.module.js';
import { PublicPlanModule } from './features/public-plan/public-plan.module.js';
import { RecommendationsModule } from './features/recommendations/recommendations.module.js';
import { VoicesModule } from './features/voices/voices.module.js';
import { groundModules } from './ground.js';
import type { Clock } from './platform/clock/clock.js';
import type { Settings } from './platform/settings/settings.js';

/** The features of the web process, in the order of architecture.md: each may use only those before it. */
export const featureModules: Type[] = [
  HistoryModule,
  AuthoritiesModule,
  PeopleModule,
  MeetingsModule,
  DocumentsModule,
  RecommendationsModule,
  ActionsModule,
  AssignmentModule,
  DateControlModule,
  CompletionModule,
  EvidenceModule,
  MeasuresModule,
  PlansModule,
  FindingsModule,
  CoverageModule,
  JourneyModule,
  ReadinessModule,
  ImportsModule,
  PlanSheetsModule,
  ChallengesModule,
  VoicesModule,
  ReviewModule,
  PacksModule,
  PapersModule,
  PublicPlanModule,
  NoticesModule,
  HomeModule,
  AdministrationModule,
];

/** The web process: what it needs from below, then one line for each feature. */
@Module({})
export class AppModule {
  /** `settings` must name the database and the session secret. */
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [...groundModules(settings, clock), ...featureModules],
    };
  }
}
