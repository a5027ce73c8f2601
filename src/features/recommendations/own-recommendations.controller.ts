import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { formatLongDate } from '../../domain/calendar/long-date.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { KIND_NAMES, PRIORITY_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { OwnRecommendationForm, OwnWordsChange, WithdrawalForm, wordsOf } from './own-recommendation.form.js';
import { OwnRecommendationsService, TYPED_KINDS } from './own-recommendations.service.js';
import { recommendationModel } from './recommendation.page.js';
import { recommendationPaths } from './recommendations.paths.js';
import { RecommendationsService } from './recommendations.service.js';

/** Typing in a recommendation of the authority's own, correcting it, withdrawing it. */
@Controller('recommendations')
@Requires('recommendations.edit')
export class OwnRecommendationsController {
  constructor(
    private readonly own: OwnRecommendationsService,
    private readonly recommendations: RecommendationsService,
  ) {}

  @Get('new')
  blank(@CurrentPerson() person: Person): Promise<Page> {
    return this.newPage(person, formOf({ priority: 'recommendation' }));
  }

  @Post('new')
  add(@CurrentPerson() person: Person, @Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      OwnRecommendationForm,
      body,
      async (value) => {
        const made = await this.own.add(person, wordsOf(value), value);
        return redirectTo(recommendationPaths.recommendation(made.id), {
          flash: 'The recommendation is in the plan',
        });
      },
      (form) => this.newPage(person, form),
    );
  }

  @Get(':id/correct')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { text, number, priority, theme, addressee, timescale } = await this.recommendations.view(
      person,
      id,
    );
    return this.editPage(person, id, formOf({ text, number, priority, theme, addressee, timescale }));
  }

  @Post(':id/correct')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      OwnWordsChange,
      body,
      async (value) => {
        await this.own
          .correct(person, id, value.version, wordsOf(value))
          .catch((error) => this.explain(error, person, id, value));
        return redirectTo(recommendationPaths.recommendation(id), { flash: 'The correction was saved' });
      },
      (form) => this.editPage(person, id, form),
    );
  }

  @Get(':id/withdraw')
  withdrawal(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.withdrawalPage(person, id, formOf());
  }

  @Post(':id/withdraw')
  withdraw(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      WithdrawalForm,
      body,
      async ({ version }) => {
        await this.own.withdraw(person, id, version);
        return redirectTo(recommendationPaths.list(), { flash: 'The recommendation was withdrawn' });
      },
      (form) => this.withdrawalPage(person, id, form),
    );
  }

  /** What was saved meanwhile beside what was typed, in words. */
  private async explain(error: unknown, person: Person, id: string, typed: OwnWordsChange): Promise<never> {
    if (!(error instanceof StaleVersion)) throw error;
    const now = await this.recommendations.view(person, id);
    const wanted = wordsOf(typed);
    const row = (label: string, saved: string | null, other: string | null) => ({
      label,
      saved: saved ?? '',
      typed: other ?? '',
    });
    throw error.showing(
      [
        row('Recommendation', now.text, wanted.text),
        row('Number', now.number, wanted.number),
        row('Priority', PRIORITY_NAMES[now.priority], PRIORITY_NAMES[wanted.priority]),
        row('Theme', now.theme, wanted.theme),
        row('Addressed to', now.addressee, wanted.addressee),
        row('Timescale', now.timescale, wanted.timescale),
      ],
      recommendationPaths.recommendation(id),
    );
  }

  private async newPage(person: Person, form: FormState): Promise<Page> {
    const documents = await this.own.documents(person);
    return page('recommendations/views/own-new.njk', {
      form,
      priorities: choicesOf(PRIORITY_NAMES),
      documents: documents.map(({ id, title, receivedOn }) => ({
        value: id,
        text: `${title}, ${formatLongDate(receivedOn)}`,
      })),
      kinds: TYPED_KINDS.map((kind) => ({ value: kind, text: KIND_NAMES[kind] })),
      back: recommendationPaths.list(),
    });
  }

  private async editPage(person: Person, id: string, form: FormState): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    return page('recommendations/views/own-correct.njk', {
      form,
      version: view.version,
      recommendation: recommendationModel(view),
      priorities: choicesOf(PRIORITY_NAMES),
    });
  }

  private async withdrawalPage(person: Person, id: string, form: FormState): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    return page('recommendations/views/own-withdraw.njk', {
      form,
      version: view.version,
      recommendation: recommendationModel(view),
    });
  }
}
