import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import type { DecisionKind } from './decision.entity.js';

/** Something a board is asked to decide, in a line with a link to where it is decided. */
export interface WantedDecision {
  readonly subjectId: string;
  /** "Move A12 Duty rota from 30 June 2026 to 30 September 2026". */
  readonly title: string;
  /** A few more words: the slip, who asked, why. */
  readonly about: string;
  readonly href: string;
  readonly since: LocalDate;
}

export interface DecisionSource {
  readonly kind: DecisionKind;
  /** "Dates to move". */
  readonly heading: string;
  /** What waits for the board, oldest first; only what this person may read. */
  wanted(tx: Tx, person: Person, boardId: string): Promise<readonly WantedDecision[]>;
  /** How the subjects of decisions are called, for those that this person may read. */
  titles(
    tx: Tx,
    person: Person,
    subjectIds: readonly string[],
  ): Promise<ReadonlyMap<string, { title: string; href: string }>>;
}

export interface WantedGroup {
  readonly kind: DecisionKind;
  readonly heading: string;
  readonly wanted: readonly WantedDecision[];
}

/** What boards are asked to decide: each later feature adds its own kind when its module starts. */
@Injectable()
export class DecisionsWanted {
  private sources: DecisionSource[] = [];

  add(source: DecisionSource): void {
    this.sources = [...this.sources, source];
  }

  async of(tx: Tx, person: Person, boardId: string): Promise<readonly WantedGroup[]> {
    const groups: WantedGroup[] = [];
    for (const source of this.sources) {
      const wanted = await source.wanted(tx, person, boardId);
      if (wanted.length > 0) groups.push({ kind: source.kind, heading: source.heading, wanted });
    }
    return groups;
  }

  /** How what was decided is called, by the id of its subject. */
  async titles(
    tx: Tx,
    person: Person,
    decisions: readonly { subjectKind: DecisionKind; subjectId: string }[],
  ): Promise<ReadonlyMap<string, { title: string; href: string }>> {
    const titles = new Map<string, { title: string; href: string }>();
    for (const source of this.sources) {
      const ids = decisions.filter((one) => one.subjectKind === source.kind).map((one) => one.subjectId);
      if (ids.length === 0) continue;
      for (const [id, words] of await source.titles(tx, person, [...new Set(ids)])) titles.set(id, words);
    }
    return titles;
  }
}
