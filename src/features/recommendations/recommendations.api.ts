import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { readListQuery, type ListQuery } from '../../web/api/list-query.js';
import { Refused } from '../../web/errors/refusals.js';
import { readBody, readChange } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import { OwnRecommendationForm, OwnWordsForm, wordsIn, wordsOf } from './own-recommendation.form.js';
import { OwnRecommendationsService } from './own-recommendations.service.js';
import { RecommendationForm, answerIn } from './recommendation.form.js';
import { PRIORITIES, RECOMMENDATION_STATUSES, RESPONSES } from './recommendation.entity.js';
import type { RecommendationStatus, Response } from './recommendation.entity.js';
import type { RecommendationFilter, RecommendationView } from './recommendations.repository.js';
import { RecommendationsService } from './recommendations.service.js';

export const RECOMMENDATION_LIST = {
  filters: {
    documentId: 'id',
    status: RECOMMENDATION_STATUSES,
    priority: PRIORITIES,
    response: RESPONSES,
    theme: 'text',
    workstreamId: 'id',
    withoutAction: 'yes_no',
    raisedBefore: 'yes_no',
  },
  sorts: ['priority'],
  sort: 'priority',
} as const;

type Filters = keyof typeof RECOMMENDATION_LIST.filters;

/** The filters of a list query, in the words of the repository: readListQuery has checked every value. */
export function recommendationFilter(
  asked: ListQuery<Filters>,
): Omit<RecommendationFilter, 'publishedOnly' | 'embargoedMarks'> {
  const { documentId, theme, workstreamId, withoutAction, raisedBefore } = asked.filters;
  return {
    documentId,
    theme,
    workstreamId,
    status: asked.filters.status as readonly RecommendationStatus[] | undefined,
    priority: asked.filters.priority as readonly RecommendationPriority[] | undefined,
    response: asked.filters.response as readonly Response[] | undefined,
    withoutAction: withoutAction && withoutAction.at(-1) === 'true',
    raisedBefore: raisedBefore && raisedBefore.at(-1) === 'true',
    q: asked.q,
  };
}

@ApiTags('recommendations')
@ApiSignIn()
@Controller('api/v1/recommendations')
export class RecommendationsApi {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly own: OwnRecommendationsService,
  ) {}

  @Get()
  async list(@CurrentPerson() person: Person, @Query() query: unknown) {
    const asked = readListQuery(query, RECOMMENDATION_LIST);
    const found = await this.recommendations.list(person, recommendationFilter(asked), sliceOf(asked));
    return answerOf(found, asked, recommendationItem);
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string) {
    return recommendationItem(await this.recommendations.view(person, id));
  }

  /** Puts one of the authority's own into the plan: text, and where it comes from. */
  @Post()
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    const form = readBody(OwnRecommendationForm, body);
    return recommendationItem(await this.own.add(person, wordsOf(form), form));
  }

  /**
   * Changes the authority's answer: response, responseText, workstreamId, leadId. Of one of its own also the words:
   * text, number, priority, addressee, theme, timescale.
   */
  @Patch(':id')
  @ApiChanges()
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: unknown,
  ) {
    const words = wordsIn(readChange(OwnWordsForm, body));
    const answer = answerIn(readChange(RecommendationForm, body));
    if (Object.keys(words).length === 0) {
      return recommendationItem(await this.recommendations.answer(person, id, version, answer));
    }
    if (Object.keys(answer).length > 0) {
      throw new Refused('two_changes', 'Change the words and the response one after the other');
    }
    return recommendationItem(await this.own.correct(person, id, version, words));
  }

  /** Takes one of the authority's own out of the plan as long as no action hangs on it. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiChanges()
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string, @IfMatch() version: number) {
    await this.own.withdraw(person, id, version);
    return { id, withdrawn: true };
  }
}

export function recommendationItem(view: RecommendationView) {
  return {
    id: view.id,
    documentId: view.documentId,
    number: view.number,
    priority: view.priority,
    addressee: view.addressee,
    theme: view.theme,
    text: view.text,
    timescale: view.timescale,
    paragraphRefs: view.paragraphRefs,
    frameworkRef: view.frameworkRef,
    page: view.page,
    status: view.status,
    response: view.response,
    responseText: view.responseText,
    workstreamId: view.workstreamId,
    leadId: view.leadId,
    actionIds: view.actionIds,
    raisedBefore: view.raisedBefore,
    isOwn: view.isOwn,
    version: view.version,
  };
}
