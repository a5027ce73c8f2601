import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { rungsOfAction, toCheck } from './action-rungs.js';
import { leadOrNextUp, ownerOrNextUp } from './chain.js';
import type { LadderPreset } from './ladder-preset.js';
import type {
  ChallengeNoticeFacts,
  DateChangeNoticeFacts,
  DocumentNoticeFacts,
  EvidenceNoticeFacts,
  NoticeFacts,
  RecommendationNoticeFacts,
  WindowNoticeFacts,
} from './notice-facts.js';
import { atOnce, before, countedFrom, inUse, peopleOnce, putToBoard, repeated, type Rung } from './rung.js';

/** Every step of the ladder that the facts of a subject give, as far as the plan uses it. */
export function rungsOfSubject(
  facts: NoticeFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  return inUse(everyRung(facts, today, calendar, ladder), calendar, ladder);
}

function everyRung(
  facts: NoticeFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  switch (facts.kind) {
    case 'action':
      return rungsOfAction(facts, today, calendar, ladder);
    case 'window':
      return [rungOfWindow(facts, calendar, ladder)];
    case 'date_change':
      return rungsOfDateChange(facts, today, calendar, ladder);
    case 'evidence':
      return rungsOfEvidence(facts, calendar, ladder);
    case 'challenge':
      return rungsOfChallenge(facts, today, calendar, ladder);
    case 'document':
      return rungsOfDocument(facts, calendar, ladder);
    case 'recommendation':
      return rungsOfRecommendation(facts, calendar);
    case 'pack':
      return atOnce('pack_issued', facts.issuedOn, facts.memberIds, calendar);
  }
}

/** Its statutory deadlines, and weaknesses found in it that wait for a quality assurance lead to agree. */
function rungsOfDocument(
  facts: DocumentNoticeFacts,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  const told = peopleOnce(facts.planManagerIds, facts.directorIds);
  const { agreementSince, qualityIds = [], planManagerIds } = facts;
  return [
    ...facts.deadlines.map((deadline) => before('statutory', deadline, ladder.statutory, told, calendar)),
    ...toCheck(agreementSince, qualityIds, planManagerIds, calendar, ladder),
  ];
}

/** What findings say of it is heard by its lead and quality assurance; that it wants an action, by the plan manager too. */
function rungsOfRecommendation(facts: RecommendationNoticeFacts, calendar: WorkingCalendar): readonly Rung[] {
  const { leadIds, qualityIds = [], planManagerIds = [] } = facts;
  const concerned = peopleOnce(leadIds, planManagerIds, qualityIds);
  return [
    ...atOnce('not_borne_out', facts.notBorneOutOn, peopleOnce(leadIds, qualityIds), calendar),
    ...atOnce('new_concern', facts.concernOn, concerned, calendar),
    ...atOnce('reopened', facts.reopenedOn, leadIds, calendar),
    ...putToBoard(facts.toSignOff, calendar),
  ];
}

/** Opening and closing are one series: who missed the opening is told of the closing only. */
function rungOfWindow(facts: WindowNoticeFacts, calendar: WorkingCalendar, ladder: LadderPreset): Rung {
  const reminder = facts.remindsOn ?? calendar.workingDaysBefore(facts.closesOn, ladder.windowClosing);
  const closing = calendar.workingDayOnOrAfter(reminder);
  const opening = calendar.workingDayOnOrAfter(facts.opensOn);
  return {
    people: peopleOnce(...facts.unanswered.map(ownerOrNextUp)),
    lastDay: facts.closesOn,
    occurrences: [
      { step: 'window_open', occurrence: '0', about: facts.opensOn, day: opening },
      {
        step: 'window_closing',
        occurrence: `-${calendar.workingDaysBetween(reminder, facts.closesOn)}`,
        about: facts.closesOn,
        // A window opened late, for a meeting planned late, never closes before it has opened.
        day: closing > opening ? closing : opening,
      },
    ],
  };
}

function rungsOfDateChange(
  facts: DateChangeNoticeFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  const told = peopleOnce(ownerOrNextUp(facts.chain), leadOrNextUp(facts.chain));
  const rungs = atOnce('refused', facts.refusedOn, told, calendar);
  const since = facts.waitingSince;
  if (since === null) return rungs;
  if (!facts.byBoard) {
    const counted = { from: since, first: 0, every: ladder.toDecideEvery };
    return [...rungs, repeated('to_decide', since, counted, facts.deciderIds, today, calendar)];
  }
  const request = { since, deciderIds: facts.deciderIds, meetingOn: facts.meetingOn ?? null };
  return [...rungs, ...putToBoard(request, calendar)];
}

function rungsOfEvidence(
  facts: EvidenceNoticeFacts,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  const told = peopleOnce(ownerOrNextUp(facts.chain), leadOrNextUp(facts.chain));
  return [
    ...atOnce('refused', facts.refusedOn, told, calendar),
    ...toCheck(facts.waitingSince, facts.qualityIds, facts.planManagerIds, calendar, ladder),
  ];
}

function rungsOfChallenge(
  facts: ChallengeNoticeFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  if (!facts.isOpen) return [];
  const from = countedFrom('challenge_overdue', facts.dueOn, ladder);
  const counted = { from, first: 1, every: ladder.challengeOverdueEvery };
  return [
    ...atOnce('challenge', facts.raisedOn, facts.askedIds, calendar),
    repeated('challenge_overdue', facts.dueOn, counted, facts.askedIds, today, calendar),
  ];
}
