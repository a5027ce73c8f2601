import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import { readForm } from '../../web/forms/read-form.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { recommendationModel } from '../recommendations/recommendation.page.js';
import { RecommendationsService } from '../recommendations/recommendations.service.js';
import { ActionDetailsService } from './action-details.service.js';
import { RecommendationsForm } from './action.form.js';
import { servedModel } from './action.page.js';
import { actionPaths } from './actions.paths.js';
import { ActionsService } from './actions.service.js';

const MOST_SHOWN = 50;

/** Which recommendations an action serves: those it serves are ticked, others are found by their words. */
@Controller('actions/:id/recommendations')
export class ServedController {
  constructor(
    private readonly details: ActionDetailsService,
    private readonly actions: ActionsService,
    private readonly recommendations: RecommendationsService,
  ) {}

  @Get()
  @Requires('actions.edit')
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query('q') q?: string,
  ): Promise<Page> {
    const { action, served } = await this.details.toEdit(person, id);
    const words = (q ?? '').trim().slice(0, 200);
    const found = await this.recommendations.list(
      person,
      { status: ['open', 'proposed_as_met'], ...(words !== '' && { q: words }) },
      { limit: MOST_SHOWN, offset: 0 },
    );
    return page('actions/views/served.njk', {
      reference: action.reference,
      title: action.title,
      version: action.version,
      q: words,
      served: served.map((one) => servedModel(one)),
      others: found.rows.filter((row) => !served.some((one) => one.id === row.id)).map(recommendationModel),
      hasMore: found.total > found.rows.length,
      path: actionPaths.recommendations(id),
      back: actionPaths.action(id),
    });
  }

  /** Changes only what was on the page: what it did not show stays as it is. */
  @Post()
  @Requires('actions.edit')
  async save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Redirect> {
    const reading = readForm(RecommendationsForm, body);
    if (!reading.ok) return redirectTo(actionPaths.recommendations(id));
    await this.actions.serve(person, id, reading.value.shown, reading.value.recommendationIds);
    return redirectTo(actionPaths.action(id), { flash: 'The recommendations were saved' });
  }
}
