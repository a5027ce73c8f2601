import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { StateForbids } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import {
  DecideMetForm,
  ProposeMetForm,
  ReopenRecommendationForm,
  SentenceForm,
  SupersedeForm,
} from './recommendation-life.form.js';
import { RecommendationEndings } from './recommendation-endings.service.js';
import { RecommendationLifeService } from './recommendation-life.service.js';
import { recommendationModel } from './recommendation.page.js';
import { recommendationPaths } from './recommendations.paths.js';
import { RecommendationsService } from './recommendations.service.js';
import { SentencesService } from './sentences.service.js';

const ALL_SENTENCES = { limit: 200, offset: 0 };

/** The pages on which a recommendation is said to be met, reopened or superseded, and its lead writes. */
@Controller('recommendations/:id')
export class RecommendationLifeController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly life: RecommendationLifeService,
    private readonly endings: RecommendationEndings,
    private readonly sentences: SentencesService,
  ) {}

  @Get('propose-met')
  @Requires('recommendations.propose_met')
  async showProposal(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    const { measures } = recommendationModel(view);
    const measure = measures
      .filter(({ latestValue }) => latestValue !== null)
      .map((one) => `${one.name}: ${one.latestValue} ${one.unit} (${one.standingName.toLowerCase()})`)
      .join('\n');
    return this.proposalPage(person, id, formOf({ measure }));
  }

  @Post('propose-met')
  @Requires('recommendations.propose_met')
  propose(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ProposeMetForm,
      body,
      async (value) => {
        await this.life.propose(person, id, value);
        return this.back(id, 'It is proposed as met. The board decides');
      },
      (form) => this.proposalPage(person, id, form),
    );
  }

  @Get('propose-met/withdraw')
  @Requires('recommendations.propose_met')
  async showWithdrawal(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    return page('recommendations/views/take-back.njk', { recommendation: recommendationModel(view) });
  }

  @Post('propose-met/withdraw')
  @Requires('recommendations.propose_met')
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    await this.life.withdraw(person, id);
    return this.back(id, 'The proposal was taken back');
  }

  @Get('met')
  @Requires('recommendations.sign_off')
  showDecision(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.decisionPage(person, id, formOf());
  }

  @Post('met')
  @Requires('recommendations.sign_off')
  decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      DecideMetForm,
      body,
      async ({ decision, words, meetingId }) => {
        const met = decision === 'met';
        await this.life.decide(person, id, { met, words: words ?? '', meetingId });
        return this.back(id, met ? 'The recommendation is met' : 'The recommendation is open again');
      },
      (form) => this.decisionPage(person, id, form),
    );
  }

  @Get('reopen')
  @Requires('recommendations.reopen')
  showReopening(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.reopenPage(person, id, formOf());
  }

  @Post('reopen')
  @Requires('recommendations.reopen')
  reopen(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ReopenRecommendationForm,
      body,
      async ({ reason }) => {
        await this.life.reopen(person, id, reason);
        return this.back(id, 'The recommendation is open again');
      },
      (form) => this.reopenPage(person, id, form),
    );
  }

  @Get('supersede')
  @Requires('recommendations.edit')
  showSuccessors(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('q') q?: string,
  ): Promise<Page> {
    return this.supersedePage(person, id, formOf(), q);
  }

  @Post('supersede')
  @Requires('recommendations.edit')
  supersede(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      SupersedeForm,
      body,
      async ({ byId }) => {
        await this.life.supersede(person, id, byId);
        return this.back(id, 'The recommendation is superseded');
      },
      (form) => this.supersedePage(person, id, form),
    );
  }

  @Get('sentence')
  @Requires('plan.read')
  showSentences(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.sentencePage(person, id, formOf());
  }

  @Post('sentence')
  @Requires('recommendations.comment')
  write(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      SentenceForm,
      body,
      async ({ sentence, difference }) => {
        await this.sentences.write(person, id, { sentence, difference: difference ?? '' });
        return this.back(id, 'Your sentence was added');
      },
      (form) => this.sentencePage(person, id, form),
    );
  }

  private back(id: string, flash: string): Redirect {
    return redirectTo(recommendationPaths.recommendation(id), { flash });
  }

  private async proposalPage(person: Person, id: string, form: FormState): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    if (view.status !== 'open') {
      throw new StateForbids('not_open', 'Only an open recommendation is proposed as met');
    }
    return page('recommendations/views/propose-met.njk', { form, recommendation: recommendationModel(view) });
  }

  private async decisionPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { view, proposal, authority } = await this.endings.toDecide(person, id);
    return page('recommendations/views/decide-met.njk', {
      form,
      recommendation: recommendationModel(view),
      proposal,
      betweenMeetings: authority.betweenMeetings,
      meetings: authority.atMeetings.map((meeting) => ({
        value: meeting.id,
        text: `At the meeting of ${formatLongDate(meeting.meetsOn)}`,
      })),
    });
  }

  private async reopenPage(person: Person, id: string, form: FormState): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    return page('recommendations/views/reopen.njk', { form, recommendation: recommendationModel(view) });
  }

  private async supersedePage(person: Person, id: string, form: FormState, q = ''): Promise<Page> {
    const words = String(q).trim().slice(0, 200);
    const { view, found } = await this.endings.successors(person, id, words);
    return page('recommendations/views/supersede.njk', {
      form,
      recommendation: recommendationModel(view),
      q: words,
      path: recommendationPaths.supersede(id),
      successors: found.map((one) => ({
        value: one.id,
        text: `${one.number === null ? '' : `${one.number} `}${one.text}`,
        hint: one.documentTitle,
      })),
    });
  }

  private async sentencePage(person: Person, id: string, form: FormState): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    const { rows } = await this.sentences.list(person, id, ALL_SENTENCES);
    const wanted = await this.sentences.wantedOf(person, id);
    return page('recommendations/views/sentence.njk', {
      form,
      recommendation: recommendationModel(view),
      sentences: rows,
      wanted,
    });
  }
}
