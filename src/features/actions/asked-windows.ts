import type { LocalDate } from '../../domain/calendar/local-date.js';
import { addDays, addMonths } from '../../domain/calendar/day-number.js';
import {
  fortnightlyWindow,
  monthlyWindow,
  windowAnsweredBy,
  windowAsksAbout,
  type UpdateWindow,
} from '../../domain/calendar/update-windows.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { WindowFact } from '../../domain/rating/rating-facts.js';

/** How far back and ahead windows are looked at: the rating wants the last four, and the next to know its next turn. */
export const WINDOWS_BACK = 6;
const WINDOWS_AHEAD = 4;

export interface AskedAction {
  readonly publishedOn: LocalDate | null;
  readonly startOn: LocalDate | null;
  readonly priorityAction: boolean;
}

/** An update as far as windows are concerned. */
export interface GivenUpdate {
  readonly on: LocalDate;
  readonly noChange: boolean;
}

/**
 * The windows that asked about one action and those that will, with what counts as the answer of each. While no
 * meetings are planned every month has its window; actions towards a priority action have one every second week.
 */
export class AskedWindows {
  private readonly ordinary: readonly UpdateWindow[];
  private readonly fortnightly: readonly UpdateWindow[];

  constructor(
    private readonly today: LocalDate,
    private readonly calendar: WorkingCalendar,
  ) {
    this.ordinary = this.windowsAround((step) => monthlyWindow(addMonths(today, step), calendar));
    this.fortnightly = this.windowsAround((step) => fortnightlyWindow(addDays(today, step * 14)));
  }

  /** Oldest first. Given the updates of the last months, oldest first. */
  of(action: AskedAction, updates: readonly GivenUpdate[]): WindowFact[] {
    if (action.publishedOn === null || action.startOn === null) return [];
    const asked = this.reachable(action)
      .filter((window) => windowAsksAbout(window, { ...action, closedOn: null }))
      .map((window) => ({ ...window, answer: null as WindowFact['answer'] }));
    for (const update of updates) {
      const unanswered = asked.filter((window) => window.answer === null);
      const answered = unanswered[windowAnsweredBy(update.on, unanswered, this.calendar)];
      if (answered) answered.answer = update.noChange ? 'no_change' : 'change';
    }
    return asked.map(({ closesOn, answer }) => ({ closesOn, answer }));
  }

  private windowsAround(windowAt: (step: number) => UpdateWindow): UpdateWindow[] {
    const windows: UpdateWindow[] = [];
    for (let step = -WINDOWS_BACK; step <= WINDOWS_AHEAD; step += 1) windows.push(windowAt(step));
    return windows;
  }

  /** For an action that starts beyond the windows looked at, those that open after its start. */
  private reachable(action: AskedAction): readonly UpdateWindow[] {
    const windows = action.priorityAction ? this.fortnightly : this.ordinary;
    const start = action.startOn as LocalDate;
    const last = windows[windows.length - 1] as UpdateWindow;
    if (start < last.opensOn || !this.calendar.covers(addMonths(start, WINDOWS_AHEAD + 1))) return windows;
    const later: UpdateWindow[] = [];
    for (let step = 0; step <= WINDOWS_AHEAD; step += 1) {
      later.push(
        action.priorityAction
          ? fortnightlyWindow(addDays(start, step * 14))
          : monthlyWindow(addMonths(start, step), this.calendar),
      );
    }
    return [...windows, ...later.filter((window) => window.opensOn > last.opensOn)];
  }
}

/** The first day of which updates can still matter to the windows looked at on that day. */
export function updatesMatterFrom(today: LocalDate): LocalDate {
  return addMonths(today, -(WINDOWS_BACK + 1));
}
