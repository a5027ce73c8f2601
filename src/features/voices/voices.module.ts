import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { RecommendationSections } from '../recommendations/recommendation-sections.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { Voice } from './voice.entity.js';
import { VoicesApi } from './voices.api.js';
import { VoicesController } from './voices.controller.js';
import { historyOfVoices } from './voices.history.js';
import { voicePaths } from './voices.paths.js';
import { VoicesRepository } from './voices.repository.js';
import { VoicesSection } from './voices.section.js';
import { VoicesService } from './voices.service.js';

/** What children, families and staff told us, and what changed because of it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Voice]),
    AuthoritiesModule,
    HistoryModule,
    MeasuresModule,
    RecommendationsModule,
  ],
  controllers: [VoicesController, VoicesApi],
  providers: [VoicesRepository, VoicesService, VoicesSection],
  exports: [VoicesRepository, VoicesService],
})
export class VoicesModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    sections: RecommendationSections,
    section: VoicesSection,
    voices: VoicesRepository,
  ) {
    navigation.add({
      text: 'Voices',
      href: voicePaths.list(),
      within: 'Measures',
      permission: 'voices.read',
      order: 36,
    });
    subjects.add(historyOfVoices(voices));
    sections.add(section);
  }
}
