import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { AsAt } from '../../../web/api/as-at.js';
import { readListQuery } from '../../../web/api/list-query.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../../documents/list-slices.js';
import { JOURNEY_LIST } from './journey.controller.js';
import { JourneyService } from './journey.service.js';

@ApiTags('journey')
@ApiSignIn()
@Controller('api/v1/journey')
@Requires('plan.read')
export class JourneyApi {
  constructor(private readonly journeys: JourneyService) {}

  /** Judgements by area over all documents, what became of what each asked for, and what was asked for again. */
  @Get()
  async journey(@CurrentPerson() person: Person, @Query() query: unknown, @AsAt() asAt: LocalDate | null) {
    const asked = readListQuery(query, JOURNEY_LIST, { ignore: ['asAt'] });
    const { areas, documents, raisedAgain } = await this.journeys.read(person, sliceOf(asked), asAt);
    return { judgements: areas, documents, raisedAgain: answerOf(raisedAgain, asked, (pair) => pair) };
  }

  /** What became of each recommendation of one document. */
  @Get(':id')
  async document(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
    @AsAt() asAt: LocalDate | null,
  ) {
    const asked = readListQuery(query, JOURNEY_LIST, { ignore: ['asAt'] });
    const { rows, total } = await this.journeys.document(person, id, sliceOf(asked), asAt);
    return answerOf({ rows, total }, asked, (row) => row);
  }
}
