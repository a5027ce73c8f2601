import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { Navigation } from '../../web/pages/navigation.js';
import { AdministrationController } from './administration.controller.js';
import { administrationPaths } from './administration.paths.js';
import { AdministrationRepository } from './administration.repository.js';
import { AdministrationService } from './administration.service.js';
import { ClosedDaysApi, ClosedDaysController } from './settings/closed-days.controller.js';
import { ClosedDaysRepository } from './settings/closed-days.repository.js';
import { ClosedDaysService } from './settings/closed-days.service.js';
import { PlanSettingsApi } from './settings/plan-settings.api.js';
import { PlanSettingsController } from './settings/plan-settings.controller.js';
import { PlanSettingsRepository } from './settings/plan-settings.repository.js';
import { PlanSettingsService } from './settings/plan-settings.service.js';
import { historyOfPlans } from './settings/settings.history.js';

@Module({
  imports: [HistoryModule, AuthoritiesModule, ActionsModule],
  controllers: [
    AdministrationController,
    PlanSettingsController,
    PlanSettingsApi,
    ClosedDaysController,
    ClosedDaysApi,
  ],
  providers: [
    AdministrationService,
    AdministrationRepository,
    PlanSettingsRepository,
    PlanSettingsService,
    ClosedDaysRepository,
    ClosedDaysService,
  ],
})
export class AdministrationModule {
  constructor(navigation: Navigation, subjects: HistorySubjects, plans: PlanSettingsRepository) {
    subjects.add(historyOfPlans(plans));
    navigation.add({
      text: 'Settings',
      href: administrationPaths.plan(),
      within: 'Plan',
      permission: 'plan.manage',
      order: 31,
    });
    navigation.add({
      text: 'Administration',
      href: administrationPaths.home(),
      permission: 'people.manage',
      order: 90,
    });
  }
}
