import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readListQuery, type ListAnswer } from '../../web/api/list-query.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { RecommendationsService } from './recommendations.service.js';
import type { WorkstreamView } from './workstreams.repository.js';

const SHAPE = { filters: {}, sorts: ['position'], sort: 'position' } as const;

/** The themes of the plan, to be read. */
@ApiTags('workstreams')
@ApiSignIn()
@Controller('api/v1/workstreams')
export class WorkstreamsApi {
  constructor(private readonly recommendations: RecommendationsService) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<ListAnswer<WorkstreamView>> {
    const asked = readListQuery(query, SHAPE);
    return answerOf(await this.recommendations.workstreams(person, sliceOf(asked)), asked, (row) => row);
  }
}
