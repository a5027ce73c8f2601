import { Controller, Get, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { SENTIMENT_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { documentPaths } from '../documents/documents.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { FINDING_LIST, findingFilter } from './findings.api.js';
import { ANSWER_STATE_NAMES } from './finding-words.js';
import { findingPaths } from './findings.paths.js';
import { FindingsService } from './findings.service.js';

@Controller('findings')
@Requires('documents.read')
export class FindingsController {
  constructor(private readonly findings: FindingsService) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, FINDING_LIST);
    const { rows, total } = await this.findings.list(person, findingFilter(asked), sliceOf(asked));
    const mayLink = may('findings.link', person);
    const mayAgree = may('findings.agree', person);
    const documentId = asked.filters.documentId?.[0];
    return page('findings/views/list.njk', {
      rows: rows.map((row) => ({
        ...row,
        sentimentName: row.sentiment && SENTIMENT_NAMES[row.sentiment],
        answerName: ANSWER_STATE_NAMES[row.answer],
        answerHref: mayLink ? findingPaths.answer(row.id) : null,
        decideHref: row.answer === 'waiting' && mayAgree ? findingPaths.decide(row.id) : null,
        documentHref: documentPaths.document(row.documentId),
        sourceHref: row.fromPage && documentPaths.text(row.documentId, row.fromPage, row.fromLine),
      })),
      pages: pagesOf(findingPaths.list(), query, asked, total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      q: asked.q,
      documentId,
      documentTitle: documentId === undefined ? null : rows[0]?.documentTitle,
      sentiment: asked.filters.sentiment?.[0],
      sentiments: choicesOf(SENTIMENT_NAMES),
      answer: asked.filters.answer?.[0],
      answers: choicesOf(ANSWER_STATE_NAMES),
      visitsPath: findingPaths.visits(),
      listPath: findingPaths.list(),
    });
  }
}
