import { addDays } from '../calendar/day-number.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { LadderPreset } from './ladder-preset.js';
import type { NoticeFacts } from './notice-facts.js';
import type { AlreadyTold, Notice, NoticeDecision, Step } from './notice.js';
import type { Occurrence, Rung } from './rung.js';
import { rungsOfSubject } from './rungs-of-subject.js';

/** Steps that are told once a date, whatever number the preset in force then gave them. */
const TOLD_ONCE: ReadonlySet<Step> = new Set(['escalation_1', 'escalation_2', 'explanation_wanted']);

/**
 * Who is to be told what about one subject today, given everything that was told about it before.
 *
 * Each person is told each true thing once. Of several occurrences that were missed only the latest that is still
 * true is written as waiting; the earlier ones, where nobody was told of them, are recorded as superseded. What waits
 * and is no longer true is cancelled. On a day that is no working day nobody is told anything, and only
 * cancellations are decided. Deciding again on the same day, given what was decided, decides nothing.
 */
export function noticesDue<Told extends AlreadyTold>(
  facts: NoticeFacts,
  today: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
  told: readonly Told[],
): readonly NoticeDecision<Told>[] {
  const rungs = rungsOfSubject(facts, today, calendar, ladder).filter(
    (rung) => rung.lastDay === null || today <= rung.lastDay,
  );
  const isWorkingDay = calendar.isWorkingDay(today);
  const decisions: NoticeDecision<Told>[] = [];
  const stillTrue = new Set<Told>();

  for (const rung of rungs) {
    const reached = rung.occurrences.filter((occurrence) => occurrence.day <= today);
    if (reached.length === 0) continue;
    const ofRung = told.filter((one) => isOf(rung, one));
    for (const personId of new Set(rung.people)) {
      const theirs = ofRung.filter((one) => one.personId === personId);
      const toldTo = Math.max(-1, ...theirs.map((one) => placeIn(rung, one)));
      if (reached.length - 1 <= toldTo) {
        for (const one of theirs) if (placeIn(rung, one) === toldTo) stillTrue.add(one);
        continue;
      }
      for (const one of theirs) {
        stillTrue.add(one);
        if (one.state === 'waiting' && isWorkingDay) decisions.push({ do: 'supersede', told: one });
      }
      if (!isWorkingDay) continue;
      reached.forEach((occurrence, place) => {
        const isCurrent = place === reached.length - 1;
        const wasMissed = place > toldTo && !ofRung.some((one) => placeIn(rung, one) === place);
        if (!isCurrent && !wasMissed) return;
        decisions.push({
          do: 'write',
          state: isCurrent ? 'waiting' : 'superseded',
          notice: noticeOf(facts, occurrence, personId),
          dueOn: occurrence.day,
        });
      });
    }
  }

  for (const one of told) {
    if (one.state === 'waiting' && !stillTrue.has(one)) decisions.push({ do: 'cancel', told: one });
  }
  return decisions;
}

/**
 * The first day, from the given one on, on which there is something to decide about the subject if nobody does
 * anything; null when there never is. Whoever changes the facts puts the subject before the next sweep (its day is
 * today), and the sweep then puts this day, asked from the day after.
 */
export function nextNoticeOn(
  facts: NoticeFacts,
  from: LocalDate,
  calendar: WorkingCalendar,
  ladder: LadderPreset,
  told: readonly AlreadyTold[],
): LocalDate | null {
  const days = new Set<LocalDate>([from, calendar.workingDayOnOrAfter(from)]);
  for (const rung of rungsOfSubject(facts, from, calendar, ladder)) {
    for (const { day } of rung.occurrences) if (day > from) days.add(day);
    if (rung.lastDay !== null && rung.lastDay >= from) days.add(addDays(rung.lastDay, 1));
  }
  for (const day of [...days].sort()) {
    if (calendar.covers(day) && noticesDue(facts, day, calendar, ladder, told).length > 0) return day;
  }
  return null;
}

function isOf(rung: Rung, told: Notice): boolean {
  return rung.occurrences.some(
    (occurrence) =>
      occurrence.step === told.step &&
      occurrence.about === told.about &&
      (occurrence.occurrence === told.occurrence || areNumbered(occurrence, told)),
  );
}

/** An occurrence told under other numbers of the ladder still belongs to its step. */
function areNumbered(occurrence: Occurrence, told: Notice): boolean {
  return occurrence.occurrence !== 'meeting' && told.occurrence !== 'meeting';
}

/**
 * The place of a notice among the occurrences of its rung. One that the present numbers of the ladder do not have
 * stands with the last occurrence that comes no later; steps told once stand with their only one.
 */
function placeIn(rung: Rung, told: Notice): number {
  const exact = rung.occurrences.findIndex(
    (one) => one.step === told.step && one.about === told.about && one.occurrence === told.occurrence,
  );
  if (exact >= 0) return exact;
  return rung.occurrences.findLastIndex(
    (one) =>
      one.step === told.step &&
      one.about === told.about &&
      (TOLD_ONCE.has(told.step) || Number(one.occurrence) <= Number(told.occurrence)),
  );
}

function noticeOf(facts: NoticeFacts, occurrence: Occurrence, personId: string): Notice {
  const { step, about } = occurrence;
  return {
    subjectKind: facts.kind,
    subjectId: facts.id,
    step,
    occurrence: occurrence.occurrence,
    about,
    personId,
  };
}
