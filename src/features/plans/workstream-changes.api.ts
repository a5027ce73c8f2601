import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { MoveForm, WorkstreamForm } from './plan.form.js';
import { contentOf } from './workstreams.controller.js';
import { WorkstreamsService } from './workstreams.service.js';

/** The themes of the plan, to be changed; the list of them belongs to recommendations. */
@ApiTags('workstreams')
@ApiSignIn()
@Controller('api/v1/workstreams')
export class WorkstreamChangesApi {
  constructor(private readonly workstreams: WorkstreamsService) {}

  @Get(':id')
  @Requires('plan.read')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.workstreams.one(person, id);
  }

  @Post()
  @Requires('plan.manage')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    return this.one(person, await this.workstreams.add(person, contentOf(readBody(WorkstreamForm, body))));
  }

  @Patch(':id')
  @ApiChanges()
  @Requires('plan.manage')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const form = readChange(WorkstreamForm, body);
    await this.workstreams.change(person, id, version, {
      ...(form.name !== undefined && { name: form.name }),
      ...('sponsorId' in form && { sponsorId: form.sponsorId ?? null }),
      ...('whatWillBeDifferent' in form && { whatWillBeDifferent: form.whatWillBeDifferent ?? '' }),
    });
    return this.one(person, id);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @ApiChanges()
  @Requires('plan.manage')
  async archive(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.workstreams.archive(person, id, version, true);
    return this.one(person, id);
  }

  /** Takes an archived one into use again. */
  @Post(':id/restore')
  @HttpCode(200)
  @ApiChanges()
  @Requires('plan.manage')
  async restore(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.workstreams.archive(person, id, version, false);
    return this.one(person, id);
  }

  /** One place `up` or `down` in the order of the plan. */
  @Post(':id/move')
  @HttpCode(200)
  @Requires('plan.manage')
  async move(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    await this.workstreams.move(person, id, readBody(MoveForm, body).direction);
    return this.one(person, id);
  }
}
