import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from '../../platform/database/database.js';
import { Navigation } from '../../web/pages/navigation.js';
import { AuthoritiesModule } from '../authorities/authorities.module.js';
import { HistoryModule } from '../history/history.module.js';
import { HistorySubjects } from '../history/history.subjects.js';
import { PeopleModule } from '../people/people.module.js';
import { BoardDecisions } from './board-decisions.service.js';
import { BoardMember } from './board-member.entity.js';
import { Board } from './board.entity.js';
import { BoardsApi } from './boards.api.js';
import { BoardsController } from './boards.controller.js';
import { BoardsRepository } from './boards.repository.js';
import { BoardsService } from './boards.service.js';
import { Decision } from './decision.entity.js';
import { DecisionsRepository } from './decisions.repository.js';
import { DecisionsWanted } from './decisions-wanted.js';
import { MeetingChanges } from './meeting-changes.js';
import { MeetingCycleChanges } from './meeting-cycle-changes.js';
import { MeetingPapers } from './meeting-papers.js';
import { MeetingSections } from './meeting-sections.js';
import { MeetingReadingService } from './meeting-reading.service.js';
import { Meeting } from './meeting.entity.js';
import { MeetingsApi } from './meetings.api.js';
import { MeetingsController } from './meetings.controller.js';
import { historyOfBoards, historyOfMeetings } from './meetings.history.js';
import { meetingsPaths } from './meetings.paths.js';
import { MeetingsRepository } from './meetings.repository.js';
import { MeetingsService } from './meetings.service.js';
import { RememberedWindow } from './update-window.entity.js';
import { WaitingDecisionsController } from './waiting-decisions.controller.js';
import { WaitingDecisions } from './waiting-decisions.js';
import { UpdateWindows } from './update-windows.service.js';

const forOthers = [
  BoardsRepository,
  BoardsService,
  MeetingsRepository,
  MeetingsService,
  DecisionsRepository,
  BoardDecisions,
  DecisionsWanted,
  MeetingChanges,
  MeetingPapers,
  MeetingSections,
  UpdateWindows,
  WaitingDecisions,
];

/** Who oversees the plan, when they meet, and what they decided; the update windows follow from it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Board, BoardMember, Meeting, Decision, RememberedWindow]),
    AuthoritiesModule,
    HistoryModule,
    PeopleModule,
  ],
  controllers: [BoardsController, MeetingsController, WaitingDecisionsController, BoardsApi, MeetingsApi],
  providers: [...forOthers, MeetingCycleChanges, MeetingReadingService],
  exports: forOthers,
})
export class MeetingsModule {
  constructor(
    navigation: Navigation,
    subjects: HistorySubjects,
    boards: BoardsRepository,
    meetings: MeetingsRepository,
    waiting: WaitingDecisions,
    database: Database,
  ) {
    navigation.add({
      text: 'Meetings',
      href: meetingsPaths.meetings(),
      within: 'Board',
      permission: 'board.read',
      order: 52,
    });
    navigation.add({
      text: 'To decide',
      href: meetingsPaths.decisions(),
      permission: 'decisions.read',
      order: 15,
      count: (person) =>
        database.forAuthority(person.authority.id, person.actor, (tx) => waiting.count(tx, person)),
    });
    subjects.add(historyOfBoards(boards));
    subjects.add(historyOfMeetings(meetings));
  }
}
