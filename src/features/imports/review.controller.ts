import { Controller, Get, Param, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { NotFound } from '../../web/errors/refusals.js';
import { page, type Page } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { documentPaths } from '../documents/documents.paths.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { factsModel } from './facts.page.js';
import { importPaths } from './imports.paths.js';
import { itemModel, PART_NAMES } from './item.page.js';
import { overviewModel } from './overview.page.js';
import { InReview, type ReviewRequest } from './review-request.js';
import { ReviewService } from './review.service.js';
import { placedWarnings } from './review-warnings.js';
import { companyModel } from './reviewers.page.js';
import { SHOWN_ITEMS, SHOWN_NAMES } from './shown-items.js';
import { sourceBlocks } from './source.page.js';

const FINDING_LIST = { filters: {}, sorts: ['position'], sort: 'position' } as const;

/** The review of a document as a whole: what was found, in the order of the document and page by page. */
@Controller('documents/:id/review')
@Requires('documents.review')
export class ReviewController {
  constructor(private readonly review: ReviewService) {}

  @Get()
  async overview(@InReview() { person, id, show }: ReviewRequest): Promise<Page> {
    const found = await this.review.overview(person, id);
    return page('imports/views/review.njk', {
      facts: factsModel(found.document, found.due),
      ...overviewModel(found, show),
      publicationHref: may('documents.set_publication', person) ? documentPaths.publication(id) : null,
    });
  }

  @Get('findings')
  async findings(@InReview() { person, id, show }: ReviewRequest, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, FINDING_LIST, { ignore: ['show'] });
    const { document, rows, total } = await this.review.findings(person, id, show, sliceOf(asked));
    const warnings = placedWarnings(document.warnings);
    return page('imports/views/review-findings.njk', {
      title: document.title,
      findings: rows.map((item) => itemModel(item, warnings, show)),
      total,
      shown: SHOWN_ITEMS.map((choice) => ({
        text: SHOWN_NAMES[choice],
        href: importPaths.findings(id, undefined, choice),
        isCurrent: choice === show,
      })),
      isFiltered: show !== 'all',
      pages: pagesOf(importPaths.findings(id), query, asked, total),
      back: importPaths.review(id),
      add: importPaths.add(id, 'finding'),
    });
  }

  /** One page of the source beside what was found on it. */
  @Get('pages/:page')
  async sourcePage(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('page') name: string,
  ): Promise<Page> {
    if (!/^[1-9]\d{0,4}$/.test(name)) throw new NotFound('The document has no such page');
    const number = Number(name);
    const found = await this.review.sourcePage(person, id, number);
    const warnings = placedWarnings(found.document.warnings);
    const step = (to: number) => (to >= 1 && to <= found.lastPage ? importPaths.page(id, to) : null);
    return page('imports/views/page.njk', {
      title: found.document.title,
      documentId: id,
      paged: found.document.paged,
      number,
      lastPage: found.lastPage,
      blocks: sourceBlocks(found.page, found.items, warnings),
      items: found.items.map((item) => itemModel(item, warnings)),
      previous: step(number - 1),
      next: step(number + 1),
      turns: Array.from({ length: found.lastPage }, (_, at) => ({
        number: at + 1,
        href: importPaths.page(id, at + 1),
      })),
      adds: (['recommendation', 'finding', 'judgement'] as const).map((part) => ({
        text: `Add a ${PART_NAMES[part].toLowerCase()} from this page`,
        short: PART_NAMES[part],
        href: importPaths.add(id, part, { page: number }),
      })),
      company: companyModel(id, found.company),
      keys: importPaths.keys(id),
      back: importPaths.review(id),
    });
  }

  /** Which keys do what on the pages of a review. */
  @Get('keys')
  async keys(@InReview() { person, id }: ReviewRequest): Promise<Page> {
    const { document } = await this.review.overview(person, id);
    return page('imports/views/keys.njk', { title: document.title, back: importPaths.review(id) });
  }
}
