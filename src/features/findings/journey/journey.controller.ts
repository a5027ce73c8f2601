import { Controller, Get, Param, Query } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { AsAt, asAtPath } from '../../../web/api/as-at.js';
import { readListQuery } from '../../../web/api/list-query.js';
import { page, type Page } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { pagesOf, sliceOf } from '../../documents/list-slices.js';
import { findingPaths } from '../findings.paths.js';
import { becameModel, journeyDocumentModel, judgementsModel, raisedModel } from './journey.page.js';
import { journeyPaths } from './journey.paths.js';
import { JourneyService } from './journey.service.js';

export const JOURNEY_LIST = { filters: {}, sorts: ['on'], sort: 'on' } as const;

/** The authority's way from one inspection to the next. */
@Controller('journey')
@Requires('plan.read')
export class JourneyController {
  constructor(private readonly journeys: JourneyService) {}

  @Get()
  async journey(
    @CurrentPerson() person: Person,
    @Query() query: unknown,
    @AsAt() asAt: LocalDate | null,
  ): Promise<Page> {
    const asked = readListQuery(query, JOURNEY_LIST, { ignore: ['asAt'] });
    const { areas, documents, raisedAgain } = await this.journeys.read(person, sliceOf(asked), asAt);
    return page('findings/journey/views/journey.njk', {
      asAt,
      judgements: judgementsModel(areas),
      documents: documents.map((document) => journeyDocumentModel(document, asAt)),
      raisedAgain: raisedAgain.rows.map((pair) => raisedModel(pair, asAt)),
      pages: pagesOf(journeyPaths.journey(), query, asked, raisedAgain.total),
      journeyPath: journeyPaths.journey(),
      back: findingPaths.visits(),
    });
  }

  /** What became of each recommendation of one document. */
  @Get(':id')
  async document(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
    @AsAt() asAt: LocalDate | null,
  ): Promise<Page> {
    const asked = readListQuery(query, JOURNEY_LIST, { ignore: ['asAt'] });
    const { document, rows, total } = await this.journeys.document(person, id, sliceOf(asked), asAt);
    return page('findings/journey/views/document.njk', {
      asAt,
      document: journeyDocumentModel(document, asAt),
      rows: rows.map((row) => becameModel(row, asAt)),
      pages: pagesOf(journeyPaths.document(id), query, asked, total),
      nowPath: journeyPaths.document(id),
      back: asAtPath(journeyPaths.journey(), asAt),
    });
  }
}
