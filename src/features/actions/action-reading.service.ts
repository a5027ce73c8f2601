import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { todayInLondon } from '../../domain/calendar/london-time.js';
import type { Tx } from '../../platform/database/database.js';
import { listAnswer, type ListAnswer, type ListQuery } from '../../web/api/list-query.js';
import { NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { AuthorityDays } from '../authorities/authority-days.service.js';
import { PastReading } from '../authorities/past-reading.js';
import { ActionAccess, readingScope } from './action-access.js';
import type { ActionFilters } from './action-filters.js';
import {
  ActionListRepository,
  type ActionItem,
  type ActionLine,
  type Found,
  type ListPart,
  type Placed,
} from './action-list.repository.js';
import type { ActionOrder, ActionSort } from './action-order.js';
import { RatingService } from './rating.service.js';

const LINES_AT_ONCE = 500;

/**
 * Lists of actions for people and programs, now or as at the end of a day. A list of now first brings ratings up to
 * date whose day has come.
 */
@Injectable()
export class ActionReadingService {
  constructor(
    private readonly past: PastReading,
    private readonly lists: ActionListRepository,
    private readonly access: ActionAccess,
    private readonly ratings: RatingService,
    private readonly days: AuthorityDays,
  ) {}

  /** The list of the API. The cursor must fit the order. */
  async items(
    person: Person,
    filters: ActionFilters,
    query: ListQuery<string, ActionSort>,
    asAt: LocalDate | null = null,
  ): Promise<ListAnswer<ActionItem>> {
    const scope = readingScope(person);
    const part = { order: query.sort, limit: query.limit, cursor: query.cursor };
    const { rows, total } = await this.within(person, asAt, (tx) =>
      this.upToDate(tx, () => this.lists.items(tx, this.realToday(), filters, scope, part)),
    );
    return listAnswer(rows, query, total, (row) => row.place, itemOf);
  }

  /** The list of a page. */
  async lines(
    person: Person,
    filters: ActionFilters,
    part: ListPart,
    asAt: LocalDate | null = null,
  ): Promise<Found<Placed<ActionLine>>> {
    const scope = readingScope(person);
    return this.within(person, asAt, (tx) => this.linesWithin(tx, person, filters, part, scope));
  }

  /** The same inside a transaction of the caller. */
  linesWithin(
    tx: Tx,
    person: Person,
    filters: ActionFilters,
    part: ListPart,
    scope = readingScope(person),
  ): Promise<Found<Placed<ActionLine>>> {
    return this.upToDate(tx, () => this.lists.lines(tx, this.realToday(), filters, scope, part));
  }

  /** How many counted actions this person's lists are without, because they are restricted; where all are listed. */
  async leftOut(person: Person): Promise<number> {
    if (readingScope(person) !== 'all') return 0;
    return this.within(person, null, (tx) => this.lists.leftOut(tx));
  }

  async item(person: Person, id: string, asAt: LocalDate | null = null): Promise<ActionItem> {
    return this.within(person, asAt, async (tx) => {
      await this.access.toRead(tx, person, id);
      await this.ratings.rerateDue(tx, await this.days.today(tx));
      const item = await this.lists.item(tx, id);
      if (item === null) throw new NotFound('There is no such action');
      return item;
    });
  }

  /** Every line of a list, a batch at a time so that a long list is never held in memory. */
  async *allLines(
    person: Person,
    filters: ActionFilters,
    order: ActionOrder,
    asAt: LocalDate | null = null,
  ): AsyncGenerator<Placed<ActionLine>[]> {
    let cursor: ListPart['cursor'] = null;
    for (;;) {
      const part: ListPart = { order, limit: LINES_AT_ONCE, cursor, uncounted: true };
      const { rows } = await this.lines(person, filters, part, asAt);
      const shown = rows.slice(0, LINES_AT_ONCE);
      const last = shown.at(-1);
      if (last !== undefined) yield shown;
      if (rows.length <= LINES_AT_ONCE || last === undefined) return;
      cursor = { value: last.place, id: last.id };
    }
  }

  private async upToDate<Row>(tx: Tx, read: () => Promise<Found<Row>>): Promise<Found<Row>> {
    const found = await read();
    if (!found.isDue || tx.asAt !== null) return found;
    await this.ratings.rerateDue(tx, await this.days.today(tx));
    return read();
  }

  private realToday() {
    return todayInLondon(this.days.now());
  }

  private within<T>(person: Person, asAt: LocalDate | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.past.within(person.authority.id, person.actor, asAt, work);
  }
}

function itemOf(row: Placed<ActionItem>): ActionItem {
  const {
    place: _place,
    total: _total,
    isDue: _isDue,
    ...item
  } = row as Placed<ActionItem> & {
    total: number;
    isDue: boolean;
  };
  return item;
}
