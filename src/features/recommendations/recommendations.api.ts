import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import type { RecommendationPriority } from '../../domain/intake/extraction.js';
import { ApiChanges, ApiSignIn, IfMatch } from '../../web/api/api.decorators.js';
import { AsAt } from '../../web/api/as-at.js';
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
import { marksOf } from './recommendation-words.js';
import type { RecommendationView } from './recommendation-view.js';
import { RecommendationsService, type AskedRecommendations } from './recommendations.service.js';

export const RECOMMENDATION_LIST = {
  filters: {
    documentId: 'id',
    status: RECOMMENDATION_STATUSES,
    priority: PRIORITIES,
    response: RESPONSES,
    theme: 'text',
    workstreamId: 'id',
    leadId: 'id',
    noLead: 'yes_no',
    noSentence: 'yes_no',
    withoutAction: 'yes_no',
    effectNotConfirmed: 'yes_no',
    raisedBefore: 'yes_no',
  },
  sorts: ['priority'],
  sort: 'priority',
} as const;

type Filters = keyof typeof RECOMMENDATION_LIST.filters;

/** The filters of a list query, in the words of the repository: readListQuery has checked every value. */
export function recommendationFilter(asked: ListQuery<Filters>): AskedRecommendations {
  const { documentId, theme, workstreamId, leadId } = asked.filters;
  const yesNo = (name: Filters) => asked.filters[name] && asked.filters[name].at(-1) === 'true';
  return {
    documentId,
    theme,
    workstreamId,
    leadId,
    noLead: yesNo('noLead'),
    noSentence: yesNo('noSentence'),
    status: asked.filters.status as readonly RecommendationStatus[] | undefined,
    priority: asked.filters.priority as readonly RecommendationPriority[] | undefined,
    response: asked.filters.response as readonly Response[] | undefined,
    withoutAction: yesNo('withoutAction'),
    effectNotConfirmed: yesNo('effectNotConfirmed'),
    raisedBefore: yesNo('raisedBefore'),
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
  async list(@CurrentPerson() person: Person, @Query() query: unknown, @AsAt() asAt: LocalDate | null) {
    const asked = readListQuery(query, RECOMMENDATION_LIST, { ignore: ['asAt'] });
    const found = await this.recommendations.list(person, recommendationFilter(asked), sliceOf(asked), asAt);
    return answerOf(found, asked, recommendationItem);
  }

  @Get(':id')
  async one(@CurrentPerson() person: Person, @Param('id') id: string, @AsAt() asAt: LocalDate | null) {
    return recommendationItem(await this.recommendations.view(person, id, asAt));
  }

  /** Puts one of the authority's own into the plan: text, and where it comes from. */
  @Post()
  async add(@CurrentPerson() person: Person, @Body() body: unknown) {
    const form = readBody(OwnRecommendationForm, body);
    return recommendationItem(await this.own.add(person, wordsOf(form), form));
  }

  /**
   * Changes the authority's answer: response, responseText, outcome, workstreamId, leadId. Of one of its own also the words:
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
    outcome: view.outcome,
    workstreamId: view.workstreamId,
    leadId: view.leadId,
    actionIds: view.actionIds,
    spread: view.spread,
    marks: marksOf(view),
    leadSentence: view.lastSentence,
    measures: view.measures,
    metOn: view.metOn,
    supersededBy: view.supersededBy,
    notBorneOutOn: view.notBorneOutOn,
    restricted: view.restricted,
    raisedBefore: view.raisedBefore,
    isOwn: view.isOwn,
    version: view.version,
  };
}
