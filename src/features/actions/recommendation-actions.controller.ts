import { Controller, Get, Param, Post } from '@nestjs/common';
import { may } from '../../domain/access/policy.js';
import { spreadOf } from '../../domain/rating/recommendation-spread.js';
import type { LocalDate } from '../../domain/calendar/local-date.js';
import { AsAt } from '../../web/api/as-at.js';
import { formOf } from '../../web/forms/form-state.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { recommendationModel } from '../recommendations/recommendation.page.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { RecommendationsService } from '../recommendations/recommendations.service.js';
import { lineModel } from './action.page.js';
import { ActionReadingService } from './action-reading.service.js';
import { MOST_URGENT_FIRST } from './action-order.js';
import { actionPaths } from './actions.paths.js';
import { DraftsService } from './drafts.service.js';

const MOST_ACTIONS = 200;

/** A recommendation with the actions towards it: their spread, never the worst one alone. */
@Controller('recommendations/:id')
export class RecommendationActionsController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly reading: ActionReadingService,
    private readonly drafts: DraftsService,
  ) {}

  @Get()
  @Requires('plan.read')
  async show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @AsAt() asAt: LocalDate | null,
  ): Promise<Page> {
    const { shown, isPast, ...recommendation } = await this.recommendations.page(person, id, asAt);
    const filters = { recommendationId: [recommendation.id] };
    const part = { order: MOST_URGENT_FIRST, limit: MOST_ACTIONS };
    const { rows } = await this.reading.lines(person, filters, part, asAt);
    const standing = rows.filter(({ status }) => status !== 'cancelled');
    return page('actions/views/recommendation.njk', {
      form: formOf(),
      ...shown,
      recommendation: recommendationModel(recommendation),
      asAt: isPast ? asAt : null,
      mayChange: !isPast && may('recommendations.edit', person),
      rows: rows.slice(0, MOST_ACTIONS).map((line) => lineModel(line, isPast ? asAt : null)),
      spread: spreadOf(rows.map(({ status, rating }) => ({ status, colour: rating }))),
      drafts: standing.filter(({ status }) => status === 'draft').length,
      hasNone: standing.length === 0 && recommendation.actionIds.length === 0,
      mayDraft: !isPast && may('actions.draft', person),
      draftPath: actionPaths.draftFor(recommendation.id),
      listPath: recommendationPaths.list(),
    });
  }

  @Post('actions')
  @Requires('actions.draft')
  async draft(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Redirect> {
    const actionId = await this.drafts.draftFor(person, id);
    return redirectTo(actionPaths.change(actionId), {
      flash: 'An action was drafted. Complete it, then publish it',
    });
  }
}
