import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiChanges, ApiSignIn, IfMatch, readIfMatch } from '../../web/api/api.decorators.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AsAt } from '../../web/api/as-at.js';
import type { ListAnswer } from '../../web/api/list-query.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { readHistoryQuery } from '../history/history.filter.js';
import { HistoryService } from '../history/history.service.js';
import { ActionBody, contentOf } from './action.form.js';
import { readActionList } from './action-list.query.js';
import type { ActionItem } from './action-list.repository.js';
import { ActionReadingService } from './action-reading.service.js';
import { ActionsService } from './actions.service.js';

@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions')
export class ActionsApi {
  constructor(
    private readonly reading: ActionReadingService,
    private readonly actions: ActionsService,
    private readonly history: HistoryService,
  ) {}

  @Get()
  @Requires('actions.read')
  list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<ListAnswer<ActionItem>> {
    const asked = readActionList(query, person);
    return this.reading.items(person, asked.filters, asked.query, asked.asAt);
  }

  @Get(':id')
  @Requires('actions.read')
  one(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @AsAt() asAt: LocalDate | null,
  ): Promise<ActionItem> {
    return this.reading.item(person, id, asAt);
  }

  /** Every change, newest first. */
  @Get(':id/history')
  @Requires('history.read')
  changes(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown) {
    return this.history.read(person, 'actions', id, readHistoryQuery(query));
  }

  /** A draft, unless `publish` is true. */
  @Post()
  @Requires('actions.draft')
  async make(@CurrentPerson() person: Person, @Body() body: unknown): Promise<ActionItem> {
    const value = readBody(ActionBody, body);
    const content = { ...contentOf(value), title: value.title };
    const id = await this.actions.create(person, content, { publish: value.publish });
    return this.reading.item(person, id);
  }

  /** Only the fields named in the body. */
  @Patch(':id')
  @ApiChanges()
  @Requires('actions.edit')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ): Promise<ActionItem> {
    await this.actions.change(person, id, version, contentOf(readChange(ActionBody, body)));
    return this.reading.item(person, id);
  }

  /** With If-Match only when the draft is still that version. */
  @Post(':id/publish')
  @HttpCode(200)
  @Requires('actions.publish')
  async publish(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ActionItem> {
    await this.actions.publish(person, id, ifMatch === undefined ? undefined : readIfMatch(ifMatch));
    return this.reading.item(person, id);
  }
}
