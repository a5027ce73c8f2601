import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '../../../domain/calendar/local-date.js';
import type { RecommendationPriority } from '../../../domain/intake/extraction.js';
import {
  RECOMMENDATION_GAPS,
  type RecommendationGap,
} from '../../../domain/lifecycle/recommendation-gaps.js';
import type { RecommendationStatus } from '../../../domain/lifecycle/recommendation-life.js';
import { ApiSignIn } from '../../../web/api/api.decorators.js';
import { AsAt } from '../../../web/api/as-at.js';
import { readListQuery, type ListQuery } from '../../../web/api/list-query.js';
import type { Person } from '../../../web/person.js';
import { CurrentPerson, Requires } from '../../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../../documents/list-slices.js';
import { PRIORITIES, RECOMMENDATION_STATUSES } from '../../recommendations/recommendation.entity.js';
import { CoverageService, type AskedCoverage, type CoverageRead } from './coverage.service.js';

export const COVERAGE_LIST = {
  filters: {
    gap: RECOMMENDATION_GAPS,
    documentId: 'id',
    workstreamId: 'id',
    priority: PRIORITIES,
    status: RECOMMENDATION_STATUSES,
    theme: 'text',
  },
  sorts: ['priority'],
  sort: 'priority',
} as const;

/** The filters of a list query, in the words of the service: readListQuery has checked every value. */
export function coverageFilter({ filters, q }: ListQuery<keyof typeof COVERAGE_LIST.filters>): AskedCoverage {
  return {
    gap: filters.gap as readonly RecommendationGap[] | undefined,
    documentId: filters.documentId,
    workstreamId: filters.workstreamId,
    priority: filters.priority as readonly RecommendationPriority[] | undefined,
    status: filters.status as readonly RecommendationStatus[] | undefined,
    theme: filters.theme,
    q,
  };
}

@ApiTags('coverage')
@ApiSignIn()
@Controller('api/v1/coverage')
@Requires('plan.read')
export class CoverageApi {
  constructor(private readonly coverage: CoverageService) {}

  /** Every recommendation with its actions, accepted evidence, what inspectors and checks said, and its gaps. */
  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown, @AsAt() asAt: LocalDate | null) {
    const asked = readListQuery(query, COVERAGE_LIST, { ignore: ['asAt'] });
    const list = await this.coverage.list(person, coverageFilter(asked), sliceOf(asked), asAt);
    return answerOf({ rows: list.rows, total: list.total }, asked, coverageItem);
  }
}

function coverageItem(row: CoverageRead) {
  return {
    id: row.id,
    documentId: row.documentId,
    number: row.number,
    priority: row.priority,
    theme: row.theme,
    text: row.text,
    status: row.status,
    gaps: row.gaps,
    lookedAt: row.lookedAt && {
      documentId: row.lookedAt.documentId,
      on: row.lookedAt.on,
      by: row.lookedAt.by,
      area: row.lookedAt.area,
      words: row.lookedAt.words,
    },
    notLookedAtSince: row.notLookedAtSince,
    actions: row.towards.map(({ id, reference, status, rating, evidence }) => ({
      id,
      reference,
      status,
      rating,
      evidence,
    })),
    said: row.said.map(({ findingId, link, state, documentId, documentOn, actionId }) => ({
      findingId,
      link,
      state,
      documentId,
      on: documentOn,
      actionId,
    })),
  };
}
