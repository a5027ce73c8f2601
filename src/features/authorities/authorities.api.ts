import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { NotFound } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { AuthoritiesService, type AuthorityItem } from './authorities.service.js';

@ApiTags('authorities')
@ApiSignIn()
@Controller('api/v1/authorities')
export class AuthoritiesApi {
  constructor(private readonly authorities: AuthoritiesService) {}

  /** One only: the authority this session or token is for. */
  @Get()
  async list(@CurrentPerson() person: Person) {
    return { items: [await this.authorities.current(person)], nextCursor: null, total: 1 };
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<AuthorityItem> {
    const current = await this.authorities.current(person);
    if (id !== current.id && id !== current.slug) throw new NotFound();
    return current;
  }
}
