import { Injectable } from '@nestjs/common';
import { noticesDue } from '../../domain/ladder/notices-due.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import type { LadderSubject, Morning, Told } from './morning.js';
import { keyOf, NoticeSubjects } from './notice-subjects.js';
import { WhoIsWhoRepository } from './who-is-who.repository.js';

export interface Checked {
  readonly morning: Morning;
  readonly subjects: ReadonlyMap<string, LadderSubject>;
  readonly isTrue: (notice: Told) => boolean;
}

/** Whether what was decided in the morning is still true at the moment of telling. */
@Injectable()
export class DigestTruth {
  constructor(
    private readonly days: AuthorityDays,
    private readonly whoIsWho: WhoIsWhoRepository,
    readonly subjects: NoticeSubjects,
  ) {}

  async morning(tx: Tx, notBefore: LocalDate): Promise<Morning> {
    const today = await this.days.today(tx);
    return {
      on: today > notBefore ? today : notBefore,
      calendar: await this.days.calendar(tx),
      people: await this.whoIsWho.read(tx),
    };
  }

  async check(tx: Tx, morning: Morning, notices: readonly Told[]): Promise<Checked> {
    const subjects = await this.subjects.factsOf(tx, morning, notices);
    const isTrue = (notice: Told): boolean => {
      const subject = subjects.get(keyOf(notice.subjectKind, notice.subjectId));
      if (!subject) return false;
      // Asked as if it still waited: the ladder says whether it would be cancelled.
      const asked: Told = { ...notice, state: 'waiting' };
      const decisions = noticesDue(subject.facts, morning.on, morning.calendar, subject.ladder, [asked]);
      return !decisions.some((one) => one.do === 'cancel');
    };
    return { morning, subjects, isTrue };
  }
}
