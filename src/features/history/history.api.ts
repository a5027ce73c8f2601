import { Controller, Get, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { Refused } from '../../web/errors/refusals.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { readHistoryQuery } from './history.filter.js';
import { HistoryService } from './history.service.js';

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
  @ApiQuery({ name: 'who', required: false, description: 'The id of a person, or sweep, import, link' })
  @ApiQuery({ name: 'field', required: false, description: 'Such as actions.dueOn' })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'to', required: false })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readHistoryQuery(query, ['entity', 'id']);
    const { entity, id } = query as { entity?: string; id?: string };
    if (typeof entity !== 'string' || typeof id !== 'string') {
      throw new Refused('bad_query', 'Say whose history: entity and id', [
        { field: typeof entity !== 'string' ? 'entity' : 'id', message: 'Needed' },
      ]);
    }
    return this.history.read(person, entity, id, asked);
  }
}
