import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { ActionSections } from '../actions/action-sections.js';
import { ActionsModule } from '../actions/actions.module.js';
import { CompletionModule } from '../actions/completion.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { EvidenceEffects } from './evidence-effects.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceReadingRepository } from './evidence-reading.repository.js';
import { EvidenceReadingService } from './evidence-reading.service.js';
import { EvidenceSection } from './evidence-section.js';
import { EvidenceApi } from './evidence.api.js';
import { EvidenceController } from './evidence.controller.js';
import { evidencePaths } from './evidence.paths.js';
import { EvidenceRepository } from './evidence.repository.js';
import { EvidenceService } from './evidence.service.js';
import { OtherActions } from './other-actions.js';
import { OtherChecks } from './other-checks.js';
import { SupplyController } from './supply.controller.js';
import { ToCheckRepository } from './to-check.repository.js';

const services = [
  EvidenceRepository,
  EvidenceReadingRepository,
  ToCheckRepository,
  EvidenceEffects,
  EvidenceFiles,
  EvidenceReadingService,
  EvidenceService,
  OtherChecks,
];

/** What proves an action: supplied by those who do it, judged by a quality assurance lead. */
@Module({
  imports: [ActionsModule, CompletionModule, AuthoritiesModule],
  controllers: [SupplyController, EvidenceController, EvidenceApi],
  providers: [...services, OtherActions, EvidenceSection],
  exports: services,
})
export class EvidenceModule {
  constructor(
    navigation: Navigation,
    sections: ActionSections,
    section: EvidenceSection,
    reading: EvidenceReadingService,
  ) {
    sections.add(section);
    navigation.add({
      text: 'To check',
      href: evidencePaths.toCheck(),
      permission: 'evidence.decide',
      order: 25,
      count: (person) => reading.toCheckCount(person),
    });
  }
}
