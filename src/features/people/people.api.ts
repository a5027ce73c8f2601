import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PeopleAdminService } from './people-admin.service.js';
import { readPeopleQuery } from './people.list-query.js';
import { PeopleService } from './people.service.js';
import { InvitationForm, PersonBody } from './person.form.js';

@ApiTags('people')
@ApiSignIn()
@Controller('api/v1/people')
@Requires('people.read')
export class PeopleApi {
  constructor(
    private readonly people: PeopleService,
    private readonly admin: PeopleAdminService,
  ) {}

  /** `q` matches any part of name or mail address; `role`, `agencyId` (or `council`), `account` (open, closed). */
  @Get()
  @ApiQuery({ name: 'q', required: false })
  @ApiQuery({ name: 'role', required: false })
  @ApiQuery({ name: 'agencyId', required: false })
  @ApiQuery({ name: 'account', required: false })
  @ApiQuery({ name: 'sort', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  list(@CurrentPerson() person: Person, @Query() query: unknown) {
    return this.people.list(person, readPeopleQuery(query));
  }

  @Get(':id')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.people.find(person, id);
  }

  /** Invites by mail: `name`, `email`, `roles`, `agencyId`. */
  @Post()
  @Requires('people.manage')
  async invite(@CurrentPerson() person: Person, @Body() body: unknown) {
    const id = await this.admin.invite(person, readBody(InvitationForm, body));
    return this.people.find(person, id);
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
    await this.admin.change(person, id, version, readChange(PersonBody, body));
    return this.people.find(person, id);
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiChanges()
  @Requires('people.manage')
  async close(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.admin.close(person, id, version);
    return this.people.find(person, id);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @ApiChanges()
  @Requires('people.manage')
  async reopen(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.admin.reopen(person, id, version);
    return this.people.find(person, id);
  }

  @Post(':id/invite')
  @HttpCode(200)
  @Requires('people.manage')
  async inviteAgain(@CurrentPerson() person: Person, @Param('id') id: string) {
    await this.admin.inviteAgain(person, id);
    return this.people.find(person, id);
  }
}
