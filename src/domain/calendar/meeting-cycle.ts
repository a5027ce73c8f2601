import { addMonths, startOfMonth } from './day-number.js';
import type { LocalDate } from './local-date.js';
import { meetingWindow, monthlyWindow, windowOfMovedMeeting, type UpdateWindow } from './update-windows.js';
import type { WorkingCalendar } from './working-calendar.js';

/** Five clear working days lie between the deadline for the papers and the meeting. */
const PAPERS_BEFORE_MEETING = 6;
/** When the first meeting is planned, the windows of the months before are remembered for as long as ratings ask. */
const REMEMBERED_MONTHS = 12;

/** The deadline for a meeting's papers where none is set by hand: the 6th working day before the meeting. */
export function paperDeadlineOf(meetsOn: LocalDate, calendar: WorkingCalendar): LocalDate {
  return calendar.workingDaysBefore(meetsOn, PAPERS_BEFORE_MEETING);
}

/** A meeting that was not cancelled. */
export interface StandingMeeting {
  readonly id: string;
  readonly paperDeadline: LocalDate;
}

export interface CycleWindow extends UpdateWindow {
  /** Where it is remembered; null while it is only computed. */
  readonly id: string | null;
  readonly meetingId: string | null;
  /** The day on which its meeting was cancelled: it closed then without being missed. */
  readonly endedOn: LocalDate | null;
}

/** A window as it is remembered. */
export type KnownWindow = Pick<CycleWindow, 'id' | 'meetingId' | 'opensOn' | 'closesOn' | 'endedOn'>;

/**
 * The meetings of the board as they stand, and what is remembered of the windows that opened before the meetings last
 * changed: a window once open is not opened anew by a meeting that moves, nor undone by one that is planned later.
 */
export interface MeetingCycle {
  /** The windows that opened up to this day are the remembered ones; null where no meeting was ever planned. */
  readonly knownThrough: LocalDate | null;
  readonly known: readonly KnownWindow[];
  readonly standing: readonly StandingMeeting[];
}

/**
 * The update windows that open in these days, in the order they open: one for each meeting, and one for each month
 * where, on the day it would open, no meeting with a later paper deadline is planned.
 */
export function windowsOfCycle(
  cycle: MeetingCycle,
  from: LocalDate,
  to: LocalDate,
  calendar: WorkingCalendar,
): readonly CycleWindow[] {
  const { knownThrough } = cycle;
  const isComputed = (opensOn: LocalDate) => knownThrough === null || opensOn > knownThrough;
  const windows = [
    ...cycle.known.map((window) => remembered(window, calendar)),
    ...cycle.standing.flatMap((meeting) => windowToCome(cycle, meeting, calendar) ?? []),
    ...monthsFrom(from, to)
      .filter((month) => calendar.covers(month))
      .map((month) => ({ ...monthlyWindow(month, calendar), id: null, meetingId: null, endedOn: null }))
      .filter(({ opensOn }) => isComputed(opensOn))
      .filter(({ opensOn }) => !cycle.standing.some(({ paperDeadline }) => paperDeadline > opensOn)),
  ];
  return windows
    .filter(({ opensOn }) => opensOn >= from && opensOn <= to)
    .sort((a, b) => compare(a.opensOn, b.opensOn) || compare(a.closesOn, b.closesOn));
}

/** A meeting as it was before a change and as it is after it; null: planned just now, or cancelled just now. */
export interface MeetingChange {
  readonly id: string;
  readonly before: LocalDate | null;
  readonly after: LocalDate | null;
}

/**
 * What is to be remembered after the paper deadline of a meeting changed today: every window that has opened so far. An
 * open window of the meeting keeps its opening day and closes at the new deadline (today, if that has passed);
 * cancelled, it ends today without being missed. A deadline so near that its window should be open already opens it
 * today.
 */
export function rememberWindows(
  cycle: MeetingCycle,
  change: MeetingChange,
  today: LocalDate,
  calendar: WorkingCalendar,
): readonly CycleWindow[] {
  const opened = windowsOfCycle(cycle, addMonths(today, -REMEMBERED_MONTHS), today, calendar);
  const isOpen = (window: CycleWindow) =>
    window.meetingId === change.id && window.endedOn === null && window.closesOn >= today;
  const wasOpen = opened.some(isOpen);
  const kept = opened.map((window) =>
    isOpen(window) ? changedWindow(window, change, today, calendar) : window,
  );
  if (wasOpen || change.after === null || change.after === change.before || change.after < today) return kept;
  const late = meetingWindow(change.after, calendar, today);
  return late.opensOn > today ? kept : [...kept, { ...late, id: null, meetingId: change.id, endedOn: null }];
}

function changedWindow(
  window: CycleWindow,
  change: MeetingChange,
  today: LocalDate,
  calendar: WorkingCalendar,
): CycleWindow {
  if (change.after === null) return { ...window, endedOn: today };
  const closesOn = change.after < today ? today : change.after;
  return { ...window, ...windowOfMovedMeeting(window, closesOn, calendar) };
}

/** The window of a meeting that had not opened when the meetings last changed. */
function windowToCome(
  { knownThrough, known }: MeetingCycle,
  { id, paperDeadline }: StandingMeeting,
  calendar: WorkingCalendar,
): CycleWindow | null {
  const ofMeeting = { id: null, meetingId: id, endedOn: null };
  const isKnown = known.some(
    (one) => one.meetingId === id && one.endedOn === null && one.closesOn === paperDeadline,
  );
  if (isKnown) return null;
  const window = { ...meetingWindow(paperDeadline, calendar), ...ofMeeting };
  if (knownThrough === null || window.opensOn > knownThrough) return window;
  // Closed days were added since, so that its usual day is one that is remembered without it: it opens on the next.
  if (paperDeadline <= knownThrough) return null;
  return {
    ...meetingWindow(paperDeadline, calendar, calendar.workingDaysAfter(knownThrough, 1)),
    ...ofMeeting,
  };
}

function remembered(window: KnownWindow, calendar: WorkingCalendar): CycleWindow {
  const kind = window.meetingId === null ? 'monthly' : 'meeting';
  return {
    ...windowOfMovedMeeting({ ...window, kind, remindsOn: window.closesOn }, window.closesOn, calendar),
    ...window,
  };
}

function monthsFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  const months: LocalDate[] = [];
  for (let month = startOfMonth(from); month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
