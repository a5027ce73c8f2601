import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { readBody, readForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { actionPaths } from '../actions/actions.paths.js';
import { RestrictForm } from '../recommendations/recommendation-life.form.js';
import { recommendationPaths } from '../recommendations/recommendations.paths.js';
import { RestrictionsService, type Restrictable } from './restrictions.service.js';

/** Saying what is restricted (Part 2), and lifting it. */
@Controller()
@Requires('restricted.set')
export class RestrictionsController {
  constructor(private readonly restrictions: RestrictionsService) {}

  @Get('recommendations/:id/restrict')
  showRecommendation(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, 'recommendations', id);
  }

  @Post('recommendations/:id/restrict')
  restrictRecommendation(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Redirect> {
    return this.set(person, 'recommendations', id, body);
  }

  @Get('actions/:id/restrict')
  showAction(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    return this.show(person, 'actions', id);
  }

  @Post('actions/:id/restrict')
  restrictAction(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Redirect> {
    return this.set(person, 'actions', id, body);
  }

  private async show(person: Person, kind: Restrictable, id: string): Promise<Page> {
    const item = await this.restrictions.item(person, kind, id);
    const noun = kind === 'actions' ? 'action' : 'recommendation';
    return page('plans/views/restrict.njk', { item, noun, back: pathOf(kind, id) });
  }

  private async set(person: Person, kind: Restrictable, id: string, body: unknown): Promise<Redirect> {
    const reading = readForm(RestrictForm, body);
    const restricted = reading.ok && reading.value.restricted;
    await this.restrictions.set(person, kind, id, restricted);
    return redirectTo(pathOf(kind, id), {
      flash: restricted ? 'It is restricted now' : 'It is restricted no longer',
    });
  }
}

/** The same verbs as JSON: `{"restricted": true}`. */
@ApiTags('restricted')
@ApiSignIn()
@Controller('api/v1')
@Requires('restricted.set')
export class RestrictionsApi {
  constructor(private readonly restrictions: RestrictionsService) {}

  @Post('recommendations/:id/restrict')
  @HttpCode(200)
  restrictRecommendation(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.set(person, 'recommendations', id, body);
  }

  @Post('actions/:id/restrict')
  @HttpCode(200)
  restrictAction(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.set(person, 'actions', id, body);
  }

  private async set(person: Person, kind: Restrictable, id: string, body: unknown) {
    await this.restrictions.set(person, kind, id, readBody(RestrictForm, body).restricted);
    const { restricted } = await this.restrictions.item(person, kind, id);
    return { id, restricted };
  }
}

function pathOf(kind: Restrictable, id: string): string {
  return kind === 'actions' ? actionPaths.action(id) : recommendationPaths.recommendation(id);
}
