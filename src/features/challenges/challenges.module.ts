import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FootLinks } from '../../web/pages/foot-links.js';
import { Navigation } from '../../web/pages/navigation.js';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { ChallengeAccess } from './challenge-access.js';
import { ChallengeChoices } from './challenge-choices.repository.js';
import { ChallengeEntry } from './challenge-entry.entity.js';
import { Challenge } from './challenge.entity.js';
import { ChallengePlaces } from './challenge-places.js';
import { ChallengeReport } from './challenge-report.repository.js';
import { ChallengesApi } from './challenges.api.js';
import { ChallengesController } from './challenges.controller.js';
import { historyOfChallenges } from './challenges.history.js';
import { challengePaths } from './challenges.paths.js';
import { ChallengesRepository } from './challenges.repository.js';
import { ChallengeSections } from './challenges.sections.js';
import { ChallengesService } from './challenges.service.js';
import { ExchangeController } from './exchange.controller.js';
import { ExchangeReading } from './exchange-reading.service.js';
import { ExchangeRepository } from './exchange.repository.js';
import { ExchangeService } from './exchange.service.js';

const PAGES_OF_THEIR_OWN = [challengePaths.list(), challengePaths.raise()];

/** What board members, scrutiny and advisers ask, of whom, and what was answered. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Challenge, ChallengeEntry]),
    ActionsModule,
    AuthoritiesModule,
    HistoryModule,
    MeetingsModule,
    RecommendationsModule,
  ],
  controllers: [ChallengesController, ExchangeController, ChallengesApi],
  providers: [
    ChallengeAccess,
    ChallengeChoices,
    ChallengePlaces,
    ChallengeReport,
    ChallengeSections,
    ChallengesRepository,
    ChallengesService,
    ExchangeReading,
    ExchangeRepository,
    ExchangeService,
  ],
  exports: [ChallengeReport, ChallengesRepository, ChallengesService, ExchangeService],
})
export class ChallengesModule {
  constructor(pages: Navigation, foot: FootLinks, subjects: HistorySubjects, access: ChallengeAccess) {
    pages.add({
      text: 'Challenges',
      href: challengePaths.list(),
      within: 'Board',
      permission: 'challenges.read',
      showsTheirs: true,
      order: 54,
    });
    foot.add({
      text: 'Raise a challenge',
      permission: 'challenges.raise',
      // The log and the form have it already.
      href: (path) => (PAGES_OF_THEIR_OWN.includes(path) ? null : challengePaths.raise(path)),
    });
    subjects.add(historyOfChallenges(access));
  }
}
