import { Injectable } from '@nestjs/common';
import { todayInLondon } from '../../domain/calendar/london-time.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { Tx } from '../../platform/database/database.js';
import { ReadOnce } from '../../platform/database/read-once.js';
import { Clock } from '../../platform/clock/clock.js';

/** What day it is for an authority, and which of its days are working days. */
@Injectable()
export class AuthorityDays {
  /** Calendars by the closed days they leave out: building one costs a table of fourteen thousand days. */
  private readonly calendars = new Map<string, WorkingCalendar>();

  private readonly todays = new ReadOnce<LocalDate>();
  private readonly calendarOf = new ReadOnce<WorkingCalendar>();

  constructor(private readonly clock: Clock) {}

  /** The moment, for what is stamped with date and time. */
  now(): Date {
    return this.clock.now();
  }

  /**
   * Today in Europe/London. For demonstration data the later of that and the last morning swept, so that a
   * demonstration can be shown weeks ahead. In the past, the day that is looked at.
   */
  async today(tx: Tx): Promise<LocalDate> {
    return tx.asAt ?? this.todays.of(tx, () => this.readToday(tx));
  }

  /** The same where the last morning swept of demonstration data (null: it is none) was read with something else. */
  todayAfter(tx: Tx, swept: LocalDate | null): LocalDate {
    const today = later(todayInLondon(this.clock.now()), swept);
    this.todays.put(tx, today);
    return today;
  }

  private async readToday(tx: Tx): Promise<LocalDate> {
    const swept = await tx.row<{ day: LocalDate | null }>(
      `select (select max(s.day) from sweeps s where s.authority_id = a.id)::text as day
         from authorities a where a.id = $1 and a.is_demonstration`,
      [tx.authorityId],
    );
    return later(todayInLondon(this.clock.now()), swept?.day ?? null);
  }

  /** The authority's working days: bank holidays of England and Wales and its own closed days left out. */
  calendar(tx: Tx): Promise<WorkingCalendar> {
    return this.calendarOf.of(tx, () => this.readCalendar(tx));
  }

  /** The same where the closed days were read with something else. */
  calendarWithout(tx: Tx, closedDays: readonly LocalDate[]): WorkingCalendar {
    const calendar = this.keptCalendar(closedDays);
    this.calendarOf.put(tx, calendar);
    return calendar;
  }

  private async readCalendar(tx: Tx): Promise<WorkingCalendar> {
    const rows = await tx.rows<{ day: LocalDate }>(
      `select day::text as day from closed_days
        where authority_id = $1 and withdrawn_at is null order by day`,
      [tx.authorityId],
    );
    return this.keptCalendar(rows.map((row) => row.day));
  }

  private keptCalendar(closedDays: readonly LocalDate[]): WorkingCalendar {
    const key = closedDays.join(' ');
    const known = this.calendars.get(key);
    if (known) return known;
    const made = new WorkingCalendar({ closedDays });
    if (this.calendars.size > 500) this.calendars.clear();
    this.calendars.set(key, made);
    return made;
  }
}

function later(real: LocalDate, swept: LocalDate | null): LocalDate {
  return swept !== null && swept > real ? swept : real;
}
