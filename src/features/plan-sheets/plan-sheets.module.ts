import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionSections } from '../actions/action-sections.js';
import { ActionsModule } from '../actions/actions.module.js';
import { DateControlModule } from '../actions/date-control/date-control.module.js';
import { CompletionModule } from '../actions/completion.module.js';
import { PublishedActions } from '../actions/published-actions.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { PeopleModule } from '../people/people.module.js';
import { AskedDates } from './asked-dates.service.js';
import { ImportedAction } from './imported-action.entity.js';
import { ImportedActionSection } from './imported-action.section.js';
import { ImportedComplete } from './imported-complete.service.js';
import { NewPeopleService } from './new-people.service.js';
import { PlanActionsRepository } from './plan-actions.repository.js';
import { PlanApplicationService } from './plan-application.service.js';
import { PlanAroundRepository } from './plan-around.repository.js';
import { PlanImportService } from './plan-import.service.js';
import { PlanSheet } from './plan-sheet.entity.js';
import { PlanSheetsApi } from './plan-sheets.api.js';
import { PlanSheetsController } from './plan-sheets.controller.js';
import { historyOfPlanSheets } from './plan-sheets.history.js';
import { PlanSheetsRepository } from './plan-sheets.repository.js';
import { PlanSheetsService } from './plan-sheets.service.js';
import { PlanWriting } from './plan-writing.service.js';
import { PlanTemplateService } from './plan-template.service.js';
import { SaidCompleteController } from './said-complete.controller.js';
import { SheetChangesController } from './sheet-changes.controller.js';
import { SheetCheckService } from './sheet-check.service.js';
import { SheetColumnsController } from './sheet-columns.controller.js';
import { SheetFiles } from './sheet-files.service.js';
import { SheetDefaultsController } from './sheet-defaults.controller.js';
import { SheetMendingService } from './sheet-mending.service.js';
import { SheetPeopleController } from './sheet-people.controller.js';
import { SheetProblemsController } from './sheet-problems.controller.js';
import { ChildProcessSheetReader, SheetReader } from './sheet-reader.js';
import { SheetRecommendationsController } from './sheet-recommendations.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PlanSheet, ImportedAction]),
    AuthoritiesModule,
    HistoryModule,
    PeopleModule,
    ActionsModule,
    CompletionModule,
    DateControlModule,
  ],
  controllers: [
    PlanSheetsController,
    SheetColumnsController,
    SheetProblemsController,
    SheetPeopleController,
    SheetRecommendationsController,
    SheetDefaultsController,
    SheetChangesController,
    SaidCompleteController,
    PlanSheetsApi,
  ],
  providers: [
    PlanSheetsRepository,
    PlanAroundRepository,
    PlanActionsRepository,
    SheetCheckService,
    SheetFiles,
    PlanSheetsService,
    SheetMendingService,
    NewPeopleService,
    AskedDates,
    PlanWriting,
    PlanApplicationService,
    PlanImportService,
    PlanTemplateService,
    ImportedActionSection,
    ImportedComplete,
    { provide: SheetReader, useFactory: () => new ChildProcessSheetReader() },
  ],
  exports: [PlanImportService],
})
export class PlanSheetsModule {
  /** With another reader than the process of its own. */
  static with(reader: SheetReader): DynamicModule {
    return { module: PlanSheetsModule, providers: [{ provide: SheetReader, useValue: reader }] };
  }

  constructor(
    sections: ActionSections,
    section: ImportedActionSection,
    published: PublishedActions,
    complete: ImportedComplete,
    subjects: HistorySubjects,
    sheets: PlanSheetsRepository,
  ) {
    sections.add(section);
    subjects.add(historyOfPlanSheets(sheets));
    published.add((tx, ids) => complete.published(tx, ids));
  }
}
