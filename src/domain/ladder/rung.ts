import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { LadderPreset } from './ladder-preset.js';
import type { BoardRequest } from './notice-facts.js';
import type { Step } from './notice.js';

/** One time of a step: the working day on which it falls due. */
export interface Occurrence {
  readonly step: Step;
  readonly occurrence: string;
  readonly about: LocalDate;
  readonly day: LocalDate;
}

/**
 * A step of the ladder as the facts have it now, with the people it goes to. It is true while the facts stand, up to
 * and including `lastDay`. Its occurrences are in the order they come, all those up to the asked day and the next.
 */
export interface Rung {
  readonly people: readonly string[];
  readonly occurrences: readonly Occurrence[];
  readonly lastDay: LocalDate | null;
}

export function peopleOnce(...groups: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(groups.flat())];
}

/** Told at once, in the next digest: an event of a day is told on that day or the next working one. */
export function atOnce(
  step: Step,
  about: LocalDate | null | undefined,
  people: readonly string[],
  calendar: WorkingCalendar,
): Rung[] {
  if (about === null || about === undefined) return [];
  const day = calendar.workingDayOnOrAfter(about);
  return [{ people, lastDay: null, occurrences: [{ step, occurrence: '0', about, day }] }];
}

/** Told so many working days before a date, most first; true until that date. */
export function before(
  step: Step,
  about: LocalDate,
  daysBefore: readonly number[],
  people: readonly string[],
  calendar: WorkingCalendar,
): Rung {
  const occurrences = [...daysBefore]
    .sort((one, other) => other - one)
    .map((days) => ({
      step,
      occurrence: `-${days}`,
      about,
      day: calendar.workingDaysBefore(about, days),
    }));
  return { people, lastDay: about, occurrences };
}

/** Told once, so many working days after the day the steps count from; for as long as the facts stand. */
export function onceAfter(
  step: Step,
  about: LocalDate,
  counted: { readonly from: LocalDate; readonly days: number },
  people: readonly string[],
  calendar: WorkingCalendar,
): Rung {
  const day = calendar.workingDaysAfter(counted.from, counted.days);
  return { people, lastDay: null, occurrences: [{ step, occurrence: String(counted.days), about, day }] };
}

/** Told again and again: on working day `first` and every so many after, up to the asked day and once beyond. */
export function repeated(
  step: Step,
  about: LocalDate,
  counted: { readonly from: LocalDate; readonly first: number; readonly every: number },
  people: readonly string[],
  today: LocalDate,
  calendar: WorkingCalendar,
): Rung {
  const occurrences: Occurrence[] = [];
  for (let days = counted.first; ; days += counted.every) {
    const day =
      days === 0 ? calendar.workingDayOnOrAfter(counted.from) : calendar.workingDaysAfter(counted.from, days);
    occurrences.push({ step, occurrence: String(days), about, day });
    if (day > today) return { people, lastDay: null, occurrences };
  }
}

/** A board is told once, and once more after its meeting; for as long as it waits. */
export function putToBoard(request: BoardRequest | null | undefined, calendar: WorkingCalendar): Rung[] {
  if (!request) return [];
  const { since, deciderIds, meetingOn } = request;
  const rungs = atOnce('to_decide', since, deciderIds, calendar);
  if (meetingOn === null || meetingOn < since) return rungs;
  const day = calendar.workingDaysAfter(meetingOn, 1);
  const occurrence = { step: 'to_decide', occurrence: 'meeting', about: meetingOn, day } as const;
  return [...rungs, { people: deciderIds, lastDay: null, occurrences: [occurrence] }];
}

/** Where the days of a step are counted from: never from before the day on which the step was added to the ladder. */
export function countedFrom(step: Step, from: LocalDate, ladder: LadderPreset): LocalDate {
  const addedOn = ladder.addedOn?.[step];
  return addedOn !== undefined && addedOn > from ? addedOn : from;
}

/**
 * What the ladder has of these steps: nothing of a step that the plan does not use. A step added later starts on the
 * next working morning: of what is told before a date the latest that had been reached, of what is told at once only
 * what happened from the day on which it was added.
 */
export function inUse(
  rungs: readonly Rung[],
  calendar: WorkingCalendar,
  ladder: LadderPreset,
): readonly Rung[] {
  const { off = [], addedOn = {} } = ladder;
  if (off.length === 0 && Object.keys(addedOn).length === 0) return rungs;
  return rungs.flatMap((rung) => {
    const used = rung.occurrences.filter(({ step }) => !off.includes(step));
    const occurrences = used.flatMap((one, place) => {
      const added = addedOn[one.step];
      if (added === undefined) return [one];
      if (isToldAtOnce(one)) return one.about < added ? [] : [one];
      if (!one.occurrence.startsWith('-') || one.day > added) return [one];
      const next = used[place + 1];
      const isLatestReached = next === undefined || next.day > added;
      return isLatestReached ? [{ ...one, day: calendar.workingDaysAfter(added, 1) }] : [];
    });
    return occurrences.length === 0 ? [] : [{ ...rung, occurrences }];
  });
}

/** Told of something that happened on a day; a window that opened is told for as long as it is open. */
function isToldAtOnce({ step, occurrence }: Occurrence): boolean {
  return step === 'turned_red' || (occurrence === '0' && step !== 'window_open');
}
