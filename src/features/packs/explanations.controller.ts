import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiSignIn } from '../../web/api/api.decorators.js';
import { formOf, type FormState } from '../../web/forms/form-state.js';
import { readBody, submitForm } from '../../web/forms/read-form.js';
import { page, redirectTo, type Page, type Redirect } from '../../web/pages/answers.js';
import type { Person } from '../../web/person.js';
import { CurrentPerson, Requires } from '../../web/sign-in/access.decorators.js';
import { actionPaths } from '../actions/actions.paths.js';
import { ExplanationsService } from './explanations.service.js';
import { ExplanationForm } from './pack.form.js';

/** The owner's word on an exception, on a page. */
@Controller('actions/:id/explain')
@Requires('packs.explain')
export class ExplanationsController {
  constructor(private readonly explanations: ExplanationsService) {}

  @Get()
  async show(@CurrentPerson() person: Person, @Param('id') id: string): Promise<Page> {
    const { last } = await this.explanations.toExplain(person, id);
    return this.explainPage(person, id, formOf({ ...last }));
  }

  @Post()
  explain(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    return submitForm(
      ExplanationForm,
      body,
      async (words) => {
        await this.explanations.explain(person, id, words);
        return redirectTo(actionPaths.action(id), { flash: 'Thank you. The board reads it in its papers' });
      },
      (form) => this.explainPage(person, id, form),
    );
  }

  private async explainPage(person: Person, id: string, form: FormState): Promise<Page> {
    const { action, meeting } = await this.explanations.toExplain(person, id);
    return page('packs/views/explain.njk', {
      form,
      meeting,
      action: { reference: action.reference, title: action.title, href: actionPaths.action(id) },
    });
  }
}

@ApiTags('actions')
@ApiSignIn()
@Controller('api/v1/actions/:id/explanations')
export class ExplanationsApi {
  constructor(private readonly explanations: ExplanationsService) {}

  /** What was said to the board of this action, the latest first. */
  @Get()
  @Requires('actions.read')
  async list(@CurrentPerson() person: Person, @Param('id') id: string) {
    const items = await this.explanations.ofAction(person, id);
    return { items, nextCursor: null, total: items.length };
  }

  /** `inTheWay`, `willBeDone`, `recoveryOn`: for the next meeting of the improvement board. */
  @Post()
  @HttpCode(201)
  @Requires('packs.explain')
  explain(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: unknown) {
    return this.explanations.explain(person, id, readBody(ExplanationForm, body));
  }
}
