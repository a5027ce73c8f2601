import { Injectable } from '@nestjs/common';
import { may, scopeOf } from '../../domain/access/policy.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { listAnswer, type ListAnswer } from '../../web/api/list-query.js';
import { Forbidden, NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { HistoryService, type HistorySection } from '../history/history.service.js';
import { AgenciesRepository } from './agencies/agencies.repository.js';
import {
  PeopleListRepository,
  type Holdings,
  type PeopleQuery,
  type PeopleReach,
  type PersonRow,
} from './people-list.repository.js';
import { personItem, type PersonItem } from './person.item.js';

export interface PersonCard extends PersonItem {
  holdings: Holdings;
  history: HistorySection | null;
}

/** Reading the people of an authority. The people of a partner agency see their own agency's and themselves. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleListRepository,
    private readonly agencies: AgenciesRepository,
    private readonly history: HistoryService,
  ) {}

  async list(person: Person, query: PeopleQuery): Promise<ListAnswer<PersonItem>> {
    const reach = reachOf(person);
    return this.within(person, async (tx) => {
      const rows = await this.people.page(tx, query, reach);
      const total = await this.people.total(tx, query, reach);
      const manages = may('people.manage', person);
      return listAnswer(
        rows,
        query,
        total,
        (row) => row.sort_value,
        (row) => personItem(row, manages),
      );
    });
  }

  async find(person: Person, id: string): Promise<PersonItem> {
    const reach = reachOf(person);
    return this.within(person, async (tx) =>
      personItem(await this.one(tx, id, reach), may('people.manage', person)),
    );
  }

  /** Everything about one of them: what they still answer for, and what was changed. */
  async card(person: Person, id: string): Promise<PersonCard> {
    const reach = reachOf(person);
    return this.within(person, async (tx) => {
      const row = await this.one(tx, id, reach);
      return {
        ...personItem(row, may('people.manage', person)),
        holdings: await this.people.holdings(tx, id),
        history: await this.history.section(tx, person, 'people', id),
      };
    });
  }

  /** The agencies to choose from, for a filter or a form. */
  async agencyChoices(person: Person): Promise<{ id: string; name: string }[]> {
    reachOf(person);
    return this.within(person, async (tx) =>
      (await this.agencies.openAgencies(tx)).map(({ id, name }) => ({ id, name })),
    );
  }

  private async one(tx: Tx, id: string, reach: PeopleReach): Promise<PersonRow> {
    const row = await this.people.one(tx, idOrNothing(id), reach);
    if (row === null) throw new NotFound('There is no such person here');
    return row;
  }

  private within<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.forAuthority(person.authority.id, person.actor, work);
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Anything that is no id is nobody's. */
export function idOrNothing(id: string): string {
  if (!uuid.test(id)) throw new NotFound('There is no such person here');
  return id;
}

/** 403 for whoever may not see people at all. */
export function reachOf(person: Person): PeopleReach {
  const scope = scopeOf('people.read', person);
  if (scope === 'none') throw new Forbidden();
  return scope === 'all' ? 'all' : { agencyId: person.agencyId, personId: person.personId };
}
