import { Injectable } from '@nestjs/common';
import { mayEver } from '../../domain/access/policy.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../web/api/ids.js';
import { Forbidden, NotFound, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { readActionList } from './action-list.query.js';
import { queryOf } from './action-list.page.js';
import type { SavedView } from './saved-view.entity.js';
import { SavedViewsRepository } from './saved-views.repository.js';

/** Nobody finds their way among more. */
const MOST_VIEWS = 30;

/** The list of actions as a person wants to see it again, under a name of their own. Nobody else sees it. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly database: Database,
    private readonly views: SavedViewsRepository,
    private readonly clock: Clock,
  ) {}

  async mine(person: Person): Promise<SavedView[]> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    return this.within(person, (tx) => this.views.ofPerson(tx, person.personId, 'actions', MOST_VIEWS));
  }

  /** Keeps a query of the list; under a name that is there already, in its place. Refuses one that no list has. */
  async keep(person: Person, name: string, query: unknown): Promise<string> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    const asked = queryOf(readActionList(query, person));
    const kept = Object.fromEntries(
      Object.entries(asked).flatMap(([field, value]) => {
        const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
        return text === '' || field === 'asAt' ? [] : [[field, text]];
      }),
    );
    return this.within(person, async (tx) => {
      const mine = await this.views.ofPerson(tx, person.personId, 'actions', MOST_VIEWS);
      const isNew = !mine.some((view) => view.name.toLowerCase() === name.toLowerCase());
      if (isNew && mine.length >= MOST_VIEWS) {
        const message = `You have ${MOST_VIEWS} views. Forget one of them first`;
        throw new Refused('too_many_views', message, [{ field: 'viewName', message }]);
      }
      return this.views.keep(tx, { personId: person.personId, list: 'actions', name, query: kept });
    });
  }

  async forget(person: Person, id: string): Promise<void> {
    if (!mayEver('actions.read', person)) throw new Forbidden();
    const done = await this.within(
      person,
      async (tx) => isUuid(id) && (await this.views.withdraw(tx, person.personId, id, this.clock.now())),
    );
    if (!done) throw new NotFound('You have no such view');
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}
