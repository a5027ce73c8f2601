import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { listAnswer, readListQuery, type ListAnswer } from '../../web/api/list-query.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { contentOfBody, UpdateBody } from './update.form.js';
import type { UpdateRow } from './updates.repository.js';
import { UpdatesService } from './updates.service.js';

const SHAPE = { filters: {}, sorts: ['writtenAt'], sort: '-writtenAt' } as const;

@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions/:id/updates')
export class UpdatesApi {
  constructor(private readonly updates: UpdatesService) {}

  /** Newest first. */
  @Get()
  @Requires('actions.read')
  async list(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<ListAnswer<UpdateRow>> {
    const asked = readListQuery(query, SHAPE);
    const { rows, total } = await this.updates.list(person, id, asked.limit + 1, asked.cursor?.id ?? null);
    return listAnswer(
      rows,
      asked,
      total,
      (row) => row.writtenAt.toISOString(),
      (row) => row,
    );
  }

  /**
   * Appended, never changed: needs no If-Match. A plan manager records what the owner told them (`recordedHow`,
   * `toldOn`); the owner corrects that with `correctsId`.
   */
  @Post()
  @Requires('actions.read')
  record(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<UpdateRow> {
    const given = readBody(UpdateBody, body);
    const content = contentOfBody(given);
    if (given.correctsId !== null) return this.updates.correct(person, id, given.correctsId, content);
    const recording = { how: given.recordedHow, ...(given.toldOn !== null && { toldOn: given.toldOn }) };
    return this.updates.record(person, id, content, recording);
  }
}
