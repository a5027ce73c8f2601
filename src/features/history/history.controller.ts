import { Controller, Get, Param, Query } from '@nestjs/common';
import { file, page, type FileAnswer, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { readHistoryQuery, type HistoryFilter } from './history.filter.js';
import { historyPaths } from './history.paths.js';
import { HistoryService } from './history.service.js';
import { historySheet } from './history.sheet.js';

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
  ): Promise<Page> {
    const asked = readHistoryQuery(query);
    const { items, nextCursor, total } = await this.history.read(person, entity, id, asked);
    const { fields, people } = await this.history.choices(person, entity, id);
    return page('history/views/history.njk', {
      entries: items,
      total,
      fields,
      people,
      chosen: asked.filter,
      isFiltered: Object.values(asked.filter).some((value) => value !== null),
      path: historyPaths.of(entity, id),
      sheet: historyPaths.sheet(entity, id, queryOf(asked.filter)),
      older:
        nextCursor === null
          ? null
          : historyPaths.of(entity, id, { ...queryOf(asked.filter), cursor: nextCursor }),
    });
  }

  @Get(':entity/:id/history.csv')
  async sheet(
    @CurrentPerson() person: Person,
    @Param('entity') entity: string,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<FileAnswer> {
    const { filter } = readHistoryQuery(query);
    // Refused here, before the file has begun.
    await this.history.read(person, entity, id, { limit: 1, cursor: null, filter });
    return file(historySheet(this.history.all(person, entity, id, filter)), {
      fileName: `history-${entity}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    });
  }
}

function queryOf(filter: HistoryFilter): Record<string, string | null> {
  return { ...filter };
}
