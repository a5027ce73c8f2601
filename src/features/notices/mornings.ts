import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { LadderVersionsRepository } from './ladder-versions.repository.js';
import type { Morning } from './morning.js';
import { WhoIsWhoRepository } from './who-is-who.repository.js';

/** Reads what every decision of one morning in one authority stands on. */
@Injectable()
export class Mornings {
  constructor(
    private readonly days: AuthorityDays,
    private readonly whoIsWho: WhoIsWhoRepository,
    private readonly ladders: LadderVersionsRepository,
  ) {}

  async of(tx: Tx, on: LocalDate): Promise<Morning> {
    const { ladder, versionId, setOn } = await this.ladders.inForce(tx);
    return {
      on,
      calendar: await this.days.calendar(tx),
      people: await this.whoIsWho.read(tx),
      ladder,
      ladderVersionId: versionId,
      ladderSetOn: setOn,
    };
  }

  /** As it is today, or on that day where it is still to come. */
  async ofToday(tx: Tx, notBefore: LocalDate): Promise<Morning> {
    const today = await this.days.today(tx);
    return this.of(tx, today > notBefore ? today : notBefore);
  }
}
