import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { Commentary, PackContent } from '../../../domain/report/pack-content.js';
import type { Tx } from '../../../platform/database/database.js';

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

/** Everything a board's pack says, worked out in few statements. */
@Injectable()
export class PackContentService {
  /**
   * What the pack of this part would say now, or at the day that the transaction reads. Part 1 is the same for
   * everybody: the database hides what is restricted, whoever asks. Bring due ratings up to date first.
   */
  read(tx: Tx, asked: PackAsked): Promise<PackContent> {
    return Promise.reject(new Error(`Not yet: ${tx.authorityId}, part ${asked.part}`));
  }
}
