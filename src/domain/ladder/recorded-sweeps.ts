import { addDays } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { LadderPreset } from './ladder-preset.js';
import type { NoticeFacts } from './notice-facts.js';
import { noticesDue } from './notices-due.js';
import type { Notice } from './notice.js';

export interface Recorded extends Notice {
  state: 'waiting' | 'sent' | 'failed' | 'superseded' | 'cancelled';
  readonly writtenOn: LocalDate;
  readonly dueOn: LocalDate;
}
export type Recording = Recorded & { state: Exclude<Recorded['state'], 'cancelled'> };

/** For tests: sweeps as the worker would, keeping what was told. What is written is sent the same morning. */
export class RecordedSweeps {
  readonly all: Recorded[] = [];

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly ladder: LadderPreset,
    /** False: the mail server takes nothing, so that what is written keeps waiting. */
    public mailWorks = true,
  ) {}

  told(): Recording[] {
    return this.all.filter((one): one is Recording => one.state !== 'cancelled');
  }

  sweep(facts: NoticeFacts, today: LocalDate, ladder = this.ladder): number {
    const decisions = noticesDue(facts, today, this.calendar, ladder, this.told());
    for (const decision of decisions) {
      if (decision.do === 'cancel') decision.told.state = 'cancelled' as never;
      else if (decision.do === 'supersede') decision.told.state = 'superseded';
      else {
        this.all.push({
          ...decision.notice,
          state: decision.state,
          writtenOn: today,
          dueOn: decision.dueOn,
        });
      }
    }
    if (this.mailWorks && this.calendar.isWorkingDay(today)) {
      for (const one of this.all) if (one.state === 'waiting') one.state = 'sent';
    }
    return decisions.length;
  }

  sweepEveryDay(facts: NoticeFacts, first: LocalDate, last: LocalDate): this {
    for (let day = first; day <= last; day = addDays(day, 1)) this.sweep(facts, day);
    return this;
  }

  /** `2027-03-30 overdue 1 → owner`, one line per notice, in the order written; the state unless it was sent. */
  lines(): string[] {
    return this.all.map((one) => {
      const state = one.state === 'sent' ? '' : ` (${one.state})`;
      return `${one.writtenOn} ${one.step} ${one.occurrence} → ${one.personId}${state}`;
    });
  }
}
