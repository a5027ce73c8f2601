import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { leadOrNextUp, ownerOrNextUp, secondOrNextUp } from './chain.js';
import type { LadderPreset } from './ladder-preset.js';
import type { ActionNoticeFacts } from './notice-facts.js';
import {
  atOnce,
  before,
  countedFrom,
  onceAfter,
  peopleOnce,
  putToBoard,
  repeated,
  type Rung,
} from './rung.js';
import type { Step } from './notice.js';

/** Every step of the ladder that the facts of an action give. */
export function rungsOfAction(
  facts: ActionNoticeFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  if (facts.status === 'draft' || facts.status === 'cancelled') return [];
  const owner = ownerOrNextUp(facts.chain);
  const ownerAndLead = peopleOnce(owner, leadOrNextUp(facts.chain));
  const doubtHeardBy = peopleOnce(ownerAndLead, facts.doubtHeardBy ?? []);
  const rungs: Rung[] = [
    ...atOnce('not_borne_out', facts.notBorneOutOn, doubtHeardBy, calendar),
    ...atOnce('improving', facts.improvingOn, doubtHeardBy, calendar),
    ...putToBoard(facts.toCancel, calendar),
  ];
  if (facts.status === 'complete') {
    rungs.push(
      ...toCheck(
        facts.awaitsCheckSince,
        facts.qualityIds ?? [],
        facts.planManagerIds ?? [],
        calendar,
        ladder,
      ),
    );
    return rungs;
  }

  const givenTo = facts.chain.ownerId === null ? [] : [facts.chain.ownerId];
  rungs.push(
    ...atOnce('given', facts.givenOn, givenTo, calendar),
    ...atOnce('refused', facts.refusedOn, ownerAndLead, calendar),
    ...atOnce('reopened', facts.reopenedOn, ownerAndLead, calendar),
  );
  if (facts.redSince !== null) {
    const about = facts.redSince;
    const day = facts.redFromMidnight
      ? calendar.workingDayOnOrAfter(about)
      : calendar.workingDaysAfter(about, 1);
    const occurrence = { step: 'turned_red', occurrence: '1', about, day } as const;
    rungs.push({ people: ownerAndLead, lastDay: null, occurrences: [occurrence] });
  }
  if (facts.dueOn !== null) {
    rungs.push(
      before('due_soon', facts.dueOn, ladder.dueSoon, owner, calendar),
      ...rungsOfOverdue(facts, facts.dueOn, today, calendar, ladder),
    );
  }
  rungs.push(...explanationWanted(facts, owner, calendar, ladder));
  return rungs;
}

function rungsOfOverdue(
  facts: ActionNoticeFacts,
  dueOn: LocalDate,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  const from = (step: Step) => countedFrom(step, overdueCountsFrom(facts, dueOn), ladder);
  const overdue = { from: from('overdue'), first: 1, every: ladder.overdueEvery };
  const days2 = facts.onShortClock
    ? Math.min(ladder.escalation2, ladder.escalation2OnShortClock)
    : ladder.escalation2;
  const once = (step: Step, days: number, people: readonly string[]) =>
    onceAfter(step, dueOn, { from: from(step), days }, people, calendar);
  return [
    repeated('overdue', dueOn, overdue, ownerOrNextUp(facts.chain), today, calendar),
    once('escalation_1', ladder.escalation1, leadOrNextUp(facts.chain)),
    once('escalation_2', days2, secondOrNextUp(facts.chain)),
  ];
}

/**
 * The day after which the overdue steps are counted: the due date; for an action that was late already when it was
 * published or imported that day; for one that a timely request held back the last day on which it did.
 */
export function overdueCountsFrom(
  facts: Pick<ActionNoticeFacts, 'noticesFrom' | 'heldUntil'>,
  dueOn: LocalDate,
): LocalDate {
  let from = dueOn;
  if (facts.noticesFrom !== null && facts.noticesFrom > from) from = facts.noticesFrom;
  if (facts.heldUntil !== null && facts.heldUntil > from) from = facts.heldUntil;
  return from;
}

/** Whether it was late already when it was published or imported: the plan manager gets one list of these. */
export function wasLateWhenPublished(facts: Pick<ActionNoticeFacts, 'noticesFrom' | 'dueOn'>): boolean {
  return facts.dueOn !== null && facts.noticesFrom !== null && facts.dueOn < facts.noticesFrom;
}

/** What decides whether an action is an exception. */
export type ExceptionFacts = Pick<
  ActionNoticeFacts,
  'status' | 'dueOn' | 'noticesFrom' | 'onShortClock' | 'heldUntil' | 'redSince' | 'redAtLastPack'
>;

/**
 * The first day on which an open action is on the exception list of the next pack: overdue working day 11 (6 on the
 * shorter clock), or at once when it was Red at the last issued pack and is now. Null when it never will be as the
 * facts stand.
 */
export function exceptionFrom(
  facts: ExceptionFacts,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): LocalDate | null {
  if (facts.status !== 'not_started' && facts.status !== 'in_progress') return null;
  if (facts.redAtLastPack === true && facts.redSince !== null) return facts.redSince;
  if (facts.dueOn === null) return null;
  const days = facts.onShortClock
    ? Math.min(ladder.exceptionList, ladder.exceptionListOnShortClock)
    : ladder.exceptionList;
  return calendar.workingDaysAfter(overdueCountsFrom(facts, facts.dueOn), days);
}

/** Whether the action is on the exception list today. */
export function isException(
  facts: ExceptionFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): boolean {
  const from = exceptionFrom(facts, calendar, ladder);
  return from !== null && from <= today;
}

function explanationWanted(
  facts: ActionNoticeFacts,
  owner: readonly string[],
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  const deadline = facts.nextPaperDeadline ?? null;
  const from = exceptionFrom(facts, calendar, ladder);
  if (deadline === null || from === null || from > deadline || facts.explanationGiven === true) return [];
  const asked = before('explanation_wanted', deadline, [ladder.explanationWanted], owner, calendar);
  const becomes = calendar.workingDayOnOrAfter(from);
  return [
    {
      ...asked,
      occurrences: asked.occurrences.map((one) => (one.day < becomes ? { ...one, day: becomes } : one)),
    },
  ];
}

/** Something waits to be checked: the quality assurance lead is told first, then the plan manager. */
export function toCheck(
  since: LocalDate | null | undefined,
  qualityIds: readonly string[],
  planManagerIds: readonly string[],
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  if (since === null || since === undefined) return [];
  const from = countedFrom('to_check', since, ladder);
  const told = (days: number, people: readonly string[]) =>
    onceAfter('to_check', since, { from, days }, people, calendar);
  return [told(ladder.toCheckQuality, qualityIds), told(ladder.toCheckPlanManager, planManagerIds)];
}
