import type { LocalDate } from '../../domain/calendar/local-date.js';
import { addDays, addMonths } from '../../domain/calendar/day-number.js';
import type { CycleWindow } from '../../domain/calendar/meeting-cycle.js';
import {
  fortnightlyWindow,
  monthlyWindow,
  windowAnsweredBy,
  windowAsksAbout,
  type UpdateWindow,
  type WindowKind,
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

/** The first and the last day on which a window opens that is looked at today. */
export function daysOfWindows(today: LocalDate): { from: LocalDate; to: LocalDate } {
  return { from: addMonths(today, -WINDOWS_BACK), to: addMonths(today, WINDOWS_AHEAD) };
}

type AskingWindow = UpdateWindow & { readonly endedOn?: LocalDate | null };
type AnsweredWindow = AskingWindow & { answer: WindowFact['answer'] };

/** The window that asks about an action today, and what counts as its answer so far. */
export interface OpenWindow {
  readonly opensOn: LocalDate;
  readonly closesOn: LocalDate;
  readonly answer: WindowFact['answer'];
}

/**
 * The windows that asked about one action and those that will, with what counts as the answer of each. The ordinary
 * ones follow the meetings (`daysOfWindows` says which); actions towards a priority action have one every second week.
 */
export class AskedWindows {
  private readonly fortnightly: readonly UpdateWindow[];

  constructor(
    private readonly today: LocalDate,
    private readonly calendar: WorkingCalendar,
    private readonly ordinary: readonly CycleWindow[],
  ) {
    this.fortnightly = this.windowsAround((step) => fortnightlyWindow(addDays(today, step * 14)));
  }

  /** Oldest first. Given the updates of the last months, oldest first. */
  of(action: AskedAction, updates: readonly GivenUpdate[]): WindowFact[] {
    return this.answered(action, updates)
      .filter((window) => !endedUnanswered(window))
      .map(({ closesOn, answer }) => ({ closesOn, answer }));
  }

  /** The one that is open today and asks about the action; null when none does. */
  openFor(action: AskedAction, updates: readonly GivenUpdate[]): OpenWindow | null {
    const open = this.answered(action, updates).find(
      (window) => window.opensOn <= this.today && window.closesOn >= this.today && !window.endedOn,
    );
    return open === undefined
      ? null
      : { opensOn: open.opensOn, closesOn: open.closesOn, answer: open.answer };
  }

  /** Every one that is open today and asks about the action, in the order they opened. */
  allOpenFor(action: AskedAction, updates: readonly GivenUpdate[]): (OpenWindow & { kind: WindowKind })[] {
    return this.answered(action, updates).filter(
      (window) => window.opensOn <= this.today && window.closesOn >= this.today && !window.endedOn,
    );
  }

  private answered(action: AskedAction, updates: readonly GivenUpdate[]): readonly AnsweredWindow[] {
    if (action.publishedOn === null || action.startOn === null) return [];
    const asked = this.reachable(action)
      .filter((window) => windowAsksAbout(window, { ...action, closedOn: null }))
      .map((window): AnsweredWindow => ({ ...window, answer: null }));
    for (const update of updates) {
      const unanswered = asked.filter((window) => window.answer === null);
      const answered = unanswered[windowAnsweredBy(update.on, unanswered, this.calendar)];
      if (answered) answered.answer = update.noChange ? 'no_change' : 'change';
    }
    return asked;
  }

  private windowsAround(windowAt: (step: number) => UpdateWindow): UpdateWindow[] {
    const windows: UpdateWindow[] = [];
    for (let step = -WINDOWS_BACK; step <= WINDOWS_AHEAD; step += 1) windows.push(windowAt(step));
    return windows;
  }

  /** For an action that starts beyond the windows looked at, those that open after its start. */
  private reachable(action: AskedAction): readonly AskingWindow[] {
    const windows = action.priorityAction ? this.fortnightly : this.ordinary;
    const start = action.startOn as LocalDate;
    const last = windows[windows.length - 1];
    if ((last && start < last.opensOn) || !this.calendar.covers(addMonths(start, WINDOWS_AHEAD + 1)))
      return windows;
    const later: UpdateWindow[] = [];
    for (let step = 0; step <= WINDOWS_AHEAD; step += 1) {
      later.push(
        action.priorityAction
          ? fortnightlyWindow(addDays(start, step * 14))
          : monthlyWindow(addMonths(start, step), this.calendar),
      );
    }
    return [...windows, ...later.filter((window) => !last || window.opensOn > last.opensOn)];
  }
}

/** Its meeting was cancelled while it was open: nobody missed it. */
function endedUnanswered(window: AskingWindow & Pick<WindowFact, 'answer'>): boolean {
  return Boolean(window.endedOn) && window.answer === null;
}

/** The first day of which updates can still matter to the windows looked at on that day. */
export function updatesMatterFrom(today: LocalDate): LocalDate {
  return addMonths(today, -(WINDOWS_BACK + 1));
}
