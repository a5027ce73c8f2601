import { Injectable } from '@nestjs/common';
import { may, mayEver } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { paperDeadlineOf } from '../../domain/calendar/meeting-cycle.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { BoardsRepository } from './boards.repository.js';
import { DecisionsRepository } from './decisions.repository.js';
import { MeetingCycleChanges } from './meeting-cycle-changes.js';
import type { Meeting } from './meeting.entity.js';
import { MeetingsRepository } from './meetings.repository.js';

/** What a person says of a meeting; a deadline that is not given is the 6th working day before the meeting. */
export interface MeetingContent {
  readonly boardId: string;
  readonly meetsOn: LocalDate;
  readonly paperDeadline: LocalDate | null;
  readonly place: string | null;
}

/** The forward plan of meetings: plan, move, cancel, and say that one was held. */
@Injectable()
export class MeetingsService {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingsRepository,
    private readonly boards: BoardsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly cycle: MeetingCycleChanges,
    private readonly days: AuthorityDays,
  ) {}

  async add(person: Person, content: MeetingContent): Promise<string> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const board = isUuid(content.boardId) ? await this.boards.byId(tx, content.boardId) : null;
      if (board === null || board.endedOn !== null)
        refuse('boardId', 'unknown_board', 'Choose the board that meets');
      const paperDeadline = await this.deadline(tx, content.meetsOn, content.paperDeadline);
      const row = {
        boardId: content.boardId,
        meetsOn: content.meetsOn,
        paperDeadline,
        deadlineByHand: content.paperDeadline !== null,
        place: content.place ?? '',
        changedOn: await this.days.today(tx),
      };
      return onceADay(
        this.cycle.around(tx, { id: null, boardId: row.boardId, before: null, after: paperDeadline }, () =>
          this.meetings.add(tx, row),
        ),
      );
    });
  }

  /** Moves the meeting or its deadline. An open window keeps its opening day and closes at the new deadline. */
  async change(
    person: Person,
    id: string,
    version: number,
    content: Partial<Omit<MeetingContent, 'boardId'>>,
  ): Promise<void> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const meeting = await this.planned(tx, id, version);
      const meetsOn = content.meetsOn ?? meeting.meetsOn;
      const standing = meeting.deadlineByHand ? meeting.paperDeadline : null;
      const byHand = content.paperDeadline === undefined ? standing : content.paperDeadline;
      const isMoved = meetsOn !== meeting.meetsOn || byHand !== standing;
      const paperDeadline = isMoved ? await this.deadline(tx, meetsOn, byHand) : meeting.paperDeadline;
      const today = await this.days.today(tx);
      const change = {
        meetsOn,
        paperDeadline,
        deadlineByHand: byHand !== null,
        place: content.place === undefined ? meeting.place : (content.place ?? ''),
        ...(paperDeadline !== meeting.paperDeadline && { changedOn: today }),
      };
      await onceADay(
        this.cycle.around(
          tx,
          { ...meeting, before: meeting.paperDeadline, after: paperDeadline },
          async () => {
            await this.meetings.change(tx, id, change);
            return id;
          },
        ),
      );
    });
  }

  /** A cancelled meeting stays in the list. Its open window closes without being missed. */
  async cancel(person: Person, id: string, version: number | null, because: string): Promise<void> {
    if (!may('meetings.manage', person)) throw new Forbidden();
    if (because.trim() === '') refuse('because', 'reason_missing', 'Enter why the meeting is cancelled');
    await this.within(person, async (tx) => {
      const meeting = await this.planned(tx, id, version);
      const changedOn = await this.days.today(tx);
      await this.cycle.around(tx, { ...meeting, before: meeting.paperDeadline, after: null }, async () => {
        await this.meetings.change(tx, id, {
          state: 'cancelled',
          cancelledBecause: because.trim(),
          changedOn,
        });
        return id;
      });
    });
  }

  /** The meeting took place: what the chair decided between meetings has been reported to it. */
  async held(person: Person, id: string, version: number | null): Promise<void> {
    if (!mayEver('decisions.record', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      const meeting = await this.planned(tx, id, version);
      if (meeting.meetsOn > (await this.days.today(tx))) {
        throw new StateForbids('not_yet', 'A meeting has been held when its day has come');
      }
      await this.meetings.change(tx, id, { state: 'held' });
      await this.decisions.reported(tx, meeting.boardId, meeting);
    });
  }

  private async planned(tx: Tx, id: string, version: number | null): Promise<Meeting> {
    const meeting = isUuid(id) ? await this.meetings.heldById(tx, id) : null;
    if (meeting === null) throw new NotFound('There is no such meeting');
    if (meeting.state !== 'planned') {
      throw new StateForbids(
        meeting.state,
        meeting.state === 'held' ? 'This meeting has been held' : 'This meeting was cancelled',
      );
    }
    if (version !== null && meeting.version !== version) throw new StaleVersion(meeting.version);
    return meeting;
  }

  private async deadline(tx: Tx, meetsOn: LocalDate, byHand: LocalDate | null): Promise<LocalDate> {
    const calendar = await this.days.calendar(tx);
    if (meetsOn < (await this.days.today(tx))) {
      refuse('meetsOn', 'date_passed', 'The day of the meeting must not have passed');
    }
    if (!calendar.covers(meetsOn)) {
      refuse('meetsOn', 'beyond_calendar', 'The day is too far away for working days to be counted');
    }
    if (byHand !== null && byHand > meetsOn) {
      refuse(
        'paperDeadline',
        'after_the_meeting',
        'The papers must be due on or before the day of the meeting',
      );
    }
    if (byHand !== null && !calendar.covers(byHand)) {
      refuse(
        'paperDeadline',
        'beyond_calendar',
        'The deadline is too long ago for working days to be counted',
      );
    }
    return byHand ?? paperDeadlineOf(meetsOn, calendar);
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}

async function onceADay(writing: Promise<string>): Promise<string> {
  try {
    return await writing;
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    return refuse('meetsOn', 'meets_already', 'The board already meets on this day');
  }
}
