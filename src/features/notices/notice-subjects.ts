import { Injectable } from '@nestjs/common';
import type { SubjectKind } from '../../domain/ladder/notice.js';
import type { Tx } from '../../platform/database/database.js';
import { ActionNotices } from './action-notices.js';
import { ChallengeNotices } from './challenge-notices.js';
import { DateChangeNotices } from './date-change-notices.js';
import { DocumentNotices } from './document-notices.js';
import { EvidenceNotices } from './evidence-notices.js';
import { PackNotices } from './pack-notices.js';
import { RecommendationNotices } from './recommendation-notices.js';
import { WindowNotices } from './window-notices.js';
import type { LadderSubject, Morning, NoticeSource, SubjectWords } from './morning.js';

interface SubjectKey {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
}

export const keyOf = (kind: string, id: string): string => `${kind} ${id}`;

/** Everything that notices can be about, asked kind by kind. */
@Injectable()
export class NoticeSubjects {
  readonly sources: readonly NoticeSource[];

  constructor(
    actions: ActionNotices,
    dates: DateChangeNotices,
    documents: DocumentNotices,
    evidence: EvidenceNotices,
    windows: WindowNotices,
    recommendations: RecommendationNotices,
    challenges: ChallengeNotices,
    packs: PackNotices,
  ) {
    this.sources = [actions, windows, dates, evidence, recommendations, challenges, packs, documents];
  }

  /** The subjects of these notices as they stand now, by `keyOf`. One that is gone is not among them. */
  async factsOf(
    tx: Tx,
    morning: Morning,
    notices: readonly SubjectKey[],
  ): Promise<Map<string, LadderSubject>> {
    const found = new Map<string, LadderSubject>();
    for (const source of this.sources) {
      for (const subject of await source.facts(tx, morning, idsOf(source.kind, notices))) {
        found.set(keyOf(source.kind, subject.facts.id), subject);
      }
    }
    return found;
  }

  /** What a mail or page may say of them, by `keyOf`. */
  async wordsOf(
    tx: Tx,
    morning: Morning,
    notices: readonly SubjectKey[],
  ): Promise<Map<string, SubjectWords>> {
    const found = new Map<string, SubjectWords>();
    for (const source of this.sources) {
      for (const [id, words] of await source.words(tx, morning, idsOf(source.kind, notices))) {
        found.set(keyOf(source.kind, id), words);
      }
    }
    return found;
  }
}

function idsOf(kind: SubjectKind, notices: readonly SubjectKey[]): string[] {
  return [...new Set(notices.filter((one) => one.subjectKind === kind).map((one) => one.subjectId))];
}
