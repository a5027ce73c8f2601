import { Injectable } from '@nestjs/common';
import type { Subject } from '../../domain/access/policy.js';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';

/** How the value of a column is said. `row`: the name of the row it points to, as it was then. */
export type HistoryWords =
  | 'text'
  | 'day'
  | 'moment'
  | 'yes_no'
  | { readonly row: string }
  | { readonly words: Readonly<Record<string, string>> };

export interface HistoryField {
  readonly label: string;
  /** 'text' unless said otherwise; `words` gives those of each value. */
  readonly as?: HistoryWords;
}

/** Rows of one table whose changes belong to a subject's history: the thing itself, or a part such as a milestone. */
export interface HistoryTable {
  /** The table. */
  readonly entity: string;
  /** What one row is called in a sentence: "action". */
  readonly noun: string;
  /** The column that names a row among others: "Milestone Policy agreed added". */
  readonly namedBy?: string;
  /** The columns people read about, in the order they are shown; a change of any other is not told. */
  readonly fields: Readonly<Record<string, HistoryField>>;
}

export interface HistoryPart extends HistoryTable {
  idsOf(tx: Tx, subjectId: string): Promise<string[]>;
}

/** A thing whose history can be read: `entity` is the word of the API, and its table. */
export interface HistorySubject extends HistoryTable {
  readonly parts?: readonly HistoryPart[];
  /**
   * The thing as the policy sees it, or null when it is not there or this person may not see it. Whoever gets one
   * still needs `history.read` for it.
   */
  find(tx: Tx, person: Person, id: string): Promise<Subject | null>;
}

/** Each feature says here, when its module starts, what of its rows can be told and to whom. */
@Injectable()
export class HistorySubjects {
  private readonly subjects = new Map<string, HistorySubject>();

  add(subject: HistorySubject): void {
    if (this.subjects.has(subject.entity)) throw new Error(`The history of ${subject.entity} is told twice`);
    this.subjects.set(subject.entity, subject);
  }

  of(entity: string): HistorySubject | null {
    return this.subjects.get(entity) ?? null;
  }
}
