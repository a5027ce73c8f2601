import { Controller, Get, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { HistoryService } from './history.service.js';

const SHAPE = { filters: { entity: 'text', id: 'id' }, sorts: ['at'], sort: '-at' } as const;

@ApiTags('history')
@ApiSignIn()
@Controller('api/v1/history')
@Requires('history.read')
export class HistoryApi {
  constructor(private readonly history: HistoryService) {}

  /** Every change of one thing, newest first: `?entity=actions&id=…`. */
  @Get()
  @ApiQuery({ name: 'entity', required: true })
  @ApiQuery({ name: 'id', required: true })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, SHAPE);
    const [entity] = asked.filters.entity ?? [];
    const [id] = asked.filters.id ?? [];
    if (entity === undefined || id === undefined) {
      throw new Refused('bad_query', 'Say whose history: entity and id', [
        { field: entity === undefined ? 'entity' : 'id', message: 'Needed' },
      ]);
    }
    return this.history.read(person, entity, id, asked);
  }
}
