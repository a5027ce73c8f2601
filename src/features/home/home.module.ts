import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { webPaths } from '../../web/web.paths.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { ChallengesModule } from '../challenges/challenges.module.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { CoverageModule } from '../findings/coverage/coverage.module.js';
import { PackContentModule } from '../packs/content/pack-content.module.js';
import { PacksModule } from '../packs/packs.module.js';
import { PeopleModule } from '../people/people.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { DataQualityController } from './data-quality.controller.js';
import { DataQualityService } from './data-quality.service.js';
import { HomeController } from './home.controller.js';
import { homePaths } from './home.page.js';
import { HomeService } from './home.service.js';
import { OverviewController } from './overview.controller.js';
import { OverviewDecisions } from './overview-decisions.js';
import { OverviewPlan } from './overview-plan.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewService } from './overview.service.js';
import { ScrutinyController } from './scrutiny.controller.js';
import { ScrutinyService } from './scrutiny.service.js';
import { SlippingController } from './slipping.controller.js';
import { SlippingRepository } from './slipping.repository.js';
import { SlippingService } from './slipping.service.js';

@Module({
  imports: [
    ActionsModule,
    AuthoritiesModule,
    ChallengesModule,
    CoverageModule,
    MeasuresModule,
    MeetingsModule,
    PackContentModule,
    PacksModule,
    PeopleModule,
    RecommendationsModule,
  ],
  controllers: [
    HomeController,
    DataQualityController,
    OverviewController,
    ScrutinyController,
    SlippingController,
  ],
  providers: [
    HomeService,
    DataQualityService,
    OverviewDecisions,
    OverviewPlan,
    OverviewRepository,
    OverviewService,
    ScrutinyService,
    SlippingRepository,
    SlippingService,
  ],
})
export class HomeModule {
  constructor(navigation: Navigation) {
    navigation.add({ text: 'Home', href: webPaths.home(), order: 1 });
    navigation.add({
      text: 'Whole picture',
      href: homePaths.overview(),
      within: 'Board',
      permission: 'overview.read',
      order: 51,
    });
    navigation.add({
      text: 'About to slip',
      href: homePaths.slipping(),
      within: 'Actions',
      permission: 'slipping.read',
      order: 31,
    });
  }
}
