import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Person } from '../person.js';
import { PageSections, type ShownSections } from './page-sections.js';

/** What features put on somebody's first page because it waits for them: a challenge to answer, an exception to explain. */
@Injectable()
export class HomeSections extends PageSections<null> {
  constructor(private readonly database: Database) {
    super();
  }

  of(person: Person): Promise<ShownSections> {
    return this.database.forAuthority(person.authority.id, person.actor, (tx) => this.read(tx, person, null));
  }
}
