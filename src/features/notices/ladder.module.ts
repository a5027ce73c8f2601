import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DateControlModule } from '../actions/date-control/date-control.module.js';
import { ActionsModule } from '../actions/actions.module.js';
import { MeetingChanges } from '../meetings/meeting-changes.js';
import { MeetingsModule } from '../meetings/meetings.module.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ActionNotices } from './action-notices.js';
import { Digest } from './digest.entity.js';
import { ChallengeNotices } from './challenge-notices.js';
import { DigestTruth } from './digest-truth.js';
import { DigestsRepository } from './digests.repository.js';
import { DateChangeNotices } from './date-change-notices.js';
import { DocumentNotices } from './document-notices.js';
import { EvidenceNotices } from './evidence-notices.js';
import { LadderVersionsRepository } from './ladder-versions.repository.js';
import { MorningFactsRepository } from './morning-facts.repository.js';
import { Mornings } from './mornings.js';
import { BoardRequests } from './board-requests.js';
import { RecommendationNotices } from './recommendation-notices.js';
import { PackNotices, exceptionsAskedAnew } from './pack-notices.js';
import { WindowNotices } from './window-notices.js';
import { Notice } from './notice.entity.js';
import { NoticeSubjects } from './notice-subjects.js';
import { NoticesRepository } from './notices.repository.js';
import { Sweep } from './sweep.entity.js';
import { SweepMemory } from './sweep-memory.js';
import { SweepService } from './sweep.service.js';
import { SweepsRepository } from './sweeps.repository.js';
import { WhoIsWhoRepository } from './who-is-who.repository.js';

const parts = [
  ActionNotices,
  DateChangeNotices,
  DocumentNotices,
  EvidenceNotices,
  WindowNotices,
  RecommendationNotices,
  ChallengeNotices,
  PackNotices,
  BoardRequests,
  NoticeSubjects,
  LadderVersionsRepository,
  MorningFactsRepository,
  Mornings,
  NoticesRepository,
  DigestsRepository,
  SweepsRepository,
  SweepMemory,
  SweepService,
  WhoIsWhoRepository,
  DigestTruth,
];

/** Who is to be told what, decided and kept: what pages, worker and command line stand on. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Notice, Digest, Sweep]),
    ActionsModule,
    AuthoritiesModule,
    DateControlModule,
    MeetingsModule,
  ],
  providers: parts,
  exports: [...parts, ActionsModule, AuthoritiesModule],
})
export class LadderModule {
  constructor(meetings: MeetingChanges, days: AuthorityDays) {
    meetings.add(async (tx) => exceptionsAskedAnew(tx, await days.today(tx)));
  }
}
