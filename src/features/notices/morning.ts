import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { LadderPreset } from '../../domain/ladder/ladder-preset.js';
import type { NoticeFacts } from '../../domain/ladder/notice-facts.js';
import type { AlreadyTold, SubjectKind } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import type { WhoIsWho } from './who-is-who.js';

/** What every decision of one morning in one authority stands on. */
export interface Morning {
  readonly on: LocalDate;
  readonly calendar: WorkingCalendar;
  readonly people: WhoIsWho;
  /** The ladder of the open plan, and since when it is as it is. */
  readonly ladder: LadderPreset;
  readonly ladderVersionId: string | null;
  readonly ladderSetOn: LocalDate | null;
  /** The last morning swept. */
  readonly last: LocalDate | null;
  /** Windows that somebody is still to be told of. */
  readonly windowsWaiting: readonly string[];
  /** Kinds of subject about which there is nothing to tell and nothing that waits: they are not looked at. */
  readonly nothingOf: readonly string[];
  /** The last day on which a meeting was planned, moved or cancelled. */
  readonly meetingsChangedOn: LocalDate | null;
}

/** A subject of notices as it stands. */
export interface LadderSubject {
  readonly facts: NoticeFacts;
}

/** A notice as it stands in the table. */
export interface Told extends AlreadyTold {
  readonly id: string;
}

/** What a mail may say of a subject: little. */
export interface SubjectWords {
  readonly reference: string | null;
  readonly title: string;
  /** A path, for the one link of its line. */
  readonly path: string;
  /** A few more words, such as the owner's name: for those above them. */
  readonly about: readonly string[];
  /** The same, where it depends on whom the notice is meant for. */
  readonly aboutFor?: (personId: string) => readonly string[];
  /** For whom the title is too: decides whether the reader may open it. */
  readonly mayBeReadBy: (personId: string) => boolean;
}

/**
 * What notices can be about. Each feature that has something to tell gives one of these; the sweep asks them all.
 */
export interface NoticeSource {
  readonly kind: SubjectKind;
  /** Whether an action of this kind of subject keeps the day on which it is to be looked at next. */
  readonly keepsNextDay: boolean;
  /** The subjects about which something may have to be told or cancelled that morning. */
  due(tx: Tx, morning: Morning): Promise<LadderSubject[]>;
  /** All about which something may have to be told in the coming days, to try another ladder on; left out: `due`. */
  all?(tx: Tx, morning: Morning): Promise<LadderSubject[]>;
  /** These subjects, as they stand now. One that is gone is not among them. */
  facts(tx: Tx, morning: Morning, ids: readonly string[]): Promise<LadderSubject[]>;
  /** How these subjects are called in a mail or on a page. */
  words(tx: Tx, morning: Morning, ids: readonly string[]): Promise<Map<string, SubjectWords>>;
  /** Puts the day on which each is to be looked at next. */
  putNextDays(tx: Tx, days: readonly { id: string; on: LocalDate | null }[]): Promise<void>;
}
