import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../api/api.decorators.js';
import type { Person } from '../person.js';
import { CurrentPerson } from './access.decorators.js';

/** Who a token or session speaks for. Asks nothing of the database but the sign-in itself. */
@ApiTags('me')
@ApiSignIn()
@Controller('api/v1/me')
export class MeApi {
  @Get()
  me(@CurrentPerson() person: Person) {
    const { personId, name, email, roles, agencyId, authority } = person;
    return { personId, name, email, roles, agencyId, authority: authority.slug };
  }
}
