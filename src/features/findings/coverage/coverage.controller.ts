import { Controller, Get, Query } from '@nestjs/common';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import { RECOMMENDATION_GAPS } from '../../../domain/lifecycle/recommendation-gaps.js';
import { AsAt } from '../../../web/api/as-at.js';
import { readListQuery } from '../../../web/api/list-query.js';
import { file, page, type FileAnswer, type Page } from '../../../web/pages/answers.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { PRIORITY_NAMES } from '../../documents/document-words.js';
import { choicesOf } from '../../documents/documents.controller.js';
import { pagesOf, sliceOf } from '../../documents/list-slices.js';
import { STATUS_NAMES } from '../../recommendations/recommendation-words.js';
import { recommendationPaths } from '../../recommendations/recommendations.paths.js';
import { GAP_NAMES } from './coverage-words.js';
import { COVERAGE_LIST, coverageFilter } from './coverage.api.js';
import { coverageModel } from './coverage.page.js';
import { coveragePaths } from './coverage.paths.js';
import { CoverageService } from './coverage.service.js';
import { coverageSheet } from './coverage.sheet.js';

/** Every recommendation with what was done, shown and said about it, and what is missing. */
@Controller()
@Requires('plan.read')
export class CoverageController {
  constructor(private readonly coverage: CoverageService) {}

  @Get('coverage')
  async list(
    @CurrentPerson() person: Person,
    @Query() query: unknown,
    @AsAt() asAt: LocalDate | null,
  ): Promise<Page> {
    const asked = readListQuery(query, COVERAGE_LIST, { ignore: ['asAt'] });
    const list = await this.coverage.list(person, coverageFilter(asked), sliceOf(asked), asAt);
    const { documents, workstreams } = await this.coverage.choices(person, asAt);
    const first: Record<string, string | undefined> = Object.fromEntries(
      Object.entries(asked.filters).map(([name, values]) => [name, values?.[0]]),
    );
    const kept = { ...first, q: asked.q };
    const names = (list: { id: string; name: string }[]) =>
      list.map(({ id, name }) => ({ value: id, text: name }));
    return page('findings/coverage/views/coverage.njk', {
      asAt,
      leftOut: list.leftOut,
      rows: list.rows.map((row) => coverageModel(row, asAt)),
      gapFigures: RECOMMENDATION_GAPS.map((gap) => ({
        text: GAP_NAMES[gap],
        count: list.counts[gap],
        href: coveragePaths.coverage({ ...kept, gap }, asAt),
      })),
      pages: pagesOf(coveragePaths.coverage(), query, asked, list.total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      filter: { ...kept, asAt },
      kept,
      gaps: choicesOf(GAP_NAMES),
      statuses: choicesOf(STATUS_NAMES),
      priorities: choicesOf(PRIORITY_NAMES),
      documents: names(documents),
      workstreams: names(workstreams),
      listPath: coveragePaths.coverage(),
      csvPath: coveragePaths.csv(kept, asAt),
      nowPath: coveragePaths.coverage(kept),
      back: recommendationPaths.list(),
    });
  }

  @Get('coverage.csv')
  async sheet(
    @CurrentPerson() person: Person,
    @Query() query: unknown,
    @AsAt() asAt: LocalDate | null,
  ): Promise<FileAnswer> {
    const asked = readListQuery(query, COVERAGE_LIST, { ignore: ['asAt'] });
    const { rows } = await this.coverage.list(person, coverageFilter(asked), undefined, asAt);
    return file(coverageSheet(rows), {
      fileName: asAt === null ? 'coverage.csv' : `coverage-as-at-${asAt}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    });
  }
}
