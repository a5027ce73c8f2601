import { Module } from '@nestjs/common';
import { Navigation } from '../../web/pages/navigation.js';
import { webPaths } from '../../web/web.paths.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { ChallengesModule } from '../challenges/challenges.module.js';
import { CoverageModule } from '../findings/coverage/coverage.module.js';
import { PacksModule } from '../packs/packs.module.js';
import { PeopleModule } from '../people/people.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { DataQualityController } from './data-quality.controller.js';
import { DataQualityService } from './data-quality.service.js';
import { HomeController } from './home.controller.js';
import { HomeService } from './home.service.js';
import { ScrutinyController } from './scrutiny.controller.js';
import { ScrutinyService } from './scrutiny.service.js';

@Module({
  imports: [
    ActionsModule,
    AuthoritiesModule,
    ChallengesModule,
    CoverageModule,
    MeasuresModule,
    PacksModule,
    PeopleModule,
    RecommendationsModule,
  ],
  controllers: [HomeController, DataQualityController, ScrutinyController],
  providers: [HomeService, DataQualityService, ScrutinyService],
})
export class HomeModule {
  constructor(navigation: Navigation) {
    navigation.add({ text: 'Home', href: webPaths.home(), order: 1 });
  }
}
