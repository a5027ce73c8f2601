import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { RecommendationSections } from '../recommendations/recommendation-sections.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { Measure } from './measure.entity.js';
import { MeasureLinks } from './measure-links.repository.js';
import { MeasureValuesRepository } from './measure-values.repository.js';
import { MeasuresApi } from './measures.api.js';
import { MeasuresController } from './measures.controller.js';
import { historyOfMeasures } from './measures.history.js';
import { measurePaths } from './measures.paths.js';
import { MeasuresRepository } from './measures.repository.js';
import { measuresSection } from './measures.section.js';
import { MeasuresService } from './measures.service.js';
import { ValueEvidence } from './value-evidence.service.js';
import { ValueUploadApi } from './value-upload.api.js';
import { ValueUploadController } from './value-upload.controller.js';
import { ValueUpload } from './value-upload.service.js';
import { ValuesController } from './values.controller.js';

/** What is counted to know whether a recommendation made a difference: defined, entered by hand or from a file, linked. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Measure]),
    AuthoritiesModule,
    EvidenceModule,
    HistoryModule,
    RecommendationsModule,
  ],
  controllers: [ValueUploadController, ValueUploadApi, MeasuresController, ValuesController, MeasuresApi],
  providers: [
    MeasureLinks,
    MeasuresRepository,
    MeasureValuesRepository,
    MeasuresService,
    ValueEvidence,
    ValueUpload,
  ],
  exports: [MeasureLinks, MeasuresRepository, MeasureValuesRepository, MeasuresService, ValueUpload],
})
export class MeasuresModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    sections: RecommendationSections,
    measures: MeasuresRepository,
  ) {
    navigation.add({ text: 'Measures', href: measurePaths.list(), permission: 'plan.read', order: 35 });
    subjects.add(historyOfMeasures(measures));
    sections.add(measuresSection);
  }
}
