import { Controller, Get, Param, Query } from '@nestjs/common';
import { readListQuery } from '../../web/api/list-query.js';
import { page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { historyPaths } from './history.paths.js';
import { HistoryService } from './history.service.js';

const SHAPE = { filters: {}, sorts: ['at'], sort: '-at' } as const;

@Controller('history')
@Requires('history.read')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  @Get(':entity/:id')
  async show(
    @CurrentPerson() person: Person,
    @Param('entity') entity: string,
    @Param('id') id: string,
    @Query() query: unknown,
  ) {
    const { items, nextCursor, total } = await this.history.read(
      person,
      entity,
      id,
      readListQuery(query, SHAPE),
    );
    return page('history/views/history.njk', {
      entries: items,
      total,
      older: nextCursor === null ? null : historyPaths.of(entity, id, nextCursor),
    });
  }
}
