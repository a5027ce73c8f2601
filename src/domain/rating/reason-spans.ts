import { addDays } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { RatingFacts } from './rating-facts.js';
import type { RatingPreset } from './rating-preset.js';
import type { ReasonCode } from './reason-code.js';

/**
 * The days on which a reason applies if nobody does anything: from `from` (null: for as long as the facts stand) to
 * the day before `until` (null: for ever). `since` is the day to show a person who asks since when.
 */
export interface ReasonSpan {
  readonly code: ReasonCode;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly since: LocalDate | null;
}

type Add = (
  code: ReasonCode,
  from: LocalDate | null,
  until?: LocalDate | null,
  since?: LocalDate | null,
) => void;

/**
 * Every reason of the rating with the days on which it applies, from the facts as they stand. The reasons of Green
 * are what is left when no other applies, and are not among them.
 */
export function reasonSpans(
  facts: RatingFacts,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): readonly ReasonSpan[] {
  const spans: ReasonSpan[] = [];
  const add: Add = (code, from, until = null, since = from) => spans.push({ code, from, until, since });
  if (facts.status === 'not_started' || facts.status === 'in_progress') {
    addDateReasons(add, facts, calendar, preset);
    addMilestoneReasons(add, facts, calendar, preset);
    addReasonsOfUpdates(add, facts, preset);
    addReasonsOfDateControl(add, facts, calendar, preset);
    if (facts.calledRedOn !== null) add('called_red', null, null, facts.calledRedOn);
    if (facts.calledAmberOn !== null) add('called_amber', null, null, facts.calledAmberOn);
    if (!facts.hasOwner) add('no_owner', null);
  } else if (facts.status === 'complete') {
    addReasonsOfCompletion(add, facts, calendar, preset);
  }
  return spans;
}

function addDateReasons(add: Add, facts: RatingFacts, calendar: WorkingCalendar, preset: RatingPreset): void {
  const { startOn, dueOn } = facts;
  if (dueOn !== null) {
    const pastDue = addDays(dueOn, 1);
    add('overdue', heldBackUntil(facts, dueOn) ?? pastDue, null, pastDue);
  }
  if (facts.status !== 'not_started') return;
  if (dueOn !== null) {
    add('due_soon_not_started', calendar.workingDaysBefore(dueOn, preset.dueSoonNotStarted));
  }
  if (startOn !== null) {
    add('late_start', calendar.workingDaysAfter(startOn, preset.lateStart));
    const calledWorse = facts.calledRedOn !== null || facts.calledAmberOn !== null;
    const pastDue = dueOn === null ? startOn : addDays(dueOn, 1);
    if (!calledWorse) add('not_due_to_start', null, startOn < pastDue ? startOn : pastDue);
  }
}

/**
 * A later date asked for before the due date holds Red back while it waits for its decider within the decider's
 * time: gives the first day on which it no longer does, or null when nothing holds it back.
 */
export function heldBackUntil(
  facts: Pick<RatingFacts, 'pendingDateChange'>,
  dueOn: LocalDate,
): LocalDate | null {
  const request = facts.pendingDateChange;
  if (request === null || request.askedOn >= dueOn || request.newDueOn <= dueOn) return null;
  return request.decideBy > dueOn ? addDays(request.decideBy, 1) : null;
}

function addMilestoneReasons(
  add: Add,
  facts: RatingFacts,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): void {
  const first = earliestDue(facts.openMilestones);
  if (first !== null) add('milestone_late', addDays(first, 1));
  const firstCritical = earliestDue(facts.openMilestones.filter((milestone) => milestone.critical));
  if (firstCritical !== null) {
    // "More than N late" means from N + 1.
    add(
      'critical_milestone_late',
      calendar.workingDaysAfter(firstCritical, preset.criticalMilestoneLate + 1),
    );
  }
}

function addReasonsOfUpdates(add: Add, facts: RatingFacts, preset: RatingPreset): void {
  const { lastForecastOn, dueOn, lastUpdateOn } = facts;
  if (lastForecastOn !== null && dueOn !== null && lastForecastOn > dueOn) {
    add('forecast_late', null, null, lastUpdateOn);
  }
  if (facts.lastUpdateUnsure) add('unsure', null, null, lastUpdateOn);

  let missed = 0;
  let since: LocalDate | null = null;
  facts.windows.forEach((window, index) => {
    missed = window.answer === null ? missed + 1 : 0;
    if (missed < preset.windowsMissed) return;
    if (missed === preset.windowsMissed || since === null) since = addDays(window.closesOn, 1);
    const next = facts.windows[index + 1];
    const updatedSince =
      (lastUpdateOn !== null && lastUpdateOn > window.closesOn) ||
      (next !== undefined && next.answer !== null);
    if (updatedSince) {
      since = null;
      return;
    }
    const until = next === undefined ? null : addDays(next.closesOn, 1);
    add('not_updated_twice', addDays(window.closesOn, 1), until, since);
  });

  const answered = facts.windows.map((window) => window.answer);
  const lastAnswered = answered.findLastIndex((answer) => answer !== null);
  const running = answered.slice(
    Math.max(0, lastAnswered + 1 - preset.windowsWithoutChange),
    lastAnswered + 1,
  );
  const withoutChange =
    running.length === preset.windowsWithoutChange && running.every((answer) => answer === 'no_change');
  if (facts.lastUpdateNoChange && withoutChange) add('no_progress', null, null, lastUpdateOn);
}

function addReasonsOfDateControl(
  add: Add,
  facts: RatingFacts,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): void {
  if (facts.pendingDateChange !== null) add('decision_awaited', null, null, facts.pendingDateChange.askedOn);
  if (facts.timesMoved >= 2 && facts.lastMovedOn !== null && !facts.lastMoveReported) {
    const until = calendar.workingDaysAfter(facts.lastMovedOn, preset.movedAgainStays);
    add('moved_again', null, until, facts.lastMovedOn);
  }
}

function addReasonsOfCompletion(
  add: Add,
  facts: RatingFacts,
  calendar: WorkingCalendar,
  preset: RatingPreset,
): void {
  if (facts.assurance === 'embedded' && !facts.improvingOpen && !facts.notEnoughOpen) add('embedded', null);
  if (facts.provingFrom !== null && !facts.evidenceAccepted && !facts.evidenceWaiting) {
    add('unproven', calendar.workingDaysAfter(facts.provingFrom, preset.unproven));
  }
  if (facts.notEnoughOpen) add('not_enough', null);
}

function earliestDue(milestones: readonly { readonly dueOn: LocalDate }[]): LocalDate | null {
  let earliest: LocalDate | null = null;
  for (const { dueOn } of milestones) if (earliest === null || dueOn < earliest) earliest = dueOn;
  return earliest;
}
