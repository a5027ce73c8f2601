import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn, readIfMatch } from '../../web/api/api.decorators.js';
import { Refused } from '../../web/errors/refusals.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import type { ActionItem } from './action-list.repository.js';
import { ActionReadingService } from './action-reading.service.js';
import {
  CancelBody,
  CheckBody,
  CloseNotEnoughForm,
  NotEnoughBody,
  ReasonForm,
  ReopenBody,
  ReportBody,
} from './assurance.form.js';
import { AssuranceService } from './assurance.service.js';
import { CancellationService } from './cancellation.service.js';
import { CompletionService } from './completion.service.js';
import { NotBorneOutService } from './not-borne-out.service.js';

/** The verbs of completion. Each answers the action; with If-Match only while it is still that version. */
@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions/:id')
export class AssuranceApi {
  constructor(
    private readonly reading: ActionReadingService,
    private readonly completion: CompletionService,
    private readonly assurance: AssuranceService,
    private readonly notBorneOut: NotBorneOutService,
    private readonly cancellation: CancellationService,
  ) {}

  @Post('report-complete')
  @HttpCode(200)
  @Requires('actions.report_complete')
  async report(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    await this.completion.report(person, id, readBody(ReportBody, body), versionOf(ifMatch));
    return this.reading.item(person, id);
  }

  @Post('refuse')
  @HttpCode(200)
  @Requires('actions.verify')
  async refuse(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    await this.completion.refuse(person, id, readBody(ReasonForm, body).reason, versionOf(ifMatch));
    return this.reading.item(person, id);
  }

  @Post('verify')
  @HttpCode(200)
  @Requires('actions.verify')
  async verify(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    await this.assurance.verify(person, id, readBody(CheckBody, body).found ?? '', versionOf(ifMatch));
    return this.reading.item(person, id);
  }

  @Post('embed')
  @HttpCode(200)
  @Requires('actions.verify')
  async embed(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    await this.assurance.embed(person, id, readBody(CheckBody, body).found ?? '', versionOf(ifMatch));
    return this.reading.item(person, id);
  }

  @Post('look-again')
  @HttpCode(200)
  @Requires('actions.verify')
  async lookAgain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    await this.assurance.lookAgain(person, id, readBody(CheckBody, body).found ?? '', versionOf(ifMatch));
    return this.reading.item(person, id);
  }

  /** Not sustained: with the new due date. */
  @Post('reopen')
  @HttpCode(200)
  @Requires('actions.reopen')
  async reopen(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    const { reason, dueOn, findingId } = readBody(ReopenBody, body);
    await this.notBorneOut.reopen(person, id, { reason, newDueOn: dueOn, findingId }, versionOf(ifMatch));
    return this.reading.item(person, id);
  }

  @Post('not-enough')
  @HttpCode(200)
  @Requires('actions.reopen')
  async notEnough(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ActionItem> {
    await this.notBorneOut.markNotEnough(person, id, readBody(NotEnoughBody, body));
    return this.reading.item(person, id);
  }

  @Post('not-enough/close')
  @HttpCode(200)
  @Requires('actions.verify')
  async closeNotEnough(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ActionItem> {
    await this.notBorneOut.closeNotEnough(person, id, readBody(CloseNotEnoughForm, body).furtherActionId);
    return this.reading.item(person, id);
  }

  /** With `reason` the board is asked; with `decision` its answer is recorded. */
  @Post('cancel')
  @HttpCode(200)
  @Requires('actions.cancel')
  async cancel(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ActionItem> {
    const { reason, decision, words, meetingId } = readBody(CancelBody, body);
    if (decision !== null) {
      const approve = decision === 'approve';
      await this.cancellation.decide(person, id, { approve, words: words ?? reason ?? '', meetingId });
    } else if (reason !== null) {
      await this.cancellation.ask(person, id, reason);
    } else {
      const message = 'Give a reason to ask the board, or its decision';
      throw new Refused('reason_missing', message, [{ field: 'reason', message }]);
    }
    return this.reading.item(person, id);
  }
}

function versionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : readIfMatch(ifMatch);
}
