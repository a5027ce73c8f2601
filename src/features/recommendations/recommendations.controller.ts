import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { readListQuery } from '../../web/api/list-query.js';
import { StaleVersion } from '../../web/errors/refusals.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { PRIORITY_NAMES } from '../documents/document-words.js';
import { choicesOf } from '../documents/documents.controller.js';
import { pagesOf, sliceOf } from '../documents/list-slices.js';
import { RaisedBeforeService } from './raised-before.service.js';
import { RecommendationChange, answerIn } from './recommendation.form.js';
import { recommendationModel } from './recommendation.page.js';
import { RESPONSE_NAMES, STATUS_NAMES } from './recommendation-words.js';
import { RECOMMENDATION_LIST, recommendationFilter } from './recommendations.api.js';
import { recommendationPaths } from './recommendations.paths.js';
import { RecommendationsService } from './recommendations.service.js';

@Controller('recommendations')
export class RecommendationsController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly raised: RaisedBeforeService,
  ) {}

  @Get()
  @Requires('plan.read')
  async list(@CurrentPerson() person: Person, @Query() query: unknown): Promise<Page> {
    const asked = readListQuery(query, RECOMMENDATION_LIST);
    const found = await this.recommendations.list(person, recommendationFilter(asked), sliceOf(asked));
    const { documentId, status, priority, theme, response, withoutAction, raisedBefore } = asked.filters;
    const mayEdit = may('recommendations.edit', person);
    const offers = mayEdit
      ? await this.raised.offers(person, documentId?.[0] ?? null, { limit: 1, offset: 0 })
      : null;
    return page('recommendations/views/list.njk', {
      rows: found.rows.map(recommendationModel),
      pages: pagesOf(recommendationPaths.list(), query, asked, found.total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      documentTitle: documentId === undefined ? null : found.rows[0]?.documentTitle,
      filter: {
        q: asked.q,
        documentId: documentId?.[0],
        status: status?.[0],
        priority: priority?.[0],
        theme: theme?.[0],
        response: response?.[0],
        withoutAction: withoutAction?.[0],
        raisedBefore: raisedBefore?.[0],
      },
      statuses: choicesOf(STATUS_NAMES),
      priorities: choicesOf(PRIORITY_NAMES),
      themes: found.themes.map((name) => ({ value: name, text: name })),
      actionChoices: [
        { value: 'true', text: 'No action yet' },
        { value: 'false', text: 'With an action' },
      ],
      responses: choicesOf(RESPONSE_NAMES),
      raisedChoices: [
        { value: 'true', text: 'Raised before' },
        { value: 'false', text: 'Not raised before' },
      ],
      offerCount: offers?.total ?? 0,
      offersPath: recommendationPaths.raisedBeforeOffers(documentId?.[0]),
      addPath: mayEdit ? recommendationPaths.add() : null,
      listPath: recommendationPaths.list(),
    });
  }

  @Get(':id/change')
  @Requires('recommendations.edit')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { response, responseText, workstreamId, leadId } = await this.recommendations.view(person, id);
    return this.editPage(person, id, formOf({ response, responseText, workstreamId, leadId }));
  }

  @Post(':id/change')
  @Requires('recommendations.edit')
  save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      RecommendationChange,
      body,
      async (value) => {
        await this.recommendations
          .answer(person, id, value.version, answerIn(value))
          .catch((error) => this.explain(error, person, id, value));
        return redirectTo(recommendationPaths.recommendation(id), { flash: 'The response was saved' });
      },
      (form) => this.editPage(person, id, form),
    );
  }

  /** What was saved meanwhile beside what was typed, in words. */
  private async explain(
    error: unknown,
    person: Person,
    id: string,
    typed: RecommendationChange,
  ): Promise<never> {
    if (!(error instanceof StaleVersion)) throw error;
    const now = await this.recommendations.view(person, id);
    const { workstreams, leads } = await this.recommendations.choices(person);
    const name = (list: { id: string; name: string }[], wanted: string | null) =>
      list.find((it) => it.id === wanted)?.name ?? '';
    throw error.showing(
      [
        {
          label: 'Response',
          saved: RESPONSE_NAMES[now.response],
          typed: RESPONSE_NAMES[typed.response],
        },
        { label: 'In words', saved: now.responseText, typed: typed.responseText ?? '' },
        {
          label: 'Workstream',
          saved: now.workstreamName ?? '',
          typed: name(workstreams, typed.workstreamId),
        },
        { label: 'Lead', saved: now.leadName ?? '', typed: name(leads, typed.leadId) },
      ],
      recommendationPaths.recommendation(id),
    );
  }

  private async editPage(person: Person, id: string, form: FormState): Promise<Page> {
    const view = await this.recommendations.view(person, id);
    const { workstreams, leads } = await this.recommendations.choices(person);
    const asChoices = (list: { id: string; name: string }[]) =>
      list.map((it) => ({ value: it.id, text: it.name }));
    return page('recommendations/views/change.njk', {
      form,
      version: view.version,
      recommendation: recommendationModel(view),
      responses: choicesOf(RESPONSE_NAMES),
      workstreams: asChoices(workstreams),
      leads: asChoices(leads),
    });
  }
}
