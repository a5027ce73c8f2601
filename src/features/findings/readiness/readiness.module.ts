import { Module } from '@nestjs/common';
import { Navigation } from '../../../web/pages/navigation.js';
import { AuthoritiesModule } from '../../authorities/authorities.module.js';
import { CoverageModule } from '../coverage/coverage.module.js';
import { ReadinessApi } from './readiness.api.js';
import { ReadinessController } from './readiness.controller.js';
import { ReadinessRepository } from './readiness.repository.js';
import { ReadinessService } from './readiness.service.js';
import { readinessPaths } from './readiness.paths.js';

/** Everything that a visit to one area would ask for. */
@Module({
  imports: [AuthoritiesModule, CoverageModule],
  controllers: [ReadinessController, ReadinessApi],
  providers: [ReadinessRepository, ReadinessService],
})
export class ReadinessModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Ready for a visit',
      href: readinessPaths.page(),
      within: 'Findings',
      permission: 'plan.read',
      order: 49,
    });
  }
}
