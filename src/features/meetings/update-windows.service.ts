import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import {
  rememberWindows,
  windowsOfCycle,
  type CycleWindow,
  type KnownWindow,
  type MeetingChange,
  type MeetingCycle,
  type StandingMeeting,
} from '../../domain/calendar/meeting-cycle.js';
import type { Tx } from '../../platform/database/database.js';
import { ReadOnce } from '../../platform/database/read-once.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';

/**
 * The windows in which owners are asked for updates. They follow from the meetings as they stand; only when a meeting
 * changes, those that have opened until then are written down, so that the change cannot undo them.
 */
@Injectable()
export class UpdateWindows {
  private readonly cycles = new ReadOnce<MeetingCycle>();

  constructor(private readonly days: AuthorityDays) {}

  /** The windows on the ordinary clock that open in these days, oldest first. */
  async openingBetween(tx: Tx, from: LocalDate, to: LocalDate): Promise<readonly CycleWindow[]> {
    return windowsOfCycle(await this.cycle(tx), from, to, await this.days.calendar(tx));
  }

  /** Before a meeting is planned, moved or cancelled: writes down what opened until today and what the change does to it. */
  async remember(tx: Tx, change: MeetingChange): Promise<void> {
    const cycle = await this.cycle(tx);
    const today = await this.days.today(tx);
    const windows = rememberWindows(cycle, change, today, await this.days.calendar(tx));
    await tx.rows(
      `insert into update_windows (authority_id, kind, meeting_id, opens_on, closes_on, ended_on)
       select $1, kind, "meetingId", "opensOn", "closesOn", "endedOn"
         from jsonb_to_recordset($2::jsonb)
              as w(kind text, "meetingId" uuid, "opensOn" date, "closesOn" date, "endedOn" date)`,
      [tx.authorityId, JSON.stringify(windows.filter(({ id }) => id === null))],
    );
    await tx.rows(
      `update update_windows known set closes_on = w."closesOn", ended_on = w."endedOn"
         from jsonb_to_recordset($2::jsonb) as w(id uuid, "closesOn" date, "endedOn" date)
        where known.authority_id = $1 and known.id = w.id
          and (known.closes_on, known.ended_on) is distinct from (w."closesOn", w."endedOn")`,
      [tx.authorityId, JSON.stringify(windows.filter(({ id }) => id !== null))],
    );
  }

  private cycle(tx: Tx): Promise<MeetingCycle> {
    return this.cycles.of(tx, () => this.readCycle(tx));
  }

  private async readCycle(tx: Tx): Promise<MeetingCycle> {
    const row = await tx.row<{
      knownThrough: LocalDate | null;
      known: KnownWindow[];
      standing: StandingMeeting[];
    }>(
      `select (select max(m.changed_on)::text from meetings m
                 join boards b on b.authority_id = m.authority_id and b.id = m.board_id
                where m.authority_id = $1 and b.kind = 'improvement') as "knownThrough",
              (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'meetingId', w.meeting_id,
                        'opensOn', w.opens_on, 'closesOn', w.closes_on, 'endedOn', w.ended_on)), '[]')
                 from update_windows w where w.authority_id = $1) as known,
              (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'paperDeadline', m.paper_deadline)), '[]')
                 from meetings m join boards b on b.authority_id = m.authority_id and b.id = m.board_id
                where m.authority_id = $1 and b.kind = 'improvement' and m.state <> 'cancelled') as standing`,
      [tx.authorityId],
    );
    return row as MeetingCycle;
  }
}
