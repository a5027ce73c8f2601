import { Injectable } from '@nestjs/common';
import { may } from '../../../domain/access/policy.js';
import { addDays } from '../../../domain/calendar/day-number.js';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../web/api/ids.js';
import { Forbidden, NotFound, Refused } from '../../../web/errors/refusals.js';
import type { Person } from '../../../web/person.js';
import { RatingService } from '../../actions/rating.service.js';
import { AuthorityDays } from '../../authorities/authority-days.service.js';
import { ClosedDaysRepository, type ClosedDay } from './closed-days.repository.js';

const LONGEST_CLOSURE = 31;

/** The authority's own closed days. Every date that is counted in working days is counted anew at once. */
@Injectable()
export class ClosedDaysService {
  constructor(
    private readonly database: Database,
    private readonly closed: ClosedDaysRepository,
    private readonly days: AuthorityDays,
    private readonly ratings: RatingService,
  ) {}

  /** From a month ago on; whoever reads the plan may know which days are counted. */
  async list(person: Person, withWithdrawn = false): Promise<ClosedDay[]> {
    if (!may('plan.read', person) && !may('settings.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) =>
      this.closed.days(tx, addDays(await this.days.today(tx), -31), withWithdrawn),
    );
  }

  /** Closes the days from `from` to `to`, both included; a day that is closed already stays as it is. */
  async add(person: Person, from: LocalDate, to: LocalDate, name: string): Promise<number> {
    if (!may('settings.manage', person)) throw new Forbidden();
    return this.within(person, async (tx) => {
      const calendar = await this.days.calendar(tx);
      if (to < from) refuse('to', 'to_before_from', 'The last day must not be before the first');
      if (!calendar.covers(from) || !calendar.covers(to)) {
        refuse('from', 'beyond_calendar', 'The days are too far away for working days to be counted');
      }
      const closing = daysBetween(from, to);
      if (closing.length > LONGEST_CLOSURE) {
        refuse('to', 'too_long', `Close at most ${LONGEST_CLOSURE} days at a time`);
      }
      const added = await this.closed.add(tx, closing, name);
      if (added.length > 0) await this.countAnew(tx);
      return added.length;
    });
  }

  async withdraw(person: Person, id: string): Promise<void> {
    if (!may('settings.manage', person)) throw new Forbidden();
    await this.within(person, async (tx) => {
      if (!isUuid(id) || !(await this.closed.withdraw(tx, id, this.days.now()))) {
        throw new NotFound('There is no such closed day');
      }
      await this.countAnew(tx);
    });
  }

  private async countAnew(tx: Tx): Promise<void> {
    await this.ratings.rerateAll(tx);
    await this.closed.tellAnew(tx, await this.days.today(tx));
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

function daysBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to && days.length <= LONGEST_CLOSURE; day = addDays(day, 1)) days.push(day);
  return days;
}

function refuse(field: string, code: string, message: string): never {
  throw new Refused(code, message, [{ field, message }]);
}
