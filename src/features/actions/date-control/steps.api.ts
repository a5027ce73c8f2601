import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn, readIfMatch } from '../../../web/api/api.decorators.js';
import { readBody } from '../../../web/forms/read-form.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { MilestonesService } from './milestones.service.js';
import { DoneBody, ExplainBody, MilestoneBody, MoveBody, WaitBody } from './steps.form.js';
import { waitOf } from './steps.controller.js';
import { WaitsService } from './waits.service.js';

/** With If-Match only when the milestone is still that version. */
const versionOf = (ifMatch: string | undefined) => (ifMatch === undefined ? null : readIfMatch(ifMatch));

@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions/:id')
@Requires('actions.read')
export class StepsApi {
  constructor(
    private readonly milestones: MilestonesService,
    private readonly waits: WaitsService,
  ) {}

  /** All of them, withdrawn ones too: an action has a few. */
  @Get('milestones')
  async list(@CurrentPerson() person: Person, @Param('id') id: string) {
    const items = await this.milestones.list(person, id);
    return { items, nextCursor: null, total: items.length };
  }

  /** `title`, `dueOn`, `critical`. */
  @Post('milestones')
  @Requires('actions.move_milestone')
  async add(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const made = await this.milestones.add(person, id, readBody(MilestoneBody, body));
    return this.milestones.one(person, id, made);
  }

  /** `doneOn`: today unless said otherwise. */
  @Post('milestones/:milestoneId/done')
  @HttpCode(200)
  @Requires('actions.move_milestone')
  async done(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const { doneOn } = readBody(DoneBody, body);
    await this.milestones.done(person, id, milestoneId, doneOn, versionOf(ifMatch));
    return this.milestones.one(person, id, milestoneId);
  }

  /** `dueOn`; a critical one needs the accountable lead. */
  @Post('milestones/:milestoneId/move')
  @HttpCode(200)
  @Requires('actions.move_milestone')
  async move(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const { dueOn, explanation } = readBody(MoveBody, body);
    await this.milestones.move(person, id, milestoneId, dueOn, explanation ?? '', versionOf(ifMatch));
    return this.milestones.one(person, id, milestoneId);
  }

  @Post('milestones/:milestoneId/explain')
  @HttpCode(200)
  @Requires('actions.move_milestone')
  async explain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const { explanation } = readBody(ExplainBody, body);
    await this.milestones.explain(person, id, milestoneId, explanation, versionOf(ifMatch));
    return this.milestones.one(person, id, milestoneId);
  }

  /** `explanation`: why it is not needed. */
  @Post('milestones/:milestoneId/withdraw')
  @HttpCode(200)
  @Requires('actions.move_milestone')
  async withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const { explanation } = readBody(ExplainBody, body);
    await this.milestones.withdraw(person, id, milestoneId, explanation, versionOf(ifMatch));
    return this.milestones.one(person, id, milestoneId);
  }

  /** What the action waits for, then what it waited for. */
  @Get('waits')
  async waitsOf(@CurrentPerson() person: Person, @Param('id') id: string) {
    const items = await this.waits.list(person, id);
    return { items, nextCursor: null, total: items.length };
  }

  /** `forActionId`; or `words`, `contact` and `expectedOn` for something outside. */
  @Post('waits')
  @Requires('actions.wait_for')
  async waitFor(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const made = await this.waits.add(person, id, waitOf(readBody(WaitBody, body)));
    return (await this.waits.list(person, id)).find((wait) => wait.id === made);
  }

  @Post('waits/:waitId/end')
  @HttpCode(200)
  @Requires('actions.wait_for')
  async endWait(@CurrentPerson() person: Person, @Param('id') id: string, @Param('waitId') waitId: string) {
    await this.waits.end(person, id, waitId);
    return (await this.waits.list(person, id)).find((wait) => wait.id === waitId);
  }
}
