import { addDays, addMonths } from './day-number.js';
import type { LocalDate } from './local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * What a document can oblige the authority to send:
 * - `action_plan`: written statement of proposed action, 70 working days after receipt;
 * - `early_draft`: early draft after a priority action in a focused visit, 20 working days after receipt;
 * - `send_priority_action_plan`: priority action plan (area SEND), 35 working days after receipt (from memory: check
 *   the framework before relying on it);
 * - `police_action_plan`: after a child protection inspection of the police, six weeks from publication;
 * - `serious_incident`: notice of a serious incident to the national panel, 5 working days;
 * - `peer_challenge_plan`: report and plan of a corporate peer challenge, three months.
 */
export type StatutoryDuty =
  | 'action_plan'
  | 'early_draft'
  | 'send_priority_action_plan'
  | 'police_action_plan'
  | 'serious_incident'
  | 'peer_challenge_plan';

type Term = { readonly workingDays: number } | { readonly weeks: number } | { readonly months: number };

export const STATUTORY_TERMS: Readonly<Record<StatutoryDuty, Term>> = {
  action_plan: { workingDays: 70 },
  early_draft: { workingDays: 20 },
  send_priority_action_plan: { workingDays: 35 },
  police_action_plan: { weeks: 6 },
  serious_incident: { workingDays: 5 },
  peer_challenge_plan: { months: 3 },
};

export type DeadlineWarning = 'not_a_working_day' | 'provisional' | 'passed_when_received';

export interface StatutoryDeadline {
  readonly duty: StatutoryDuty;
  readonly dueOn: LocalDate;
  /** Printed in the document, or proposed by the rulebook from the day it was received. */
  readonly basis: 'printed' | 'proposed';
  readonly warnings: readonly DeadlineWarning[];
}

/**
 * The deadline of a duty: the date printed in the document if there is one, otherwise proposed from receipt. A
 * printed date that is no working day is warned about and never corrected.
 */
export function statutoryDeadline(
  duty: StatutoryDuty,
  dates: { readonly receivedOn: LocalDate; readonly printedOn?: LocalDate | null },
  calendar: WorkingCalendar,
): StatutoryDeadline {
  const printed = dates.printedOn ?? null;
  const dueOn = printed ?? termFrom(dates.receivedOn, STATUTORY_TERMS[duty], calendar);
  const warnings: DeadlineWarning[] = [];
  if (!calendar.isWorkingDay(dueOn)) warnings.push('not_a_working_day');
  if (printed === null && calendar.isProvisional(dueOn)) warnings.push('provisional');
  if (printed !== null && printed < dates.receivedOn) warnings.push('passed_when_received');
  return { duty, dueOn, basis: printed === null ? 'proposed' : 'printed', warnings };
}

/** The paper deadline of a meeting when none is set by hand: the 6th working day before, five clear days between. */
export function defaultPaperDeadline(meetingOn: LocalDate, calendar: WorkingCalendar): LocalDate {
  return calendar.workingDaysBefore(meetingOn, 6);
}

function termFrom(receivedOn: LocalDate, term: Term, calendar: WorkingCalendar): LocalDate {
  if ('workingDays' in term) return calendar.workingDaysAfter(receivedOn, term.workingDays);
  if ('weeks' in term) return addDays(receivedOn, term.weeks * 7);
  return addMonths(receivedOn, term.months);
}
