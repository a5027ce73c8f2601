import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { Database } from '../../platform/database/database.js';
import type { Person } from '../../web/person.js';
import { AuthoritiesRepository } from './authorities.repository.js';
import { AuthorityDays } from './authority-days.service.js';

export interface AuthorityItem {
  id: string;
  slug: string;
  name: string;
  isDemonstration: boolean;
  /** What day it is there; a demonstration may be weeks ahead. */
  today: LocalDate;
  version: number;
}

@Injectable()
export class AuthoritiesService {
  constructor(
    private readonly database: Database,
    private readonly authorities: AuthoritiesRepository,
    private readonly days: AuthorityDays,
  ) {}

  /** The authority the person is in: everybody of it may know its name. */
  current(person: Person): Promise<AuthorityItem> {
    return this.database.forAuthority(person.authority.id, person.actor, async (tx) => {
      const { id, slug, name, isDemonstration, version } = await this.authorities.current(tx);
      return { id, slug, name, isDemonstration, today: await this.days.today(tx), version };
    });
  }
}
