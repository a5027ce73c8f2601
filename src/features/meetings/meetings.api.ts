import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { ApiChanges, ApiSignIn, IfMatch, readIfMatch } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { CancelBody, MeetingBody, MeetingChangeBody } from './meeting.form.js';
import { MEETING_STATES } from './meeting.entity.js';
import { MeetingReadingService } from './meeting-reading.service.js';
import { MeetingsService } from './meetings.service.js';

const SHAPE = {
  filters: { state: MEETING_STATES, boardId: 'id', from: 'day', to: 'day' },
  sorts: ['meetsOn'],
  sort: 'meetsOn',
} as const;

@ApiTags('meetings')
@ApiSignIn()
@Controller('api/v1/meetings')
@Requires('board.read')
export class MeetingsApi {
  constructor(
    private readonly meetings: MeetingsService,
    private readonly reading: MeetingReadingService,
  ) {}

  /** `state` (planned, held, cancelled), `boardId`, `from` and `to` (days of the meeting). */
  @Get()
  @ApiQuery({ name: 'state', required: false })
  @ApiQuery({ name: 'boardId', required: false })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'to', required: false })
  @ApiQuery({ name: 'sort', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, SHAPE);
    const { state, boardId, from, to } = asked.filters;
    return this.reading.list(
      person,
      {
        ...(state && { states: state }),
        ...(boardId && { boardIds: boardId }),
        ...(from && { from: from[0] as LocalDate }),
        ...(to && { to: to[0] as LocalDate }),
      },
      asked,
    );
  }

  @Get(':id')
  one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return this.reading.one(person, id);
  }

  /** What was decided there, and what the chair had decided before and was reported there. */
  @Get(':id/decisions')
  async decisions(@CurrentPerson() person: Person, @Param('id') id: string) {
    const items = await this.reading.decisionsOf(person, id);
    return { items, nextCursor: null, total: items.length };
  }

  /** `boardId`, `meetsOn`, `paperDeadline` (the 6th working day before, unless given), `place`. */
  @Post()
  @Requires('meetings.manage')
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    return this.reading.one(person, await this.meetings.add(person, readBody(MeetingBody, body)));
  }

  @Patch(':id')
  @ApiChanges()
  @Requires('meetings.manage')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    await this.meetings.change(person, id, version, readChange(MeetingChangeBody, body));
    return this.reading.one(person, id);
  }

  /** `because`. With If-Match only when it is still that version. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('meetings.manage')
  async cancel(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const version = ifMatch === undefined ? null : readIfMatch(ifMatch);
    await this.meetings.cancel(person, id, version, readBody(CancelBody, body).because);
    return this.reading.one(person, id);
  }

  /** It took place: what the chair decided between meetings has been reported. */
  @Post(':id/held')
  @HttpCode(200)
  @Requires('decisions.record')
  async held(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.meetings.held(person, id, ifMatch === undefined ? null : readIfMatch(ifMatch));
    return this.reading.one(person, id);
  }
}
