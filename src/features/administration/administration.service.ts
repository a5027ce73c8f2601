import { Injectable } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { peoplePaths } from '../people/people.paths.js';
import { administrationPaths } from './administration.paths.js';
import { AdministrationRepository } from './administration.repository.js';

export interface Overview {
  figures: { number: number; text: string; href: string; colour?: 'red' | 'amber' }[];
  links: { text: string; href: string; hint: string }[];
}

/** Where an administrator starts: what wants their attention, and where things are. */
@Injectable()
export class AdministrationService {
  constructor(
    private readonly database: Database,
    private readonly repository: AdministrationRepository,
  ) {}

  async overview(person: Person): Promise<Overview> {
    if (!may('people.manage', person)) throw new Forbidden();
    const counts = await this.database.forAuthority(person.authority.id, person.actor, (tx) =>
      this.repository.counts(tx),
    );
    const people = peoplePaths.list();
    return {
      figures: [
        { number: counts.open, text: 'open accounts', href: `${people}?account=open` },
        { number: counts.closed, text: 'closed accounts', href: `${people}?account=closed` },
        {
          number: counts.undelivered,
          text: 'people whose account mail was not delivered',
          href: `${people}?mail=not_delivered`,
          ...(counts.undelivered > 0 && { colour: 'red' as const }),
        },
      ],
      links: [
        { text: 'People', href: people, hint: 'Invite, give roles and agency, close and open accounts' },
        {
          text: 'Agencies',
          href: peoplePaths.agencies(),
          hint: 'Partners, who leads them and who sits on the board',
        },
        {
          text: 'Closed days',
          href: administrationPaths.closedDays(),
          hint: 'Days that are no working days here, beside weekends and bank holidays',
        },
        {
          text: 'How the plan is rated',
          href: administrationPaths.plan(),
          hint: 'Presets, the words of the colours, answers by mail',
        },
        { text: 'Notices', href: '/notices', hint: 'What was sent to whom, and what could not be delivered' },
      ],
    };
  }
}
