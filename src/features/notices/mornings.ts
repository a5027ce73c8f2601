import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { ladderFrom } from '../../domain/ladder/ladder-settings.js';
import { LADDER_PRESETS } from '../../domain/ladder/ladder-preset.js';
import type { Morning } from './morning.js';
import { MorningFactsRepository, type MorningFacts } from './morning-facts.repository.js';
import { WhoIsWho } from './who-is-who.js';

/** Reads what every decision of one morning in one authority stands on. */
@Injectable()
export class Mornings {
  constructor(
    private readonly days: AuthorityDays,
    private readonly facts: MorningFactsRepository,
  ) {}

  /** With what a sweep asks beside it: the last morning swept, and whether mail of an earlier one waits. */
  async read(tx: Tx, on: LocalDate): Promise<{ morning: Morning; facts: MorningFacts }> {
    const facts = await this.facts.read(tx, on);
    const { ladder, last, windowsWaiting, nothingOf, meetingsChangedOn } = facts;
    this.days.todayAfter(tx, facts.isDemonstration ? last : null);
    const morning: Morning = {
      on,
      calendar: this.days.calendarWithout(tx, facts.closedDays),
      people: new WhoIsWho(facts.people, facts.agencies),
      ladder: ladder === null ? LADDER_PRESETS.standard : ladderFrom(ladder),
      ladderVersionId: ladder?.id ?? null,
      ladderSetOn: ladder?.setOn ?? null,
      last,
      windowsWaiting,
      nothingOf,
      meetingsChangedOn,
    };
    return { morning, facts };
  }

  async of(tx: Tx, on: LocalDate): Promise<Morning> {
    return (await this.read(tx, on)).morning;
  }

  /** As it is today, or on that day where it is still to come. */
  async ofToday(tx: Tx, notBefore: LocalDate): Promise<Morning> {
    const today = await this.days.today(tx);
    return this.of(tx, today > notBefore ? today : notBefore);
  }
}
