import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { BoardsRepository } from './boards.repository.js';
import { MeetingChanges } from './meeting-changes.js';
import { MeetingsRepository } from './meetings.repository.js';
import { UpdateWindows } from './update-windows.service.js';

/** A change of the meeting cycle: what opened before it is written down, and who depends on it is told. */
@Injectable()
export class MeetingCycleChanges {
  constructor(
    private readonly windows: UpdateWindows,
    private readonly meetings: MeetingsRepository,
    private readonly boards: BoardsRepository,
    private readonly changes: MeetingChanges,
  ) {}

  /** Makes the change of one meeting's deadline; windows and ratings follow when it is the improvement board's. */
  async around(
    tx: Tx,
    meeting: { id: string | null; boardId: string; before: LocalDate | null; after: LocalDate | null },
    make: () => Promise<string>,
  ): Promise<string> {
    const board = await this.boards.byId(tx, meeting.boardId);
    if (board?.kind !== 'improvement' || meeting.before === meeting.after) return make();
    await this.meetings.holdCycle(tx);
    if (meeting.id === null) {
      // The row must be there before a window can name it: what opened until now is written down first.
      await this.windows.remember(tx, { id: '', before: null, after: null });
      const id = await make();
      await this.windows.remember(tx, { id, before: null, after: meeting.after });
      await this.changes.happened(tx);
      return id;
    }
    await this.windows.remember(tx, { id: meeting.id, before: meeting.before, after: meeting.after });
    const id = await make();
    await this.changes.happened(tx);
    return id;
  }
}
