import { Module } from '@nestjs/common';
import { Navigation } from '../../../web/pages/navigation.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { FindingsModule } from '../findings.module.js';
import { CoverageReadingModule } from './coverage-reading.module.js';
import { CoverageApi } from './coverage.api.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageService } from './coverage.service.js';
import { PackFindingsRepository } from './pack-findings.repository.js';
import { coveragePaths } from './coverage.paths.js';

/** What of the plan was looked at, and what was said of it. */
@Module({
  imports: [AuthoritiesModule, CoverageReadingModule, FindingsModule],
  controllers: [CoverageController, CoverageApi],
  providers: [CoverageService, PackFindingsRepository],
  exports: [CoverageReadingModule, CoverageService, PackFindingsRepository],
})
export class CoverageModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Coverage',
      href: coveragePaths.coverage(),
      within: 'Findings',
      permission: 'plan.read',
      order: 47,
    });
  }
}
