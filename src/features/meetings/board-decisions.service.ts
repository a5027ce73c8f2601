import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { addDays } from '../../domain/calendar/day-number.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { ReadOnce } from '../../platform/database/read-once.js';
import { Forbidden, Refused, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { BoardsRepository } from './boards.repository.js';
import type { DecisionKind, DecisionOutcome } from './decision.entity.js';
import { DecisionsRepository } from './decisions.repository.js';
import { MeetingsRepository, type MeetingRow } from './meetings.repository.js';

/** How long after a meeting what it decided can still be recorded. */
const RECORDED_WITHIN_DAYS = 90;

export interface BoardAuthority {
  /** As the chair, who decides between meetings. */
  readonly betweenMeetings: boolean;
  /** Records what the board decided at one of these meetings, newest first. */
  readonly atMeetings: readonly MeetingRow[];
}

export interface BoardDecision {
  readonly subjectKind: DecisionKind;
  readonly subjectId: string;
  readonly outcome: DecisionOutcome;
  readonly words: string;
  /** The meeting at which it was decided; null: by the chair between meetings, to be reported at the next. */
  readonly meetingId: string | null;
}

/** What the improvement board decides: who may say so, and what was said. */
@Injectable()
export class BoardDecisions {
  private readonly chairs = new ReadOnce<string[]>();

  constructor(
    private readonly boards: BoardsRepository,
    private readonly meetings: MeetingsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly days: AuthorityDays,
  ) {}

  /**
   * Who decides for the board between its meetings: its chair, or the vice-chair where there is none. Before a board is
   * set up, whoever has the role of chair.
   */
  chairIds(tx: Tx, on: LocalDate): Promise<string[]> {
    return this.chairs.of(tx, () => this.boards.improvementChairIds(tx, on), on);
  }

  /** Whether and how this person may say what the improvement board decides. */
  async mayDecideForBoard(tx: Tx, person: Person): Promise<BoardAuthority> {
    const today = await this.days.today(tx);
    const board = await this.boards.improvementBoard(tx);
    const isChair = (await this.chairIds(tx, today)).includes(person.personId);
    const records = isChair || may('decisions.record', person);
    return {
      betweenMeetings: isChair,
      atMeetings:
        board === null || !records
          ? []
          : await this.meetings.meetingsBetween(tx, board.id, addDays(today, -RECORDED_WITHIN_DAYS), today),
    };
  }

  /** Keeps a decision of the improvement board, and gives its id. What follows from it is the asking feature's. */
  async record(tx: Tx, person: Person, decision: BoardDecision): Promise<string> {
    const authority = await this.mayDecideForBoard(tx, person);
    const meeting = authority.atMeetings.find(({ id }) => id === decision.meetingId) ?? null;
    if (decision.meetingId === null && !authority.betweenMeetings) throw new Forbidden();
    if (decision.meetingId !== null && meeting === null) {
      if (!may('decisions.record', person) && !authority.betweenMeetings) throw new Forbidden();
      const message = 'Choose a meeting of the board that has taken place in the last 90 days';
      throw new Refused('unknown_meeting', message, [{ field: 'meetingId', message }]);
    }
    if (decision.outcome === 'refused' && decision.words.trim() === '') {
      const message = 'Enter why it was refused';
      throw new Refused('reason_missing', message, [{ field: 'words', message }]);
    }
    const board = await this.boards.improvementBoard(tx);
    if (board === null)
      throw new StateForbids('no_board', 'Set up the improvement board and its chair first');
    return this.decisions.add(tx, {
      boardId: board.id,
      subjectKind: decision.subjectKind,
      subjectId: decision.subjectId,
      outcome: decision.outcome,
      words: decision.words.trim(),
      decidedOn: meeting?.meetsOn ?? (await this.days.today(tx)),
      recordedBy: person.personId,
      recordedAt: this.days.now(),
      meetingId: meeting?.id ?? null,
    });
  }
}
