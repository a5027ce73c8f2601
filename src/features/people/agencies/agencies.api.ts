import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../../web/api/api.decorators.js';
import { readBody, readChange } from '../../../web/forms/read-form.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { AgenciesService, type AgencyCard } from './agencies.service.js';
import { AgencyBody } from './agency.form.js';

@ApiTags('agencies')
@ApiSignIn()
@Controller('api/v1/agencies')
@Requires('people.read')
export class AgenciesApi {
  constructor(private readonly agencies: AgenciesService) {}

  /** All of them: an authority has a few. */
  @Get()
  async list(@CurrentPerson() person: Person) {
    const rows = await this.agencies.list(person);
    const items = rows.map(({ id, name, kind, is_archived: isArchived, people }) => ({
      id,
      name,
      kind,
      isArchived,
      people,
    }));
    return { items, nextCursor: null, total: items.length };
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return itemOf(await this.agencies.card(person, id));
  }

  @Post()
  @Requires('people.manage')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    const id = await this.agencies.add(person, readBody(AgencyBody, body));
    return itemOf(await this.agencies.card(person, id));
  }

  @Patch(':id')
  @ApiChanges()
  @Requires('people.manage')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    await this.agencies.change(person, id, version, readChange(AgencyBody, body));
    return itemOf(await this.agencies.card(person, id));
  }
}

function itemOf({ history: _, ...item }: AgencyCard) {
  return item;
}
