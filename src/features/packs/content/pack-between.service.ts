import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PackContent } from '../../../domain/report/pack-content.js';
import type { Actor } from '../../../platform/database/doors.js';
import { Forbidden, Refused } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { RatingService } from '../../actions/rating.service.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { PastReading } from '../../authorities/past-reading.js';
import { PackContentService, type PackAsked, type PackBefore } from './pack-content.service.js';

export interface AskedPeriod {
  readonly board: PackAsked['board'];
  /** The plan as it stood at the end of this day is what the other is compared with; null: with nothing. */
  readonly from: LocalDate | null;
  /** Null: now. */
  readonly to: LocalDate | null;
  readonly part: 1 | 2;
}

/** What a pack would say of a time between two days, whether or not packs were issued: a six-month review. */
@Injectable()
export class PackBetween {
  constructor(
    private readonly past: PastReading,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
    private readonly content: PackContentService,
  ) {}

  /** For whoever reads what the board reads; Part 2 for those who read restricted items. */
  async review(person: Person, asked: AskedPeriod): Promise<PackContent> {
    return (await this.bothDays(person, asked)).later;
  }

  /** The same, with what the plan said at the end of the first day; null where it is compared with nothing. */
  async bothDays(
    person: Person,
    asked: AskedPeriod,
  ): Promise<{ earlier: PackContent | null; later: PackContent }> {
    if (!may('board.read', person)) throw new Forbidden();
    if (asked.part === 2 && !may('restricted.read', person)) throw new Forbidden();
    return this.read(person.authority.id, person.actor, asked);
  }

  /** Refuses a period that ends before it has begun, and days that have not come. */
  async between(authorityId: string, actor: Actor, asked: AskedPeriod): Promise<PackContent> {
    return (await this.read(authorityId, actor, asked)).later;
  }

  private async read(authorityId: string, actor: Actor, asked: AskedPeriod) {
    const { from, to } = asked;
    const since = from === null ? null : await this.before(authorityId, actor, from, asked);
    const later = await this.past.within(authorityId, actor, to, async (tx) => {
      const asAt = await this.days.today(tx);
      if (from !== null && from >= asAt) {
        const message = `The first day must be before the last, ${formatLongDate(asAt)}`;
        throw new Refused('period_without_days', message, [{ field: 'from', message }]);
      }
      await this.ratings.rerateDue(tx, asAt);
      return this.content.read(tx, { ...asked, ...NOTHING_WRITTEN, asAt, since });
    });
    return { earlier: since && since.content, later };
  }

  private before(
    authorityId: string,
    actor: Actor,
    from: LocalDate,
    asked: AskedPeriod,
  ): Promise<PackBefore> {
    return this.past.within(authorityId, actor, from, async (tx) => {
      const then = { ...asked, ...NOTHING_WRITTEN, asAt: from, since: null };
      return { pack: formatLongDate(from), asAt: from, content: await this.content.read(tx, then) };
    });
  }
}

const NOTHING_WRITTEN = { meetingOn: null, commentary: [], explanations: [] } as const;
