import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';

/** Something that waits for one person to decide, in a line with a link to where it is decided. */
export interface WaitingDecision {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly href: string;
  readonly since: LocalDate;
  /** Until when it is to be decided; null: no day is set. */
  readonly until: LocalDate | null;
}

export interface WaitingSource {
  /** The word of the API: date_change, cancellation. */
  readonly kind: string;
  /** "Dates to decide". */
  readonly heading: string;
  readonly order: number;
  /** What waits for this person, the most pressing first. */
  waiting(tx: Tx, person: Person): Promise<readonly WaitingDecision[]>;
}

export interface WaitingGroup {
  readonly kind: string;
  readonly heading: string;
  readonly waiting: readonly WaitingDecision[];
}

/** What waits for somebody to decide: each feature adds its own kind when its module starts. */
@Injectable()
export class WaitingDecisions {
  private sources: WaitingSource[] = [];

  add(source: WaitingSource): void {
    this.sources = [...this.sources, source].sort((a, b) => a.order - b.order);
  }

  async of(tx: Tx, person: Person): Promise<readonly WaitingGroup[]> {
    const groups: WaitingGroup[] = [];
    for (const source of this.sources) {
      const waiting = await source.waiting(tx, person);
      if (waiting.length > 0) groups.push({ kind: source.kind, heading: source.heading, waiting });
    }
    return groups;
  }

  async count(tx: Tx, person: Person): Promise<number> {
    return (await this.of(tx, person)).reduce((sum, { waiting }) => sum + waiting.length, 0);
  }
}
