import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { may } from '../../domain/access/policy.js';
import { Forbidden, Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { PeopleAdminService } from '../people/people-admin.service.js';

/** Invites somebody whom a sheet names. Only those who may manage people; others ask an administrator. */
@Injectable()
export class NewPeopleService {
  constructor(private readonly people: PeopleAdminService) {}

  invite(person: Person, asked: { name: string; email: string; role: string }): Promise<string> {
    if (!may('people.manage', person)) {
      throw new Forbidden(
        'ask_the_administrator',
        'Only an administrator can invite people. Ask them, or choose somebody',
      );
    }
    if (asked.name === '') refuse('name', 'Enter the name of the person to invite');
    if (!isEmail(asked.email))
      refuse('email', `Enter an email address for ${asked.name}, such as name@example.gov.uk`);
    const roles = asked.role === 'lead' ? (['lead'] as const) : (['owner'] as const);
    return this.people.invite(person, {
      name: asked.name.slice(0, 200),
      email: asked.email,
      roles: [...roles],
      agencyId: null,
    });
  }
}

function refuse(field: string, message: string): never {
  throw new Refused('invalid', message, [{ field, message }]);
}
