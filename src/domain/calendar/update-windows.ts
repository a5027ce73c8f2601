import { addDays, daysBetween, endOfMonth, startOfWeek } from './day-number.js';
import { localDate, type LocalDate } from './local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

export type WindowKind = 'meeting' | 'monthly' | 'fortnightly';

/** A stretch of days in which owners are asked for an update; open from `opensOn` to the end of `closesOn`. */
export interface UpdateWindow {
  readonly kind: WindowKind;
  readonly opensOn: LocalDate;
  readonly remindsOn: LocalDate;
  readonly closesOn: LocalDate;
}

const OPENS_BEFORE_DEADLINE = 10;
const REMINDS_BEFORE_CLOSE = 3;
const MONTHLY_LENGTH = 10;
const EARLY_UPDATE_COUNTS = 5;
/** The first day of the first fortnight in which actions towards priority actions are asked about. */
export const FIRST_FORTNIGHT = localDate('2026-01-05');

/**
 * The window of a meeting: opens 10 working days before its paper deadline, reminds 3 before, closes at the end of
 * the deadline's day. A meeting planned later than that opens its window on the day it was planned.
 */
export function meetingWindow(
  paperDeadline: LocalDate,
  calendar: WorkingCalendar,
  plannedOn: LocalDate | null = null,
): UpdateWindow {
  const usual = calendar.workingDaysBefore(paperDeadline, OPENS_BEFORE_DEADLINE);
  const opensOn = plannedOn !== null && plannedOn > usual ? plannedOn : usual;
  return endingOn('meeting', opensOn, paperDeadline, calendar);
}

/** When the meeting moves, an open window keeps its opening day and closes at the new paper deadline. */
export function windowOfMovedMeeting(
  open: UpdateWindow,
  newDeadline: LocalDate,
  calendar: WorkingCalendar,
): UpdateWindow {
  return endingOn(open.kind, open.opensOn, newDeadline, calendar);
}

/** The window of a month without a meeting to come: its last 10 working days. */
export function monthlyWindow(dayOfMonth: LocalDate, calendar: WorkingCalendar): UpdateWindow {
  const closesOn = calendar.workingDayOnOrBefore(endOfMonth(dayOfMonth));
  return endingOn('monthly', calendar.workingDaysBefore(closesOn, MONTHLY_LENGTH - 1), closesOn, calendar);
}

/**
 * The window for actions towards an open priority action that the day is in, or the next one to open: Monday to
 * Friday of every second week, counted in steps of 14 days from Monday 5 January 2026, reminder on the Wednesday.
 */
export function fortnightlyWindow(date: LocalDate): UpdateWindow {
  const monday = startOfWeek(date);
  const weeks = daysBetween(FIRST_FORTNIGHT, monday) / 7;
  const askedThisWeek = weeks % 2 === 0 && date <= addDays(monday, 4);
  const opensOn = askedThisWeek ? monday : addDays(monday, weeks % 2 === 0 ? 14 : 7);
  return {
    kind: 'fortnightly',
    opensOn,
    remindsOn: addDays(opensOn, 2),
    closesOn: addDays(opensOn, 4),
  };
}

/**
 * The windows that open today for actions on the ordinary clock, given the paper deadlines of the meetings that are
 * planned today: a meeting's own; the month's only when no meeting with a later paper deadline is planned.
 */
export function windowsOpeningOn(
  today: LocalDate,
  paperDeadlines: readonly LocalDate[],
  calendar: WorkingCalendar,
): readonly UpdateWindow[] {
  const ofMeetings = paperDeadlines
    .filter((deadline) => deadline >= today)
    .map((deadline) => meetingWindow(deadline, calendar))
    .filter((window) => window.opensOn === today);
  if (paperDeadlines.some((deadline) => deadline > today)) return ofMeetings;
  const monthly = monthlyWindow(today, calendar);
  return monthly.opensOn === today ? [...ofMeetings, monthly] : ofMeetings;
}

/**
 * Which window an update made on a day counts for: the earliest not yet answered that is open that day or opens
 * within the next 5 working days. -1 when it counts for none. Windows are given in the order they open.
 */
export function windowAnsweredBy(
  updateOn: LocalDate,
  unanswered: readonly Pick<UpdateWindow, 'opensOn' | 'closesOn'>[],
  calendar: WorkingCalendar,
): number {
  return unanswered.findIndex(
    (window) =>
      updateOn <= window.closesOn &&
      updateOn >= calendar.workingDaysBefore(window.opensOn, EARLY_UPDATE_COUNTS),
  );
}

/** A window asks about an action that, on the day it opened, was published, open and past its start. */
export function windowAsksAbout(
  window: Pick<UpdateWindow, 'opensOn'>,
  action: {
    readonly publishedOn: LocalDate | null;
    readonly startOn: LocalDate | null;
    /** The day it was completed or cancelled, null while open. */
    readonly closedOn: LocalDate | null;
  },
): boolean {
  return (
    action.publishedOn !== null &&
    action.publishedOn <= window.opensOn &&
    action.startOn !== null &&
    action.startOn < window.opensOn &&
    (action.closedOn === null || action.closedOn > window.opensOn)
  );
}

function endingOn(
  kind: WindowKind,
  opensOn: LocalDate,
  closesOn: LocalDate,
  calendar: WorkingCalendar,
): UpdateWindow {
  return {
    kind,
    opensOn,
    remindsOn: calendar.workingDaysBefore(closesOn, REMINDS_BEFORE_CLOSE),
    closesOn,
  };
}
