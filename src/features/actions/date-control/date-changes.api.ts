import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { DECIDERS } from '../../../domain/lifecycle/date-change-decider.js';
import type { Decision } from '../../../domain/lifecycle/date-change.js';
import { ApiSignIn, readIfMatch } from '../../../web/api/api.decorators.js';
import { readListQuery } from '../../../web/api/list-query.js';
import { readBody } from '../../../web/forms/read-form.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { DateChangeAsking } from './date-change-asking.service.js';
import { DateChangeDeciding } from './date-change-deciding.service.js';
import { DateChangeReading } from './date-change-reading.service.js';
import { AgreementForm, ApproveBody, AskForm, ProposeBody, RefuseBody } from './date-change.form.js';

const SHAPE = {
  filters: {
    state: ['waiting', 'proposed', 'approved', 'refused', 'dropped'],
    actionId: 'id',
    decider: DECIDERS,
  },
  sorts: ['askedOn'],
  sort: '-askedOn',
} as const;

/** With If-Match only when the request is still that version. */
const versionOf = (ifMatch: string | undefined) => (ifMatch === undefined ? null : readIfMatch(ifMatch));

@ApiTags('date-changes')
@ApiSignIn()
@Controller('api/v1')
@Requires('actions.read')
export class DateChangesApi {
  constructor(
    private readonly asking: DateChangeAsking,
    private readonly deciding: DateChangeDeciding,
    private readonly reading: DateChangeReading,
  ) {}

  /** Every move of the action's due date and every request for one, newest first. */
  @Get('actions/:id/date-changes')
  async ofAction(@CurrentPerson() person: Person, @Param('id') id: string) {
    const items = await this.reading.ofAction(person, id);
    return { items, nextCursor: null, total: items.length };
  }

  /** `newDueOn`, `reason` (of a list), `words`, `meanwhile`: what is done meanwhile. */
  @Post('actions/:id/date-changes')
  @Requires('date_changes.ask')
  async ask(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.reading.one(person, await this.asking.ask(person, id, readBody(AskForm, body)));
  }

  /** For a date set by them: `newDueOn`, `agreedOn`, `documentReference`, `words`. */
  @Post('actions/:id/date-changes/agreement')
  @Requires('date_changes.record_agreement')
  async agreement(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const recorded = await this.asking.recordAgreement(person, id, readBody(AgreementForm, body));
    return this.reading.one(person, recorded);
  }

  @Get('date-changes')
  @ApiQuery({ name: 'state', required: false })
  @ApiQuery({ name: 'actionId', required: false })
  @ApiQuery({ name: 'decider', required: false })
  @ApiQuery({ name: 'sort', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, SHAPE);
    return this.reading.list(person, asked.filters, asked);
  }

  @Get('date-changes/:id')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.reading.one(person, id);
  }

  /** `words`; `meetingId` where the board decided at a meeting. */
  @Post('date-changes/:id/approve')
  @HttpCode(200)
  approve(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    return this.decide(person, id, { kind: 'approve' }, readBody(ApproveBody, body), ifMatch);
  }

  @Post('date-changes/:id/refuse')
  @HttpCode(200)
  refuse(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const value = readBody(RefuseBody, body);
    return this.decide(person, id, { kind: 'refuse', reason: value.words }, value, ifMatch);
  }

  /** `newDueOn`: whoever asked accepts it or drops the request. */
  @Post('date-changes/:id/propose')
  @HttpCode(200)
  propose(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const value = readBody(ProposeBody, body);
    return this.decide(person, id, { kind: 'propose', newDueOn: value.newDueOn }, value, ifMatch);
  }

  /** Takes the date that was proposed. */
  @Post('date-changes/:id/accept')
  @HttpCode(200)
  async accept(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.asking.accept(person, id, versionOf(ifMatch));
    return this.reading.one(person, id);
  }

  @Post('date-changes/:id/drop')
  @HttpCode(200)
  async drop(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.asking.drop(person, id, versionOf(ifMatch));
    return this.reading.one(person, id);
  }

  private async decide(
    person: Person,
    id: string,
    decision: Decision,
    { words, meetingId }: { words: string | null; meetingId: string | null },
    ifMatch: string | undefined,
  ) {
    const how = { words: words ?? '', meetingId, version: versionOf(ifMatch) };
    await this.deciding.decide(person, id, decision, how);
    return this.reading.one(person, id);
  }
}
