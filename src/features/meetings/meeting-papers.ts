import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';

/** What a meeting was or will be given to read. */
export interface MeetingPaper {
  readonly name: string;
  readonly href: string;
  /** Where it stands, in a word, and the colour of its tag. */
  readonly stateName: string;
  readonly stateTag: string;
}

export interface MeetingPaperSource {
  /** By meeting, as far as this person may know of it. */
  of(tx: Tx, person: Person, meetingIds: readonly string[]): Promise<ReadonlyMap<string, MeetingPaper>>;
}

/** The pack of each meeting of a list; told by the later feature that makes packs. */
@Injectable()
export class MeetingPapers implements MeetingPaperSource {
  private source: MeetingPaperSource | null = null;

  comeFrom(source: MeetingPaperSource): void {
    this.source = source;
  }

  async of(
    tx: Tx,
    person: Person,
    meetingIds: readonly string[],
  ): Promise<ReadonlyMap<string, MeetingPaper>> {
    if (this.source === null || meetingIds.length === 0) return new Map();
    return this.source.of(tx, person, meetingIds);
  }
}
