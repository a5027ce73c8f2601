import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { PublicPlanApi } from './public-plan.api.js';
import { PublicPlanController } from './public-plan.controller.js';
import { publicPlanPaths } from './public-plan.paths.js';
import { PublicPlanRepository } from './public-plan.repository.js';
import { PublicPlanService } from './public-plan.service.js';
import { PublishingController } from './publishing.controller.js';

/** The plan as the public may read it: without names, frozen, shown by one press and withdrawn by one. */
@Module({
  imports: [ActionsModule, AuthoritiesModule],
  controllers: [PublishingController, PublicPlanController, PublicPlanApi],
  providers: [PublicPlanRepository, PublicPlanService],
})
export class PublicPlanModule {
  constructor(navigation: Navigation) {
    navigation.add({
      text: 'Public version',
      href: publicPlanPaths.manage(),
      within: 'Plan',
      permission: 'plan.manage',
      order: 30,
    });
  }
}
