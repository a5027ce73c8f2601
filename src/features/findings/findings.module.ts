import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { ActionsModule } from '../actions/actions.module.js';
import { CompletionModule } from '../actions/completion.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { HistoryModule } from '../history/history.module.js';
import { OwnRecommendationsRepository } from '../recommendations/own-recommendations.repository.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { AnswerChecks } from './answer-checks.js';
import { AnswersController } from './answers.controller.js';
import { CoverageReadingModule } from './coverage/coverage-reading.module.js';
import { FindingAnswersService } from './finding-answers.service.js';
import { FindingChangesController } from './finding-changes.controller.js';
import { FindingChangesService } from './finding-changes.service.js';
import { FindingConsequences } from './finding-consequences.js';
import { FindingDoubtsRepository } from './finding-doubts.repository.js';
import { FindingLinksApi } from './finding-links.api.js';
import { FindingLinksRepository } from './finding-links.repository.js';
import { FindingTurnsService } from './finding-turns.service.js';
import { Finding } from './finding.entity.js';
import { FindingsApi } from './findings.api.js';
import { FindingsController } from './findings.controller.js';
import { FindingsForOthers } from './findings-for-others.js';
import { FindingsOnPages } from './findings-on-pages.js';
import { findingPaths } from './findings.paths.js';
import { FindingsRepository } from './findings.repository.js';
import { FindingsService } from './findings.service.js';
import { LinkSubjects } from './link-subjects.js';
import { SaidOfAction, SaidOfRecommendation } from './said.sections.js';
import { SuggestionRepository } from './suggestion.repository.js';
import { SuggestionsService } from './suggestions.service.js';
import { VisitsController } from './visits.controller.js';
import { VisitsRepository } from './visits.repository.js';
import { VisitsService } from './visits.service.js';
import { VisitsToAnswer } from './waiting-visits.js';

const forOthers = [
  FindingsRepository,
  FindingLinksRepository,
  VisitsRepository,
  FindingsService,
  FindingAnswersService,
  FindingChangesService,
  VisitsService,
];

/** What inspectors and checks found, in both directions: linked by a person to what was recommended and done. */
@Module({
  imports: [
    ActionsModule,
    AuthoritiesModule,
    CompletionModule,
    CoverageReadingModule,
    DocumentsModule,
    EvidenceModule,
    HistoryModule,
    RecommendationsModule,
    TypeOrmModule.forFeature([Finding]),
  ],
  controllers: [
    FindingChangesController,
    AnswersController,
    VisitsController,
    FindingsController,
    FindingsApi,
    FindingLinksApi,
  ],
  providers: [
    ...forOthers,
    OwnRecommendationsRepository,
    SuggestionRepository,
    SuggestionsService,
    LinkSubjects,
    AnswerChecks,
    FindingDoubtsRepository,
    FindingConsequences,
    FindingTurnsService,
    SaidOfAction,
    SaidOfRecommendation,
    VisitsToAnswer,
    FindingsOnPages,
    FindingsForOthers,
  ],
  exports: forOthers,
})
export class FindingsModule {
  constructor(navigation: Navigation, _pages: FindingsOnPages, _others: FindingsForOthers) {
    navigation.add({
      text: 'Findings',
      href: findingPaths.visits(),
      permission: 'documents.read',
      order: 45,
    });
    navigation.add({
      text: 'All findings',
      href: findingPaths.list(),
      within: 'Findings',
      permission: 'documents.read',
      order: 46,
    });
  }
}
