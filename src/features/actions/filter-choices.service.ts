import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { seesEmbargoed } from '../documents/documents.service.js';
import { readingScope } from './action-access.js';
import type { Named } from './action-people.js';
import { ActionChoicesRepository } from './action-choices.repository.js';

export interface FilterChoices {
  readonly owners: readonly Named[];
  readonly leads: readonly Named[];
  readonly agencies: readonly Named[];
  readonly workstreams: readonly Named[];
  readonly documents: readonly { readonly id: string; readonly title: string }[];
}

/** What the filter of the list offers: whom and what actions are tied to, nothing else. */
@Injectable()
export class FilterChoicesService {
  constructor(
    private readonly database: Database,
    private readonly offered: ActionChoicesRepository,
  ) {}

  /** Somebody who sees only what is theirs filters by words and ratings, and learns no names of others. */
  async forPerson(person: Person): Promise<FilterChoices> {
    if (readingScope(person) !== 'all') {
      return { owners: [], leads: [], agencies: [], workstreams: [], documents: [] };
    }
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => ({
      ...(await this.offered.tiedTo(tx)),
      documents: await this.offered.documents(tx, !seesEmbargoed(person)),
    }));
  }
}
