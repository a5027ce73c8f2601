import type { LocalDate } from '../../domain/calendar/local-date.js';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { statutoryDeadline, type StatutoryDuty } from '../../domain/calendar/statutory-deadlines.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { lengthOfTerm, planDutyOf } from '../../domain/intake/plan-due.js';
import { longDate } from '../../platform/templates/filters.js';
import type { PlanDueBasis } from './document.entity.js';

/** By when the authority must answer a document, and how we know. */
export interface PlanDue {
  readonly dueOn: LocalDate;
  readonly basis: PlanDueBasis;
}

export { planDutyOf };

/** The date printed in the document, as it is; without one, proposed from the day the document was received. */
export function planDueOf(
  duty: StatutoryDuty | null,
  dates: { readonly receivedOn: LocalDate; readonly printed: string | null },
  calendar: WorkingCalendar,
): PlanDue | null {
  const printedOn = dates.printed === null ? null : parseLocalDate(dates.printed);
  if (printedOn !== null) return { dueOn: printedOn, basis: 'printed' };
  if (duty === null || !calendar.covers(dates.receivedOn)) return null;
  return { dueOn: statutoryDeadline(duty, dates, calendar).dueOn, basis: 'proposed' };
}

/** A duty with its day: "70 working days from receipt on 2 August 2016: 9 November 2016". */
export function statutoryRule(
  duty: StatutoryDuty,
  receivedOn: LocalDate,
  calendar: WorkingCalendar,
): { readonly dueOn: LocalDate; readonly rule: string } {
  const { dueOn } = statutoryDeadline(duty, { receivedOn }, calendar);
  return { dueOn, rule: `${lengthOfTerm(duty)} from receipt on ${longDate(receivedOn)}: ${longDate(dueOn)}` };
}

/** How the date came about, as sentences for the page. A date that is not the rule's own has the rule beside it. */
export function planDueRule(
  due: PlanDue,
  duty: StatutoryDuty | null,
  receivedOn: LocalDate,
  calendar: WorkingCalendar,
): string {
  const byRule =
    duty === null || !calendar.covers(receivedOn) ? null : statutoryRule(duty, receivedOn, calendar);
  if (due.basis === 'proposed' && byRule) {
    return `Proposed, because no date is printed in the document. ${byRule.rule}.`;
  }
  const how = due.basis === 'printed' ? 'Printed in the document.' : 'Entered by the plan manager.';
  const differs = byRule !== null && byRule.dueOn !== due.dueOn;
  return differs ? `${how} The rule would give another day. ${byRule.rule}.` : how;
}

/** What is odd about the date. It is said, never corrected. */
export function planDueWarnings(
  due: { readonly dueOn: LocalDate; readonly receivedOn: LocalDate },
  calendar: WorkingCalendar,
): string[] {
  const warnings: string[] = [];
  if (!calendar.covers(due.dueOn)) warnings.push('This is beyond the years whose working days are known.');
  else if (!calendar.isWorkingDay(due.dueOn)) warnings.push('This is not a working day.');
  else if (calendar.isProvisional(due.dueOn)) {
    warnings.push(
      'The bank holidays of that year are not published yet: they are counted by the standing rules.',
    );
  }
  if (due.dueOn < due.receivedOn) warnings.push('This is before the document was received.');
  return warnings;
}
