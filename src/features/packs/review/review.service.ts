import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { addMonths } from '../../../domain/calendar/day-number.js';
import { formatLongDate } from '../../../domain/calendar/long-date.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { PackContent } from '../../../domain/report/pack-content.js';
import { Database } from '../../../platform/database/database.js';
import { Forbidden, NotFound, Refused } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { PackBetween } from '../content/pack-between.service.js';
import { ReviewRepository } from './review.repository.js';

/** What the plan said on two days: Part 1 of what a pack would have said. */
export interface Review {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly earlier: PackContent;
  /** Its movement, headline and findings are counted from the earlier day. */
  readonly later: PackContent;
}

export interface AskedDays {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

const MONTHS = 6;

/** What changed between two days, read from the history and nothing else: the same for everybody, nothing restricted. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly days: AuthorityDays,
    private readonly packs: PackBetween,
    private readonly repository: ReviewRepository,
  ) {}

  /** The last six months unless other days are asked for. Refuses days that have not come or are the wrong way round. */
  async between(person: Person, asked: AskedDays): Promise<Review> {
    if (!may('board.read', person)) throw new Forbidden();
    const { from, to } = await this.daysOf(person, asked);
    const { earlier, later } = await this.packs.bothDays(person, { board: null, from, to, part: 1 });
    if (earlier === null) throw new Error('A review is compared with the day it begins at');
    return { from, to, earlier, later };
  }

  private daysOf(person: Person, asked: AskedDays): Promise<{ from: LocalDate; to: LocalDate }> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const today = await this.days.today(tx);
      const first = await this.repository.firstDay(tx);
      if (first === null) throw new NotFound('There is no plan here yet');
      const to = asked.to ?? today;
      if (to > today) wrong('to', `The last day must be today, ${formatLongDate(today)}, or earlier`);
      const from = asked.from ?? laterOf(addMonths(to, -MONTHS), first);
      if (from < first)
        wrong('from', `The plan was begun here on ${formatLongDate(first)}: choose that day or later`);
      if (from >= to) wrong('from', `The first day must be before the last, ${formatLongDate(to)}`);
      return { from, to };
    });
  }
}

function laterOf(one: LocalDate, other: LocalDate): LocalDate {
  return one > other ? one : other;
}

function wrong(field: 'from' | 'to', message: string): never {
  throw new Refused('bad_days', message, [{ field, message }]);
}
