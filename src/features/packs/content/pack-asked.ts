import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Commentary, PackContent } from '../../../domain/report/pack-content.js';

/** What the owner of an exception wrote for this pack. */
export interface PackExplanation {
  readonly actionId: string;
  /** What is in the way, and what will be done about it. */
  readonly words: string;
  readonly by: string;
  readonly on: LocalDate;
  readonly recoveryOn: LocalDate | null;
}

/** The pack before this one that was issued to the same board; of a correction: the pack before the corrected one. */
export interface PackBefore {
  /** "Pack 3". */
  readonly pack: string;
  readonly asAt: LocalDate;
  readonly content: PackContent;
}

export interface PackAsked {
  /** Null: nobody's pack, the plan as it is now. */
  readonly board: { readonly id: string; readonly name: string } | null;
  readonly meetingOn: LocalDate | null;
  readonly asAt: LocalDate;
  readonly part: 1 | 2;
  /** Of the same part. */
  readonly since: PackBefore | null;
  readonly commentary: readonly Commentary[];
  readonly explanations: readonly PackExplanation[];
}
