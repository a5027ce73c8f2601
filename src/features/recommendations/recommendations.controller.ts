import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AsAt, asAtPath } from '../../web/api/as-at.js';
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
  async list(
    @CurrentPerson() person: Person,
    @Query() query: unknown,
    @AsAt() asAt: LocalDate | null,
  ): Promise<Page> {
    const asked = readListQuery(query, RECOMMENDATION_LIST, { ignore: ['asAt'] });
    const found = await this.recommendations.list(person, recommendationFilter(asked), sliceOf(asked), asAt);
    const { documentId, theme } = asked.filters;
    const mayEdit = asAt === null && may('recommendations.edit', person);
    const offers = mayEdit
      ? await this.raised.offers(person, documentId?.[0] ?? null, { limit: 1, offset: 0 })
      : null;
    const workstreams = await this.recommendations.workstreams(person, { limit: 200, offset: 0 });
    const first = Object.fromEntries(
      Object.entries(asked.filters).map(([name, values]) => [name, values?.[0]]),
    );
    return page('recommendations/views/list.njk', {
      asAt,
      leftOut: found.leftOut,
      rows: found.rows.map(recommendationModel).map((row) => ({ ...row, href: asAtPath(row.href, asAt) })),
      pages: pagesOf(recommendationPaths.list(), query, asked, found.total),
      isFiltered: asked.q !== null || Object.keys(asked.filters).length > 0,
      documentTitle: documentId === undefined ? null : found.rows[0]?.documentTitle,
      filter: { ...first, q: asked.q, asAt },
      kept: { ...first, q: asked.q },
      statuses: choicesOf(STATUS_NAMES),
      priorities: choicesOf(PRIORITY_NAMES),
      themes: [...new Set([...found.themes, ...(theme ?? [])])].map((name) => ({ value: name, text: name })),
      workstreams: workstreams.rows.map(({ id, name }) => ({ value: id, text: name })),
      actionChoices: [
        { value: 'true', text: 'No action yet' },
        { value: 'false', text: 'With an action' },
      ],
      responses: choicesOf(RESPONSE_NAMES),
      effectChoices: [
        { value: 'true', text: 'Not confirmed' },
        { value: 'false', text: 'No doubt about it' },
      ],
      raisedChoices: [
        { value: 'true', text: 'Raised before' },
        { value: 'false', text: 'Not raised before' },
      ],
      offerCount: offers?.total ?? 0,
      offersPath: recommendationPaths.raisedBeforeOffers(documentId?.[0]),
      addPath: mayEdit ? recommendationPaths.add() : null,
      listPath: recommendationPaths.list(),
      coveragePath: recommendationPaths.coverage(),
      readyPath: may('documents.read', person) ? recommendationPaths.readyForVisit() : null,
      nowPath: recommendationPaths.list(),
    });
  }

  @Get(':id/change')
  @Requires('recommendations.edit')
  async edit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { response, responseText, outcome, workstreamId, leadId } = await this.recommendations.view(
      person,
      id,
    );
    const form = formOf({ response, responseText, outcome, workstreamId, leadId });
    return this.editPage(person, id, form);
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
        { label: 'Outcome', saved: now.outcome, typed: typed.outcome ?? '' },
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
