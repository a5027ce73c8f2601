import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../domain/calendar/local-date.js';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { isUuid } from '../../web/api/ids.js';
import { readListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { DecideRebaseliningForm, RebaselineForm } from './plan.form.js';
import { RebaseliningsService, type NewDate } from './rebaselinings.service.js';

export const REBASELINING_LIST = { filters: {}, sorts: ['askedOn'], sort: '-askedOn' } as const;

/** New baseline dates for the plan: a recorded decision of the board. */
@ApiTags('plan')
@ApiSignIn()
@Controller('api/v1/rebaselinings')
export class RebaseliningsApi {
  constructor(private readonly rebaselinings: RebaseliningsService) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, REBASELINING_LIST);
    return answerOf(await this.rebaselinings.list(person, sliceOf(asked)), asked, (row) => row);
  }

  @Get(':id')
  @Requires('plan.read')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    const { authority: _, ...request } = await this.rebaselinings.one(person, id);
    return request;
  }

  /** Asks the board: `reason`, and `dates` as `[{"actionId","dueOn"}]`. */
  @Post()
  @Requires('plan.manage')
  async ask(@CurrentPerson() person: Person, @Body() body: unknown) {
    const { reason } = readBody(RebaselineForm, body);
    return this.one(person, await this.rebaselinings.ask(person, reason, datesIn(body)));
  }

  @Post(':id/drop')
  @HttpCode(200)
  @Requires('plan.manage')
  async drop(@CurrentPerson() person: Person, @Param('id') id: string) {
    await this.rebaselinings.drop(person, id);
    return this.one(person, id);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Requires('plan.rebaseline')
  async decide(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { decision, words, meetingId } = readBody(DecideRebaseliningForm, body);
    await this.rebaselinings.decide(person, id, {
      approve: decision === 'approve',
      words: words ?? '',
      meetingId,
    });
    return this.one(person, id);
  }
}

function datesIn(body: unknown): NewDate[] {
  const given: unknown = (body as { dates?: unknown } | null)?.dates ?? [];
  const list = Array.isArray(given) && given.length <= 2000 ? given : [null];
  return list.map((one: unknown) => {
    const { actionId, dueOn } = (one ?? {}) as { actionId?: unknown; dueOn?: unknown };
    const day = typeof dueOn === 'string' ? parseLocalDate(dueOn) : null;
    if (typeof actionId === 'string' && isUuid(actionId) && day !== null) return { actionId, dueOn: day };
    const message = 'Give dates as a list of {"actionId", "dueOn"}, at most 2,000';
    throw new Refused('wrong_dates', message, [{ field: 'dates', message }]);
  });
}
