import type { LocalDate } from '../calendar/local-date.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { LadderPreset } from './ladder-preset.js';
import type { NoticeFacts } from './notice-facts.js';
import { noticesDue } from './notices-due.js';
import type { AlreadyTold, Notice } from './notice.js';

/** A notice that would be told on a day. */
export interface Foretold extends Notice {
  readonly on: LocalDate;
}

/**
 * A ladder tried day after day on facts that nobody changes: what is told on one day is remembered on the next, as if
 * its mail had gone.
 */
export class LadderTrial {
  readonly foretold: Foretold[] = [];
  private readonly told = new Map<string, AlreadyTold[]>();

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly ladder: LadderPreset,
    told: readonly AlreadyTold[],
  ) {
    for (const one of told) this.remember(one);
  }

  /** The subjects as they stand on a day, the days in their order. */
  sweep(subjects: readonly NoticeFacts[], on: LocalDate): void {
    for (const facts of subjects) {
      const key = `${facts.kind} ${facts.id}`;
      for (const decision of noticesDue(facts, on, this.calendar, this.ladder, this.told.get(key) ?? [])) {
        if (decision.do !== 'write') {
          this.replace(key, decision.told, decision.do === 'supersede' ? 'superseded' : null);
        } else if (decision.state === 'superseded') {
          this.remember({ ...decision.notice, state: 'superseded' });
        } else {
          this.foretold.push({ ...decision.notice, on });
          this.remember({ ...decision.notice, state: 'sent' });
        }
      }
    }
  }

  private remember(one: AlreadyTold): void {
    const key = `${one.subjectKind} ${one.subjectId}`;
    this.told.set(key, [...(this.told.get(key) ?? []), one]);
  }

  private replace(key: string, one: AlreadyTold, state: 'superseded' | null): void {
    const others = (this.told.get(key) ?? []).filter((other) => other !== one);
    this.told.set(key, state === null ? others : [...others, { ...one, state }]);
  }
}

/** What one ladder tells more and what less than another, whatever the day; and what it tells on another day. */
export interface LadderDifference {
  readonly more: readonly Foretold[];
  readonly fewer: readonly Foretold[];
  readonly moved: number;
}

/** The same thing told to the same person counts as the same, under whatever number of days. */
export function differenceOf(now: readonly Foretold[], then: readonly Foretold[]): LadderDifference {
  const left = grouped(now);
  const more: Foretold[] = [];
  let moved = 0;
  for (const one of then) {
    const same = left.get(sameness(one)) ?? [];
    const found = same.shift();
    if (found === undefined) more.push(one);
    else if (found.on !== one.on) moved += 1;
  }
  return { more, fewer: [...left.values()].flat(), moved };
}

function grouped(notices: readonly Foretold[]): Map<string, Foretold[]> {
  const groups = new Map<string, Foretold[]>();
  for (const one of notices) groups.set(sameness(one), [...(groups.get(sameness(one)) ?? []), one]);
  return groups;
}

function sameness({ subjectKind, subjectId, step, about, personId }: Notice): string {
  return `${subjectKind} ${subjectId} ${step} ${about} ${personId}`;
}
