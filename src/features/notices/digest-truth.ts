import { Injectable } from '@nestjs/common';
import { noticesDue } from '../../domain/ladder/notices-due.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { LadderSubject, Morning, Told } from './morning.js';
import { Mornings } from './mornings.js';
import { keyOf, NoticeSubjects } from './notice-subjects.js';

export interface Checked {
  readonly morning: Morning;
  readonly subjects: ReadonlyMap<string, LadderSubject>;
  readonly isTrue: (notice: Told) => boolean;
}

/** Whether what was decided in the morning is still true at the moment of telling. */
@Injectable()
export class DigestTruth {
  constructor(
    private readonly mornings: Mornings,
    readonly subjects: NoticeSubjects,
  ) {}

  morning(tx: Tx, notBefore: LocalDate): Promise<Morning> {
    return this.mornings.ofToday(tx, notBefore);
  }

  async check(tx: Tx, morning: Morning, notices: readonly Told[]): Promise<Checked> {
    const subjects = await this.subjects.factsOf(tx, morning, notices);
    const isTrue = (notice: Told): boolean => {
      const subject = subjects.get(keyOf(notice.subjectKind, notice.subjectId));
      if (!subject) return false;
      // Asked as if it still waited: the ladder says whether it would be cancelled.
      const asked: Told = { ...notice, state: 'waiting' };
      const decisions = noticesDue(subject.facts, morning.on, morning.calendar, morning.ladder, [asked]);
      return !decisions.some((one) => one.do === 'cancel');
    };
    return { morning, subjects, isTrue };
  }
}
