import { Module } from '@nestjs/common';
import { ActionsModule } from '../../actions/actions.module.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { MeetingsModule } from '../../meetings/meetings.module.js';
import { PlansModule } from '../../plans/plans.module.js';
import { PackContentModule } from '../content/pack-content.module.js';
import { PacksModule } from '../packs.module.js';
import { AskedPapers } from './asked-papers.service.js';
import { PaperWriter } from './paper-file.js';
import { PapersApi } from './papers.api.js';
import { PapersController } from './papers.controller.js';
import { PapersMadeRepository } from './papers-made.repository.js';
import { PapersMadeService } from './papers-made.service.js';
import { PapersMaking } from './papers-making.service.js';
import { FiguresNow, ReportService } from './report.service.js';

/** Packs and the plan as files in every format, and the report of the command line. */
@Module({
  imports: [ActionsModule, AuthoritiesModule, MeetingsModule, PackContentModule, PacksModule, PlansModule],
  controllers: [PapersController, PapersApi],
  providers: [
    AskedPapers,
    PaperWriter,
    PapersMadeRepository,
    PapersMadeService,
    PapersMaking,
    FiguresNow,
    ReportService,
  ],
  exports: [AskedPapers, PaperWriter, PapersMaking, ReportService],
})
export class PapersModule {}
