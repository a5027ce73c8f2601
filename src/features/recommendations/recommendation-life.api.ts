import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn, readIfMatch } from '../../web/api/api.decorators.js';
import { readListQuery } from '../../web/api/list-query.js';
import { readBody } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { answerOf, sliceOf } from '../documents/list-slices.js';
import {
  MetBody,
  ProposeMetForm,
  ReopenRecommendationForm,
  SentenceForm,
  SupersedeForm,
} from './recommendation-life.form.js';
import { RecommendationLifeService } from './recommendation-life.service.js';
import { recommendationItem } from './recommendations.api.js';
import { RecommendationsService } from './recommendations.service.js';
import { SentencesService } from './sentences.service.js';

const SENTENCES = { filters: {}, sorts: ['writtenOn'], sort: '-writtenOn' } as const;

/** How a recommendation ends, and what its lead says of it. */
@ApiTags('recommendations')
@ApiSignIn()
@Controller('api/v1/recommendations/:id')
export class RecommendationLifeApi {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly life: RecommendationLifeService,
    private readonly sentences: SentencesService,
  ) {}

  @Post('propose-met')
  @HttpCode(200)
  @Requires('recommendations.propose_met')
  async propose(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.life.propose(person, id, readBody(ProposeMetForm, body), versionOf(ifMatch));
    return this.item(person, id);
  }

  @Post('propose-met/withdraw')
  @HttpCode(200)
  @Requires('recommendations.propose_met')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string) {
    await this.life.withdraw(person, id);
    return this.item(person, id);
  }

  /** The board's decision: met, or with `decision: "not_met"` and its reason in `words` open again. */
  @Post('met')
  @HttpCode(200)
  @Requires('recommendations.sign_off')
  async met(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    const { decision, words, meetingId } = readBody(MetBody, body);
    const met = decision !== 'not_met';
    await this.life.decide(person, id, { met, words: words ?? '', meetingId }, versionOf(ifMatch));
    return this.item(person, id);
  }

  @Post('reopen')
  @HttpCode(200)
  @Requires('recommendations.reopen')
  async reopen(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.life.reopen(person, id, readBody(ReopenRecommendationForm, body).reason, versionOf(ifMatch));
    return this.item(person, id);
  }

  @Post('supersede')
  @HttpCode(200)
  @Requires('recommendations.edit')
  async supersede(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('if-match') ifMatch?: string,
  ) {
    await this.life.supersede(person, id, readBody(SupersedeForm, body).byId, versionOf(ifMatch));
    return this.item(person, id);
  }

  /** What was said of it, newest first. */
  @Get('sentences')
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: unknown) {
    const asked = readListQuery(query, SENTENCES);
    return answerOf(await this.sentences.list(person, id, sliceOf(asked)), asked, (row) => row);
  }

  @Post('sentences')
  @Requires('recommendations.comment')
  async write(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    const { sentence, difference } = readBody(SentenceForm, body);
    await this.sentences.write(person, id, { sentence, difference: difference ?? '' });
    return this.item(person, id);
  }

  private async item(person: Person, id: string) {
    return recommendationItem(await this.recommendations.view(person, id));
  }
}

function versionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : readIfMatch(ifMatch);
}
