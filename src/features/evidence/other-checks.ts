import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';

/** Something besides evidence and completions that waits for a quality assurance lead. */
export interface OtherCheck {
  /** How many of it wait for this person. */
  count(tx: Tx, person: Person): Promise<number>;
  /** "2 weaknesses …": the words of its link. */
  readonly words: (count: number) => string;
  readonly href: string;
}

/** Each later feature that wants a quality assurance lead says so here, when its module starts. */
@Injectable()
export class OtherChecks {
  private readonly checks: OtherCheck[] = [];

  add(check: OtherCheck): void {
    this.checks.push(check);
  }

  async waiting(tx: Tx, person: Person): Promise<{ count: number; text: string; href: string }[]> {
    const found: { count: number; text: string; href: string }[] = [];
    for (const { count, words, href } of this.checks) {
      const waits = await count(tx, person);
      if (waits > 0) found.push({ count: waits, text: words(waits), href });
    }
    return found;
  }
}
