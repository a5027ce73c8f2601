import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn, readIfMatch } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { ApproveForm, NewVersionForm, ResponseForm, SubmitForm } from './plan.form.js';
import { PlanVersionsService } from './plan-versions.service.js';

export const VERSION_LIST = { filters: {}, sorts: ['madeOn'], sort: '-madeOn' } as const;

/** Versions of the plan, with what they said. */
@ApiTags('plan')
@ApiSignIn()
@Controller('api/v1/plan-versions')
export class PlanVersionsApi {
  constructor(private readonly versions: PlanVersionsService) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, VERSION_LIST);
    return answerOf(await this.versions.list(person, sliceOf(asked)), asked, (row) => row);
  }

  @Get(':id')
  @Requires('plan.read')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.versions.one(person, id);
  }

  /** Freezes the plan as it stands now. */
  @Post()
  @Requires('plan.manage')
  async make(@CurrentPerson() person: Person, @Body() body: unknown) {
    const { name, whatChanged } = readBody(NewVersionForm, body);
    return this.one(person, await this.versions.make(person, { name, whatChanged: whatChanged ?? '' }));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('plan.manage')
  async withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.versions.withdraw(person, id, versionOf(ifMatch));
    return this.one(person, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Requires('plan.approve')
  async approve(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.versions.approve(person, id, readBody(ApproveForm, body).words ?? '', versionOf(ifMatch));
    return this.one(person, id);
  }

  /** Submitted to whom, on what day; `documentIds` are the documents that it answers: their clock ends. */
  @Post(':id/submit')
  @HttpCode(200)
  @Requires('plan.manage')
  async submit(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.versions.submit(person, id, readBody(SubmitForm, body), versionOf(ifMatch));
    return this.one(person, id);
  }

  @Post(':id/response')
  @HttpCode(200)
  @Requires('plan.manage')
  async respond(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.versions.respond(person, id, readBody(ResponseForm, body), versionOf(ifMatch));
    return this.one(person, id);
  }
}

function versionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : readIfMatch(ifMatch);
}
